/** When a sector or crossing point has nobody. */
import { describe, expect, it } from 'vitest';
import type { Patrol, Unit } from '../../../../proto/domain/operations/patrol.ts';
import { clashes, voids } from '../../../../server/operations/checks/ahead.ts';
import { findings } from '../../../../server/operations/checks/findings.ts';
import { at, BORDER, box, crossing, marking, NORTH, patrol, sector, unit, view } from '../border.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;
/** Needs a unit from 8 to 16 UTC. */
const needy = sector(box(41.8, 19, 42, 19.2), {
  needed: { timeZone: 'UTC', hours: [{ days: EVERY_DAY, from: '08:00', until: '16:00' }] },
});
const NEEDY = [...BORDER, ['sector', 'south', needy] as const] as const;
const settled = (changes: Partial<Patrol> = {}) => patrol({ state: 'accepted', ...changes });
const today = (...more: Parameters<typeof view>) => voids(view(...NEEDY, ...more), at(0), at(24), at(0));
const gap = (from: number, until: number) => ({
  severity: 'warning',
  code: 'sectorVoid',
  about: { sector: 'south' },
  values: { voidMin: (until - from) * 60, fromMs: at(from), untilMs: at(until) },
});

describe('a sector that needs a unit', () => {
  it('is void while no settled patrol is there', () => {
    expect(today()).toEqual([{ ...gap(8, 16), remedy: { code: 'useUnit', id: 'galeb' } }]);
    expect(today(['patrol', 'a', settled()])).toMatchObject([gap(8, 10), gap(14, 16)]);
    expect(today(['patrol', 'a', settled({ fromMs: at(8), untilMs: at(16) })])).toEqual([]);
    expect(today(['patrol', 'a', patrol({ state: 'proposed' })])).toMatchObject([gap(8, 16)]);
  });
  it('is covered by two that follow each other', () => {
    const first = settled({ fromMs: at(7), untilMs: at(12) });
    const second = settled({ fromMs: at(11), untilMs: at(16) });
    expect(today(['patrol', 'a', first], ['patrol', 'b', second])).toEqual([]);
  });
  it('is void while the unit there is off duty or out of service', () => {
    const all = settled({ fromMs: at(8), untilMs: at(16) });
    const duty: Unit['duty'] = {
      timeZone: 'UTC',
      hours: [{ days: EVERY_DAY, from: '06:00', until: '12:00' }],
    };
    expect(today(['patrol', 'a', all], ['unit', 'galeb', unit({ duty })])).toMatchObject([gap(12, 16)]);
    const unavailable = { reason: 'engine', untilMs: at(9) };
    expect(today(['patrol', 'a', all], ['unit', 'galeb', unit({ unavailable })])).toMatchObject([gap(8, 9)]);
  });
  it('stays within the time that is asked for', () => {
    expect(voids(view(...NEEDY), at(10), at(12), at(0))).toMatchObject([gap(10, 12)]);
    expect(voids(view(...NEEDY), at(0), at(24 * 400), at(0))).toHaveLength(31);
  });
  it('is told of before a plan leaves it', () => {
    const others = view(...NEEDY, ['patrol', 'a', settled({ fromMs: at(8), untilMs: at(16) })]);
    const moved = settled({ fromMs: at(8), untilMs: at(16), sectorIds: ['north'] });
    const found = findings('patrol', moved, others, at(0), { id: 'a' });
    expect(found.filter(({ code }) => code === 'sectorVoid')).toMatchObject([gap(8, 16)]);
    const shorter = findings('patrol', settled({ fromMs: at(8), untilMs: at(15) }), others, at(0), {
      id: 'a',
    });
    expect(shorter).toMatchObject([gap(15, 16)]);
    expect(
      findings('patrol', settled({ fromMs: at(8), untilMs: at(16) }), others, at(0), { id: 'a' }),
    ).toEqual([]);
  });
  it('is told of when it is drawn', () => {
    expect(findings('sector', needy, view(...BORDER), at(0))).toHaveLength(7);
    expect(findings('sector', sector(needy.area), view(...BORDER), at(0))).toEqual([]);
  });
});

describe('a crossing point', () => {
  const found = (changes = {}, ...more: Parameters<typeof view>) =>
    findings('crossingPoint', crossing(changes), view(...BORDER, ...more), at(0));
  const hours = [{ days: EVERY_DAY, from: '08:00', until: '16:00' }];

  it('has a unit at its base near by: 11 km, 12 minutes', () => expect(found()).toEqual([]));
  it('has nobody while that unit is away, beyond half an hour', () => {
    const far = ['sector', 'far', sector(box(41.5, 20, 41.6, 20.1))] as const;
    const away = ['patrol', 'a', settled({ sectorIds: ['far'] })] as const;
    expect(found({}, far, away)).toEqual([
      {
        severity: 'warning',
        code: 'crossingVoid',
        about: { crossingPoint: '' },
        values: { voidMin: 240, fromMs: at(10), untilMs: at(14) },
      },
    ]);
    expect(found({}, ['patrol', 'a', settled()])).toEqual([]);
  });
  it('needs nobody while it is closed', () => {
    const none = ['unit', 'galeb', unit({ unavailable: { reason: 'engine' } })] as const;
    expect(found({ hours }, none)).toHaveLength(7);
    expect(found({ hours, status: 'closed' }, none)).toEqual([]);
    const [first] = found({ hours, status: 'closed', statusUntilMs: at(12) }, none);
    expect(first?.values).toMatchObject({ fromMs: at(12), untilMs: at(16) });
  });
  it('is not served by vessels on land, by drones, nor from the other country', () => {
    for (const other of [
      unit({ kind: 'patrolVessel' }),
      unit({ kind: 'drone' }),
      unit({ marking: marking(NORTH) }),
    ])
      expect(found({}, ['unit', 'galeb', other])).toHaveLength(1);
    expect(found({ kind: 'sea' }, ['unit', 'galeb', unit({ kind: 'patrolVessel' })])).toEqual([]);
  });
});

describe('clashes of a time', () => {
  it('each pair once', () => {
    const others = view(
      ...BORDER,
      ['patrol', 'a', settled()],
      ['patrol', 'b', settled({ fromMs: at(13), untilMs: at(15), marking: marking(NORTH), lead: NORTH })],
      ['patrol', 'c', patrol({ fromMs: at(13), untilMs: at(15) })],
    );
    expect(
      clashes(others, at(0), at(24), at(0)).map(({ code, about }) => [code, about.plan, about.patrol]),
    ).toEqual([
      ['unitEngaged', 'a', 'b'],
      ['plannedTwice', 'a', 'b'],
    ]);
    expect(clashes(others, at(30), at(40), at(0))).toEqual([]);
  });
});
