/** The checks over a month of a large service: what is looked at, and that taking a plan away adds no clash. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Patrol } from '../../../../proto/domain/operations/patrol.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import { clashes, voids } from '../../../../server/operations/checks/ahead.ts';
import { findings } from '../../../../server/operations/checks/findings.ts';
import { at, BORDER, box, crossing, marking, NORTH, patrol, SOUTH, sector, unit, view } from '../border.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;
const UNITS = 2000;
const PATROLS = 5000;
const SECTORS = 500;

/** Units, patrols of 8 hours over 30 days, sectors of 0.1° side by side; counts how often a patrol's begin is read. */
function large() {
  const random = seeded(7);
  const pick = (below: number) => Math.floor(random() * below);
  let looked = 0;
  const entered: Parameters<typeof view> = [...BORDER];
  for (let i = 0; i < UNITS; i += 1) {
    const owner = i % 2 === 0 ? SOUTH : NORTH;
    const base = { lat: 41 + random(), lon: 18 + 2 * random(), name: 'Base' };
    const duty = {
      timeZone: 'Europe/Tirane',
      hours: [{ days: EVERY_DAY, from: i % 3 === 0 ? '06:00' : '18:00', until: '20:00' }],
    };
    entered.push([
      'unit',
      `u${i}`,
      unit({ callSign: `U${i}`, base, duty, maxHoursADay: 10, marking: marking(owner) }),
    ]);
  }
  for (let i = 0; i < SECTORS; i += 1) {
    const [south, west] = [41 + 0.1 * (i % 10), 18 + 0.1 * Math.floor(i / 10)];
    const needed = { timeZone: 'UTC', hours: [{ days: EVERY_DAY, from: '08:00', until: '20:00' }] };
    entered.push(['sector', `s${i}`, sector(box(south, west, south + 0.1, west + 0.1), { needed })]);
  }
  for (let i = 0; i < 50; i += 1)
    entered.push([
      'crossingPoint',
      `c${i}`,
      crossing({ place: { lat: 41 + random(), lon: 18 + 2 * random() } }),
    ]);
  for (let i = 0; i < PATROLS; i += 1) {
    const begin = at(pick(30 * 24));
    const owner = i % 2 === 0 ? SOUTH : NORTH;
    const value = patrol({
      state: 'accepted',
      unitIds: [`u${pick(UNITS)}`],
      sectorIds: [`s${pick(SECTORS)}`],
      untilMs: at((begin - at(0)) / 3_600_000 + 8),
      lead: owner,
      marking: marking(owner),
    });
    Object.defineProperty(value, 'fromMs', {
      enumerable: true,
      get() {
        looked += 1;
        return begin;
      },
    });
    entered.push(['patrol', `p${i}`, value]);
  }
  return { others: view(...entered), looked: () => looked };
}

describe('2,000 units and 5,000 patrols in a month', { timeout: 60_000 }, () => {
  const { others, looked } = large();
  it('a plan is compared with few of them', () => {
    findings('patrol', patrol({ unitIds: ['u0'], sectorIds: ['s0'] }), others, at(0));
    const before = looked();
    const plans = 20;
    for (let i = 0; i < plans; i += 1) {
      const begin = 14 * i;
      const value = patrol({
        unitIds: [`u${i}`],
        sectorIds: [`s${i}`],
        fromMs: at(begin),
        untilMs: at(begin + 8),
      });
      findings('patrol', value, others, at(0));
    }
    // Each void looks at every unit's own patrols for one that could fill it; nothing looks at all for each unit.
    expect((looked() - before) / plans).toBeLessThan(PATROLS);
    const alone = looked();
    for (let i = 0; i < plans; i += 1)
      findings('patrol', patrol({ fromMs: at(14 * i), untilMs: at(14 * i + 8) }), others, at(0));
    expect((looked() - alone) / plans).toBeLessThan(PATROLS / 10);
  });
  it('all clashes of a month are found with 100 times fewer comparisons than pairs', () => {
    const before = looked();
    expect(clashes(others, at(0), at(31 * 24), at(0)).length).toBeGreaterThan(0);
    expect(looked() - before).toBeLessThan(PATROLS ** 2 / 100);
  });
  it('voids of a week are told, the first first, and no more than are read', () => {
    const found = voids(others, at(0), at(7 * 24), at(0));
    expect(found).toHaveLength(500);
    const begins = found.map(({ values }) => values!.fromMs!);
    expect(begins).toEqual([...begins].sort((a, b) => a - b));
  });
});

describe('taking a plan away', { timeout: 60_000 }, () => {
  const plan = fc
    .record({
      unit: fc.constantFrom('galeb', 'orao'),
      sector: fc.constantFrom('south', 'north'),
      from: fc.integer({ min: 0, max: 30 }),
      hours: fc.integer({ min: 1, max: 12 }),
      owner: fc.constantFrom(SOUTH, NORTH),
      state: fc.constantFrom<Patrol['state']>('draft', 'proposed', 'accepted', 'underWay', 'completed'),
    })
    .map(({ unit: unitId, sector: sectorId, from, hours, owner, state }) =>
      patrol({
        unitIds: [unitId],
        sectorIds: [sectorId],
        fromMs: at(from),
        untilMs: at(from + hours),
        lead: owner,
        marking: marking(owner),
        state,
      }),
    );
  const orao = ['unit', 'orao', unit({ callSign: 'Orao' })] as const;

  it('never adds that a unit is engaged or ground is planned twice', () =>
    fc.assert(
      fc.property(plan, fc.array(plan, { minLength: 1, maxLength: 8 }), fc.nat(), (own, all, which) => {
        const named = all.map((value, i) => ['patrol', `p${i}`, value] as const);
        const fewer = named.toSpliced(which % named.length, 1);
        const clashesOf = (those: typeof named) =>
          findings('patrol', own, view(...BORDER, orao, ...those), at(0))
            .filter(({ code }) => code === 'unitEngaged' || code === 'plannedTwice')
            .map(({ code, about, severity, values }) => JSON.stringify([code, about, severity, values]));
        const before = new Set(clashesOf(named));
        for (const one of clashesOf(fewer)) expect(before).toContain(one);
      }),
      { numRuns: 300 },
    ));
});
