import { describe, expect, it } from 'vitest';
import { bearingDeg, destination } from '../../../../proto/domain/geo.ts';
import type { PositionObservation } from '../../../../proto/domain/observation.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { circles } from '../../../../server/detect/kinematics/circles.ts';
import { SHIP } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { around, HOME, reports, together, type Way } from './ways.ts';

const ran = (...said: readonly (readonly PositionObservation[])[]) =>
  new Watched([circles]).say(...together(...said)).of('circleSpoofing');

/** With course, and heading where asked, along the way. */
const along = (way: Way, headingDeg?: (course: number) => number) => (list: PositionObservation[]) =>
  list.map((one) => {
    const atS = (one.observedMs - list[0]!.observedMs) / 1000;
    const course = bearingDeg(way(atS - 1), way(atS + 1));
    return { ...one, cogDeg: course, ...(headingDeg && { headingDeg: degrees(headingDeg(course)) }) };
  });

/** What a helm makes of a circle: it drifts with the current and wanders. */
const byHand =
  (radiusM: number, kn: number, phase: number): Way =>
  (atS) => {
    const at = around(destination(HOME, 60, 0.4 * atS), radiusM, kn)(atS);
    const wander = 0.12 * Math.sin(atS / 97 + phase) + 0.07 * Math.sin(atS / 41);
    return destination(at, 0, wander * radiusM);
  };

describe('a circle that nobody steers', () => {
  it('is one whose course does not go along it', () => {
    const [found] = ran(reports(around(HOME, 800, 18), [0, 900, 20], { sog: 6, cog: 250 }));
    expect(found!.lead).toMatchObject({
      key: `circleSpoofing|mmsi/${SHIP}`,
      priority: 'warning',
      rule: 'circleSpoofing.misfitDeg',
      threshold: { value: 40, unit: 'deg' },
    });
    const centre = clue(found!.lead, 'circleCentre')!;
    expect(centre.measure!.value).toBeCloseTo(800, -2);
    expect(centre.place!.lat).toBeCloseTo(HOME.lat, 2);
  });

  it('is half of one, too', () => {
    // 7 kn around 1,200 m: 206° in twenty minutes.
    const way = around(HOME, 1200, 7);
    expect(ran(reports(way, [0, 1200, 70], { sog: 7, cog: 100 }))).toHaveLength(1);
    expect(ran(along(way)(reports(way, [0, 1200, 70], { sog: 7 })))).toEqual([]);
  });

  it('is one whose heading stays', () => {
    const way = around(HOME, 800, 18);
    const said = along(way, () => 37)(reports(way, [0, 900, 20], { sog: 18, cog: 0 }));
    const [found] = ran(said);
    expect(found!.lead.rule).toBe('circleSpoofing.misfitDeg');
    expect(clue(found!.lead, 'headingStays')!.measure!.value).toBe(37);
  });

  it('is one of three at once, of positions alone', () => {
    const each = [0, 1, 2].map((n) =>
      reports(around(destination(HOME, 90, n * 5000), 500 + n * 50, 12), [n, 690, 25], { mmsi: SHIP + n }),
    );
    const found = ran(...each);
    expect(found).toHaveLength(1);
    expect(found[0]!.lead.rule).toBe('circleSpoofing.together');
    expect(found[0]!.lead.parties).toHaveLength(3);
    expect(ran(each[0]!, each[1]!)).toEqual([]);
  });

  it('is one too exact for a helm, one and a half times around', () => {
    const found = ran(reports(around(HOME, 600, 15), [0, 1500, 25]));
    expect(found[0]!.lead.rule).toBe('circleSpoofing.perfectScatter');
  });
});

describe('none is', () => {
  const seiner = byHand(350, 6, 1);
  const patrol = byHand(900, 14, 2);
  const compass = around(HOME, 250, 7);
  const swing: Way = (atS) => destination(HOME, atS / 30, 140);
  it.each<[string, PositionObservation[]]>([
    ['a fishing boat that sets its net', along(seiner)(reports(seiner, [0, 3600, 20], { sog: 6 }))],
    ['a patrol boat that circles', along(patrol, (c) => c + 8)(reports(patrol, [0, 3600, 20], { sog: 14 }))],
    [
      'a turning circle under constant rudder',
      along(compass, (c) => c - 6)(reports(compass, [0, 1800, 20], { sog: 7 })),
    ],
    ['a vessel that swings around its anchor', reports(swing, [0, 12_000, 60], { sog: 0.1, cog: 77 })],
    [
      'a vessel that turns on the spot',
      reports((atS) => destination(HOME, atS * 3, 15), [0, 1200, 10], { sog: 0.5 }),
    ],
  ])('%s', (_, said) => {
    expect(ran(said)).toEqual([]);
  });
});
