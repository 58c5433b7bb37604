/** What may be seen of the past: the stricter of what might be seen then and may be seen now. */
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { Release } from '../../../proto/domain/operations/agency.ts';
import { AccessControl } from '../../../server/access/control.ts';
import { PastAccess, stricterDecision } from '../../../server/access/then.ts';
import { SYSTEM } from '../../../server/operations/actor.ts';
import { AuditLog } from '../../../server/operations/audit/log.ts';
import { Database } from '../../../server/operations/database.ts';
import { PastRecords } from '../../../server/operations/pastrecords.ts';
import { Records } from '../../../server/operations/records.ts';
import { manualClock } from '../../manualclock.ts';
import { accessFolder, WEAK } from './openaccess.ts';
import {
  AGENCIES,
  agreement,
  asker,
  at,
  COAST,
  MARKINGS,
  NEIGHBOUR,
  NOW_MS,
  release,
  unit,
} from './worlds.ts';

const FACTS = {
  id: '1-1',
  kind: TrackKind.classA,
  nature: Nature.synthetic,
  feeds: { feeds: [feedId('ais')] },
  distress: false,
};
const MINUTE_MS = 60_000;
const neighbour = asker(NEIGHBOUR, ['analyst']);

/** The site from its first minute on, decided about by a clock that the test moves. */
function site() {
  const clock = manualClock(NOW_MS);
  const database = Database.open(path.join(accessFolder(), 'operations.sqlite'));
  const audit = AuditLog.open({ database, clock });
  const records = Records.open({ database, audit, clock });
  const by = { by: SYSTEM };
  for (const [id, value] of Object.entries(AGENCIES)) records.create('agency', value, by, id);
  const markings = (feed: string) => MARKINGS[feed];
  const access = new AccessControl({
    ...{ database, audit, records, clock, markings, home: COAST, demonstration: false, passwordCost: WEAK },
  });
  const past = new PastAccess({
    now: access,
    past: new PastRecords(database),
    records,
    markings,
    home: COAST,
  });
  onTestFinished(() => {
    access.close();
    audit.close();
    database.close();
  });
  const agreed = agreement({ fromMs: at(-MINUTE_MS), untilMs: at(1000 * MINUTE_MS) });
  records.create('agreement', agreed, by, 'a1');
  return {
    ...{ clock, records, access, past },
    minutes: (count: number) => clock.advance(count * MINUTE_MS),
    released(id: string, more: Partial<Release> = {}) {
      const value = release({ fromMs: at(-MINUTE_MS), untilMs: at(1000 * MINUTE_MS), ...more });
      const made = records.create('release', value, by, id);
      if (!made.ok) throw new Error(made.fault.what);
      return () => records.change('release', id, 1, { ...value, endedMs: clock.nowMs() }, by, 'ended');
    },
    seen: (minute: number) =>
      past
        .at(at(minute * MINUTE_MS))
        .audience(neighbour)
        ?.sight(FACTS),
    seenNow: () => access.audience(neighbour)?.sight(FACTS),
  };
}

describe('what is seen of the past', () => {
  it('is not what was released then and is not now', () => {
    const { minutes, released, seen, seenNow } = site();
    minutes(10);
    const end = released('r1');
    minutes(10);
    expect([seen(5), seen(15), seenNow(), seen(25)]).toEqual(['none', 'whole', 'whole', 'whole']);
    end();
    minutes(10);
    expect([seen(15), seen(25), seenNow()]).toEqual(['none', 'none', 'none']);
  });

  it('is not what is released now and was not then', () => {
    const { minutes, released, seen, seenNow } = site();
    minutes(10);
    // From an hour ago on, as is written in it: who looked then did not see it.
    released('r1', { fromMs: at(-60 * MINUTE_MS) });
    minutes(10);
    expect(seenNow()).toBe('whole');
    expect([seen(0), seen(9), seen(10), seen(19)]).toEqual(['none', 'none', 'whole', 'whole']);
    minutes(10);
    released('r2', { reduction: { withoutIdentity: true } });
    expect([seen(9), seen(35)]).toEqual(['none', 'whole']);
  });

  it('is what was released both times, at the lesser detail', () => {
    const { minutes, released, seen, seenNow } = site();
    const end = released('r1', { reduction: { withoutIdentity: true } });
    minutes(10);
    end();
    released('r2', { reduction: { withoutIdentity: false, roundM: 5000, delayMs: 60_000 } });
    minutes(10);
    expect(seenNow()).toEqual({ withoutIdentity: false, roundM: 5000, delayMs: 60_000 });
    expect(seen(5)).toEqual({ withoutIdentity: true, roundM: 5000, delayMs: 60_000 });
    expect(seen(15)).toEqual({ withoutIdentity: false, roundM: 5000, delayMs: 60_000 });
  });

  it('ends when an agreement ended by time, then or since', () => {
    const { minutes, records, released, seen, past } = site();
    const short = agreement({ fromMs: at(-MINUTE_MS), untilMs: at(20 * MINUTE_MS) });
    records.change('agreement', 'a1', 1, short, { by: SYSTEM });
    released('r1');
    minutes(10);
    expect(seen(5)).toBe('whole');
    minutes(15);
    expect([seen(5), seen(22)]).toEqual(['none', 'none']);
    expect(past.holds(at(5 * MINUTE_MS))).toEqual({ fromMs: at(0), untilMs: at(20 * MINUTE_MS) });
    expect(past.holds(at(21 * MINUTE_MS))).toEqual({
      fromMs: at(20 * MINUTE_MS),
      untilMs: at(1000 * MINUTE_MS),
    });
  });

  it('is one’s own, whatever others decided; and what was before anything was decided is seen by what counts now', () => {
    const { minutes, past, released, seen } = site();
    minutes(10);
    expect(
      past
        .at(at(5 * MINUTE_MS))
        .audience(asker(COAST, ['operator']))
        ?.sight(FACTS),
    ).toBe('whole');
    expect(seen(-600)).toBe('none');
    released('r1');
    expect(seen(-600)).toBe('whole');
  });

  it('is decided alike for records, of which only what both allow is left', () => {
    const { minutes, records, past } = site();
    const made = records.create('unit', unit(COAST), { by: SYSTEM }, 'u1');
    if (!made.ok) throw new Error(made.fault.what);
    minutes(10);
    const object = { kind: 'record', record: 'unit', id: 'u1', value: made.value.value } as const;
    const crewed = unit(COAST, { crew: [{ agency: NEIGHBOUR, people: 2, function: 'pilot', powers: [] }] });
    expect(past.at(at(0)).decide(neighbour, 'see', object).verdict).toBe('no');
    records.change('unit', 'u1', 1, crewed, { by: SYSTEM });
    minutes(10);
    expect(
      past.at(at(15 * MINUTE_MS)).decide(neighbour, 'see', { ...object, value: crewed }).verdict,
    ).not.toBe('no');
  });

  it('has one object as long as the same held, so that nobody is decided about anew for nothing', () => {
    const { minutes, released, past } = site();
    minutes(10);
    released('r1');
    minutes(10);
    const [before, later, after] = [1, 9, 11].map((minute) => past.at(at(minute * MINUTE_MS)));
    expect(before).toBe(later);
    expect(after).not.toBe(before);
    expect(past.at(at(12 * MINUTE_MS))).toBe(after);
    expect(past.at(at(2 * MINUTE_MS))).toBe(before);
    const one = after!.audience(neighbour);
    expect(after!.audience(neighbour)).toBe(one);
    // Where then and now are alike it is the audience of the live picture.
    expect(one?.key).not.toContain('+');
  });

  it('says how late anything may be shown', () => {
    const { minutes, released, past } = site();
    expect(past.longestDelayMs(at(0))).toBe(0);
    const end = released('r1', { reduction: { withoutIdentity: false, delayMs: 600_000 } });
    minutes(10);
    end();
    minutes(10);
    expect(past.longestDelayMs(at(5 * MINUTE_MS))).toBe(600_000);
  });
});

it('two decisions are the one that allows less', () => {
  const yes = { verdict: 'yes', rule: 'a' } as const;
  const no = { verdict: 'no', rule: 'b' } as const;
  const coarse = {
    verdict: 'reduced',
    rule: 'c',
    reduction: { withoutIdentity: false, roundM: 500 },
  } as const;
  const late = { verdict: 'reduced', rule: 'd', reduction: { withoutIdentity: true, delayMs: 9 } } as const;
  expect(stricterDecision(yes, no)).toEqual(no);
  expect(stricterDecision(no, yes)).toEqual(no);
  expect(stricterDecision(yes, coarse)).toEqual(coarse);
  expect(stricterDecision(coarse, yes)).toEqual(coarse);
  expect(stricterDecision(coarse, late)).toEqual({
    ...{ verdict: 'reduced', rule: 'c', reduction: { withoutIdentity: true, roundM: 500, delayMs: 9 } },
  });
});
