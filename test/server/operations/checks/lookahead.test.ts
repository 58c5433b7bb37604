/** Looking ahead is done once for all who ask the same, and lets others go first. */
import { expect, it } from 'vitest';
import type { Clock } from '../../../../proto/domain/clock.ts';
import { clashes, voids } from '../../../../server/operations/checks/ahead.ts';
import { Lookahead } from '../../../../server/operations/checks/lookahead.ts';
import { manualClock } from '../../../manualclock.ts';
import { at, BORDER, box, patrol, sector, view } from '../border.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;
const needed = { timeZone: 'UTC', hours: [{ days: EVERY_DAY, from: '08:00', until: '20:00' }] };
const SECTORS = 100;

function opened() {
  const sectors = Array.from({ length: SECTORS }, (_, i): Parameters<typeof view>[number] => [
    'sector',
    `s${i}`,
    sector(box(41 + i / 1000, 18, 42 + i / 1000, 19), { needed }),
  ]);
  const plan = patrol({ state: 'accepted', unitIds: ['galeb'], sectorIds: ['s0'] });
  const others = view(...BORDER, ...sectors, ['patrol', 'a', plan], ['patrol', 'b', plan]);
  const records = Object.assign(Object.create(others) as typeof others, { revision: 1 });
  const manual = manualClock(at(0));
  let readings = 0;
  // Each reading of the machine's clock is 1 ms later than the one before.
  const clock: Clock = { ...manual, monotonicMs: () => (readings += 1) };
  const whereIs = () => undefined;
  return { lookahead: new Lookahead({ records, clock, whereIs }), records, others, manual };
}

it('finds what is found at once, with others between', async () => {
  const { lookahead, others } = opened();
  let turns = 0;
  let isOver = false;
  const others_ = (): void => {
    turns += 1;
    if (!isOver) setImmediate(others_);
  };
  setImmediate(others_);
  const found = await lookahead.findings(at(0), at(24));
  isOver = true;
  expect(found).toEqual([...voids(others, at(0), at(24), at(0)), ...clashes(others, at(0), at(24), at(0))]);
  expect(found.length).toBeGreaterThan(SECTORS);
  // More than 200 steps of a millisecond, ten at a time.
  expect(turns).toBeGreaterThan(15);
});

it('looks again when somebody decided something, and after a minute', async () => {
  const { lookahead, records, manual } = opened();
  const first = lookahead.findings(at(0), at(24));
  expect(lookahead.findings(at(0) + 1, at(24) - 1)).toBe(first);
  expect(lookahead.findings(at(1), at(24))).not.toBe(first);
  records.revision = 2;
  const second = lookahead.findings(at(0), at(24));
  expect(second).not.toBe(first);
  manual.advance(60_000);
  expect(lookahead.findings(at(0), at(24))).not.toBe(second);
  await Promise.all([first, second]);
});
