/** Who moves on land, as a function of time. */
import { describe, expect, test } from 'vitest';
import { type EpochMs, epochMs } from '../../../../proto/domain/units.ts';
import { Actor } from '../../../../server/simulate/land/actor.ts';
import { offsetM } from '../../../../server/simulate/path.ts';
import type { ActorPlan } from '../../../../server/simulate/scenarioland.ts';

const OPENING = epochMs(Date.UTC(2026, 5, 21, 10, 0, 0));
const later = (seconds: number): EpochMs => epochMs(OPENING + seconds * 1000);
/** A kilometre north. */
const PLAN: ActorPlan = {
  id: 'one',
  kind: 'person',
  story: 'farmer',
  count: 1,
  mps: 1,
  altM: 0,
  route: [
    [42, 19],
    [42.008993, 19],
  ],
  manner: 'once',
  pauseS: 0,
  times: [],
};
const northM = (actor: Actor, atMs: EpochMs): number | undefined => {
  const state = actor.at(atMs);
  return state && offsetM(42, 19, state.lat, state.lon)[0];
};

describe('an actor', () => {
  test('that goes once is there from its start to its end, and again when told so', () => {
    const actor = new Actor({ ...PLAN, openingS: -200, everyMin: 30 }, OPENING, 60);
    expect(northM(actor, later(0))).toBeCloseTo(200, 0);
    expect(northM(actor, later(799))).toBeCloseTo(999, 0);
    expect(actor.at(later(801))).toBeUndefined();
    expect(northM(actor, later(1600 + 300))).toBeCloseTo(300, 0);
    expect(actor.at(later(-201))).toBeUndefined();
  });

  test('that comes back rests at the far end', () => {
    const actor = new Actor({ ...PLAN, openingS: 0, manner: 'back', pauseS: 100 }, OPENING, 60);
    expect(northM(actor, later(500))).toBeCloseTo(500, 0);
    expect(northM(actor, later(1050))).toBeCloseTo(1000, 0);
    expect(actor.at(later(1050))).toMatchObject({ northMps: expect.closeTo(0, 6) });
    expect(northM(actor, later(1600))).toBeCloseTo(500, 0);
    expect(actor.at(later(1600))!.northMps).toBeCloseTo(-1, 2);
    expect(actor.at(later(2101))).toBeUndefined();
  });

  test('starts at local times of day', () => {
    const actor = new Actor({ ...PLAN, times: ['11:05', '23:50'] }, OPENING, 60);
    expect(actor.at(later(299))).toBeUndefined();
    expect(northM(actor, later(310))).toBeCloseTo(10, 0);
    // Over midnight.
    expect(northM(actor, epochMs(Date.UTC(2026, 5, 21, 22, 59, 0)))).toBeCloseTo(540, 0);
  });

  test('strays a little, and its velocity is what its place does', () => {
    const actor = new Actor({ ...PLAN, openingS: 0 }, OPENING, 60);
    for (let s = 10; s < 900; s += 37) {
      const [a, b] = [actor.at(later(s))!, actor.at(later(s + 0.5))!];
      const [north, east] = offsetM(a.lat, a.lon, b.lat, b.lon);
      expect(north / 0.5).toBeCloseTo(a.northMps, 1);
      expect(east / 0.5).toBeCloseTo(a.eastMps, 1);
      expect(Math.abs(offsetM(42, 19, a.lat, a.lon)[1])).toBeLessThan(5.1);
    }
  });
});
