import { describe, expect, it } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { gaussian, seeded } from '../../../../proto/domain/random.ts';
import { places } from '../../../../server/detect/kinematics/places.ts';
import { SHIP, T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { around, but, displaced, HOME, reports, still, straight, together, type Way } from './ways.ts';

const watched = () => new Watched([places]);
const KEY = `mmsi/${SHIP}`;
const raisedBy = (said: ReturnType<typeof reports>) =>
  watched()
    .say(...said)
    .all.map(({ lead }) => lead.kind);

describe('a jump', () => {
  it('that nobody can make is told with its first report', () => {
    const way = but(straight(12, 0), 600, 900, displaced(straight(12, 0), 90, 5000));
    const watch = watched().sayAtOnce(...reports(way, [0, 610, 10], { sog: 12, cog: 0 }));
    const { lead } = watch.of('teleport')[0]!;
    expect(lead).toMatchObject({
      key: `teleport|${KEY}`,
      priority: 'warning',
      onsetMs: T0 + 600_000,
      provedMs: T0 + 600_000,
      rule: 'teleport.hardKn',
      threshold: { value: 90, unit: 'kn' },
    });
    // 62 m north and 5,000 m east within 10 s.
    expect(lead.measured.value).toBeCloseTo(972, 0);
    expect(clue(lead, 'jumpDistance')?.measure).toEqual({ value: 5000, unit: 'm' });
    expect(clue(lead, 'speedBesideJump')?.measure).toEqual({ value: 12, unit: 'kn' });
    expect(clue(lead, 'placeBefore')?.atMs).toBe(T0 + 590_000);
  });

  it.each([0, 45, 90, 135, 180, 225, 270, 315])(
    'of 2 km towards %i° of one report a minute by a vessel that lies is told when it is back',
    (bearing) => {
      const way = but(still(), 700, 701, displaced(still(), bearing, 2000));
      const watch = watched().say(...reports(way, [0, 1400, 70]));
      const { lead } = watch.of('teleport')[0]!;
      expect(lead).toMatchObject({
        onsetMs: T0 + 700_000,
        provedMs: T0 + 770_000,
        rule: 'teleport.spikeMarginKn',
      });
      // 2 km in 70 s.
      expect(lead.measured.value).toBeCloseTo(55.5, 0);
      expect(clue(lead, 'cameBack')).toBeDefined();
      expect(watch.all).toHaveLength(1);
    },
  );

  it('of 2 km that lasts is told with the second report from there, lying or going', () => {
    for (const before of [still(), straight(9, 70)]) {
      const way = but(before, 700, 5000, displaced(before, 160, 2000));
      const watch = watched().say(...reports(way, [0, 1400, 70]));
      expect(watch.of('teleport').map(({ lead }) => [lead.onsetMs, lead.provedMs, lead.rule])).toEqual([
        [T0 + 700_000, T0 + 770_000, 'teleport.stayMarginKn'],
      ]);
    }
  });

  it('is one happening however often its transmitter jumps', () => {
    const way: Way = (atS) => destination(HOME, atS % 360, Math.floor(atS / 100) % 4 === 3 ? 9000 : 0);
    expect(watched().say(...reports(way, [0, 3000, 10])).all).toHaveLength(1);
  });

  it('is retracted where late reports show the way that it went', () => {
    // Known for 4 kn, it goes 2,200 m within two minutes: unheard, at 36 kn and more.
    const way: Way = (atS) => straight(4, 90)(Math.min(atS, 600) + Math.max(0, Math.min(120, atS - 600)) * 9);
    const watch = watched().say(...together(reports(way, [0, 601, 60]), reports(way, [720, 900, 60])));
    expect(watch.open('teleport')).toHaveLength(1);
    watch.say(...reports(way, [660, 661, 60], { received: 850 }));
    expect(watch.of('teleport')).toMatchObject([{ ending: 'retracted', why: 'lateReportsFillTheWay' }]);
  });
});

describe('no jump is', () => {
  const random = seeded(5);
  const scatter: Way = () => destination(HOME, random() * 360, Math.abs(gaussian(random)) * 40);
  const swing: Way = (atS) => destination(HOME, 180 + 80 * Math.sin(atS / 900), 250);
  const ferry = { sog: 38, cog: 90, identity: { shipType: 40 } };
  const sprint: Way = (atS) =>
    straight(1, 20)(atS < 700 ? atS : atS < 1300 ? 700 + (atS - 700) * 44 : 27_100 + atS - 1300);
  it.each<[string, ReturnType<typeof reports>]>([
    ['a ferry', reports(straight(21, 90), [0, 1800, 10], { sog: 21, cog: 90 })],
    ['a high-speed craft, one report a minute', reports(straight(38, 90), [0, 1800, 60], ferry)],
    ['a boat that goes from 1 kn to 44 kn and back', reports(sprint, [0, 2400, 60])],
    [
      'a rescue aircraft',
      reports(straight(160, 30), [0, 900, 10], {
        mmsi: 111_232_001,
        kind: TrackKind.sarAircraft,
        sog: 160,
        cog: 30,
      }),
    ],
    ['the scatter of a vessel that is moored', reports(scatter, [0, 7200, 10], { sog: 0 })],
    ['a vessel that swings at anchor', reports(swing, [0, 7200, 180], { sog: 0.2, cog: 0 })],
    [
      'a silence of two hours',
      together(reports(straight(15, 0), [0, 600, 10]), reports(straight(15, 0), [7800, 8400, 10])),
    ],
    [
      'a clock that loses 80 s',
      together(
        reports(straight(30, 0), [0, 600, 10]),
        reports((atS) => straight(30, 0)(atS + 80), [600, 1200, 10]),
      ),
    ],
    [
      'a fast ferry whose every other report is 80 s old',
      together(
        reports(straight(30, 0), [0, 1200, 20], { sog: 30 }),
        reports((atS) => straight(30, 0)(atS - 80), [85, 1200, 20], { sog: 30, feed: 'other' }),
      ),
    ],
    [
      'a feed that brings everything again four minutes later',
      together(
        reports(straight(18, 0), [0, 1800, 10], { sog: 18, cog: 0 }),
        reports((atS) => straight(18, 0)(atS - 240), [245, 1800, 10], { sog: 18, cog: 0, feed: 'slow' }),
      ),
    ],
    [
      'a feed that is there twice',
      together(
        reports(straight(18, 0), [0, 900, 10]),
        reports(straight(18, 0), [0, 900, 10], { feed: 'twin' }),
      ),
    ],
    [
      'a recording that begins anew',
      reports((atS) => straight(16, 50)(atS % 600), [0, 2400, 10], { sog: 16, cog: 50 }),
    ],
    [
      'what a maker’s default number says from everywhere',
      together(
        reports(straight(8, 0), [0, 900, 10], { mmsi: 123_456_789 }),
        reports(displaced(straight(8, 0), 90, 90_000), [5, 900, 10], { mmsi: 123_456_789 }),
      ),
    ],
    [
      'a long-range report, coarse and old',
      together(
        reports(straight(18, 0), [0, 1200, 10], { sog: 18, cog: 0 }),
        reports(
          displaced((atS) => straight(18, 0)(atS - 180), 90, 800),
          [605, 606, 10],
          { longRange: true },
        ),
      ),
    ],
  ])('%s', (_, said) => {
    expect(raisedBy(said)).toEqual([]);
  });

  it('one place said twice by a boat that goes on', () => {
    // Virginia Beach, 338316398: a report comes again after two minutes, the next is 3.5 km on.
    const way = straight(32, 20);
    const said = together(
      reports(way, [0, 601, 60]),
      reports(() => way(600), [730, 731, 60]),
      reports(way, [796, 1200, 60]),
    );
    expect(raisedBy(said)).toEqual([]);
  });
});

describe('two transmitters under one number', () => {
  it.each([3, 30, 300])('%i km apart are told when each was heard twice, in turn', (km) => {
    const other = displaced(straight(7, 200), 100, km * 1000);
    const watch = watched().say(
      ...together(
        reports(straight(10, 0), [0, 120, 10], { sog: 10, cog: 0 }),
        reports(other, [65, 120, 10], { sog: 7, cog: 200 }),
      ),
    );
    expect(watch.all).toHaveLength(1);
    const { lead, parts } = watch.all[0]!;
    const all = [lead, ...parts];
    const two = all.find(({ kind }) => kind === 'duplicateMmsi')!;
    expect(two).toMatchObject({ key: `duplicateMmsi|${KEY}`, priority: 'warning', provedMs: T0 + 75_000 });
    expect(Math.abs(clue(two, 'apart')!.measure!.value - km * 1000)).toBeLessThan(700);
    expect(clue(two, 'heardHere')).toMatchObject({ measure: { value: 2, unit: 'count' } });
    // Its jump is explained, and does not come back.
    expect(watch.run.detection.counts.conditions).toBe(1);
  });

  it('are none where one jumps away and comes back', () => {
    const way = but(still(), 600, 660, displaced(still(), 10, 40_000));
    const watch = watched().say(...reports(way, [0, 1500, 10]));
    expect(watch.all.flatMap(({ lead, parts }) => [lead, ...parts]).map(({ kind }) => kind)).toEqual([
      'teleport',
    ]);
  });

  it('are over when one alone was heard for an hour', () => {
    const watch = watched().say(
      ...together(reports(still(), [0, 5000, 20]), reports(displaced(still(), 9, 8000), [5, 200, 20])),
    );
    expect(watch.open('duplicateMmsi')).toEqual([]);
    expect(watch.all.some(({ endedMs }) => endedMs !== undefined)).toBe(true);
  });

  it('may circle each other’s places', () => {
    const watch = watched().say(
      ...together(
        reports(around(HOME, 800, 6), [0, 900, 30]),
        reports(around(destination(HOME, 0, 6000), 900, 6), [11, 900, 30]),
      ),
    );
    expect(watch.all.flatMap(({ lead, parts }) => [lead, ...parts]).map(({ kind }) => kind)).toContain(
      'duplicateMmsi',
    );
  });
});

describe('what is kept', () => {
  it('is let go with the last track, and a clock that is set back begins anew', () => {
    const watch = watched().say(...reports(straight(10, 0), [0, 600, 10]));
    watch.until(4 * 3600);
    expect(watch.run.picture.size).toBe(0);
    watch.say(...reports(displaced(straight(10, 0), 0, 90_000), [15_000, 15_600, 10]));
    expect(watch.all).toEqual([]);
  });

  it('gives the same alerts each time', () => {
    const said = reports(but(straight(12, 0), 600, 900, displaced(straight(12, 0), 90, 5000)), [0, 1500, 10]);
    expect(JSON.stringify(watched().say(...said).all)).toBe(JSON.stringify(watched().say(...said).all));
  });
});
