import { describe, expect, it } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { places } from '../../../../server/detect/kinematics/places.ts';
import { SHIP } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { but, displaced, HOME, reports, straight, together, type Way } from './ways.ts';

/** A fleet under way, three kilometres apart; `hit` makes of a vessel's way what jamming makes of it. */
function fleet(count: number, hit: (n: number, way: Way) => Way | undefined, everyS = 10, apart = 3000) {
  return Array.from({ length: count }, (_, n) => {
    const way = straight(11, 20, destination(HOME, 90, n * apart));
    const after = hit(n, way);
    const said = { sog: 11, cog: 20, mmsi: SHIP + n };
    const before = reports(way, [n % 7, 600, everyS], said);
    const first = before.at(-1)!.observedMs / 1000 - before[0]!.observedMs / 1000 + (n % 7) + everyS;
    return after ? [...before, ...reports(after, [first, 1000, everyS], said)] : before;
  });
}
const ran = (...said: ReturnType<typeof fleet>) =>
  new Watched([places])
    .say(...together(...said))
    .all.flatMap(({ lead, parts }) => [lead, ...parts].filter(({ kind }) => kind === 'jamming'));
const frozen =
  (way: Way): Way =>
  () =>
    way(600);

describe('jamming', () => {
  it('is four vessels whose positions freeze at once', () => {
    const found = ran(...fleet(6, (n, way) => (n < 4 ? frozen(way) : way)));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      priority: 'warning',
      rule: 'jamming.vessels',
      measured: { value: 4, unit: 'count' },
    });
    expect(clue(found[0], 'vesselsFroze')!.measure!.value).toBe(4);
    expect(clue(found[0], 'shareOfTraffic')!.measure!.value).toBeCloseTo(4 / 6, 2);
  });

  it('is four that jump, in one alert with their jumps', () => {
    const watch = new Watched([places]).say(
      ...together(...fleet(6, (n, way) => (n < 5 ? displaced(way, n * 70, 9000) : way))),
    );
    const all = watch.all.flatMap(({ lead, parts }) => [lead, ...parts]);
    expect(all.filter(({ kind }) => kind === 'jamming')).toHaveLength(1);
    // Three were told before it was known what they are together; the others stand with them.
    expect(watch.all.map(({ lead, parts }) => [lead.kind, ...parts.map(({ kind }) => kind)])).toEqual([
      ['teleport', 'jamming', 'teleport', 'teleport'],
      ['teleport'],
      ['teleport'],
    ]);
  });

  it('counts who falls silent beside them', () => {
    const found = ran(...fleet(8, (n, way) => (n < 2 ? frozen(way) : n < 5 ? undefined : way)));
    expect(found).toHaveLength(1);
    expect(clue(found[0], 'vesselsSilent')!.measure!.value).toBeGreaterThanOrEqual(2);
  });
});

describe('no jamming is', () => {
  it.each<[string, ReturnType<typeof fleet>]>([
    ['a fleet under way', fleet(8, (_, way) => way)],
    ['a receiver that dies', fleet(8, () => undefined)],
    ['part of a fleet that leaves what is heard', fleet(8, (n, way) => (n < 5 ? undefined : way))],
    ['one that jumps', fleet(8, (n, way) => (n === 0 ? displaced(way, 0, 9000) : way))],
    ['three whose transmitters freeze', fleet(8, (n, way) => (n < 3 ? frozen(way) : way))],
    ['four of many', fleet(40, (n, way) => (n < 4 ? frozen(way) : way), 10, 600)],
  ])('%s', (_, said) => {
    expect(ran(...said)).toEqual([]);
  });

  it('a fleet that anchors, one after the other', () => {
    const anchored = Array.from({ length: 6 }, (_, n) => {
      const way = straight(9, 20, destination(HOME, 90, n * 3000));
      const stops = 300 + n * 100;
      const halts = but(way, stops, 1e9, () => way(stops));
      return reports(halts, [0, 1500, 10], (atS) => ({ sog: atS < stops ? 9 : 0, cog: 20, mmsi: SHIP + n }));
    });
    expect(ran(...anchored)).toEqual([]);
  });
});
