import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { silence } from '../../../../server/detect/contact/silence.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { feeds } from '../../../../server/detect/outage/feeds.ts';
import { T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { FLEET, type Ship, traffic } from './traffic.ts';

const HOUR = 3600;
const LOST: Ship = { mmsi: 247_000_009, lon: 18.03 };
const DETECTORS = [feeds, silence];

/** The fleet and others for an hour and more, told to both detectors. */
const watched = (ships: readonly Ship[], untilS: number, options = {}) =>
  new Watched(DETECTORS, options).say(...traffic([...FLEET, ...ships], 0, untilS)).until(untilS);

/** Land from 41.125° on: half a kilometre ahead of who goes north at nine knots after an hour. */
const COAST = { distanceM: (lat: number) => (41.125 - lat) * 111_195, portM: () => 9000 };

const quietFrom = (from: number, until = Number.POSITIVE_INFINITY) => ({
  quiet: (s: number) => s >= from && s < until,
});

describe('silence', () => {
  it('of a ship under way among others is raised after ten minutes, with what lets one check it', () => {
    const watch = watched([{ ...LOST, ...quietFrom(HOUR) }], HOUR + 900);
    expect(watch.all).toHaveLength(1);
    const [{ lead, raisedMs }] = watch.open('silence') as [(typeof watch.all)[0]];
    // It spoke last within its ten seconds before the hour.
    expect(lead.onsetMs).toBe(T0 + 3591_000);
    expect(raisedMs).toBe(lead.onsetMs + 600_000);
    expect(lead).toMatchObject({
      key: 'silence|mmsi/247000009',
      rule: 'silence.afterS',
      measured: { value: 600, unit: 's' },
      threshold: { value: 600, unit: 's' },
      parties: [{ mmsi: '247000009', distress: false }],
    });
    expect(clue(lead, 'lastHeard')).toMatchObject({ atMs: lead.onsetMs, place: { lon: 18.03 } });
    expect(clue(lead, 'usualInterval')!.measure).toEqual({ value: 10, unit: 's' });
    expect(clue(lead, 'receptionChance')!.measure!.value).toBe(1);
    expect(clue(lead, 'othersHeard')!.measure).toEqual({ value: 6, unit: 'count' });
    expect(clue(lead, 'speedThen')!.measure!.value).toBeCloseTo(12, 0);
  });

  it('is over when the ship is heard again, with how long it was silent', () => {
    const watch = watched([{ ...LOST, ...quietFrom(HOUR, HOUR + 1800) }], 2 * HOUR);
    const [{ lead, ending, endedMs }] = watch.of('silence') as [(typeof watch.all)[0]];
    expect(ending).toBe('cleared');
    expect(lead.measured).toEqual({ value: 1810, unit: 's' });
    expect(clue(lead, 'heardAgain')).toMatchObject({ atMs: lead.onsetMs + 1_810_000 });
    expect(endedMs).toBe(lead.onsetMs + 1_870_000);
  });

  it('stays though the track has left the picture', () => {
    const watch = watched([{ ...LOST, ...quietFrom(HOUR) }], HOUR + 3000);
    expect(watch.run.picture.slotNamed({ mmsi: '247000009' })).toBeUndefined();
    expect(watch.open('silence')).toHaveLength(1);
  });

  it('is retracted by reports that were only late', () => {
    const ship = { ...LOST, ...quietFrom(HOUR) };
    const watch = watched([ship], HOUR + 900);
    const late = traffic([LOST], HOUR, HOUR + 600).map((one) => ({
      ...one,
      receivedMs: epochMs(T0 + 4_500_000),
    }));
    watch.say(...late).until(HOUR + 1000);
    expect(watch.of('silence')).toMatchObject([{ ending: 'retracted', why: 'lateReports' }]);
  });

  it('of one on class B is raised after a quarter of an hour at its thirty seconds with one in ten lost', () => {
    const kind = TrackKind.classB;
    const small = [1, 2, 3, 4].map((i) => ({
      mmsi: 247_100_000 + i,
      lon: 18 + i / 100,
      kind,
      everyS: 30,
      loss: 0.1,
    }));
    expect(watched(small, 3 * HOUR).all).toEqual([]);
    const silentOne = small.map((ship, i) => (i === 0 ? { ...ship, ...quietFrom(2 * HOUR) } : ship));
    const { lead } = watched(silentOne, 2 * HOUR + 1500).of('silence')[0]!;
    expect(lead.parties).toMatchObject([{ mmsi: '247100001' }]);
  });

  it.each<[string, Ship, object]>([
    ['moored', { ...LOST, sogKn: 0, everyS: 180, status: 5 }, {}],
    ['at anchor', { ...LOST, sogKn: 0.4, everyS: 180, status: 1 }, {}],
    ['a ferry that comes to its berth', LOST, { shore: { distanceM: () => 300, portM: () => 600 } }],
    ['slow at the shore', { ...LOST, sogKn: 4 }, { shore: { distanceM: () => 250, portM: () => 9000 } }],
    ['known by a few reports', { ...LOST, quiet: (s) => s < HOUR - 60 || s >= HOUR }, {}],
  ])('is none of what was %s', (_, ship, options) => {
    const { quiet } = ship;
    const off = { ...ship, quiet: (s: number) => s >= HOUR || quiet?.(s) === true };
    expect(watched([off], 2 * HOUR, options).all).toEqual([]);
  });

  it.each<[string, Ship, object]>([
    [
      'slow a little off the shore',
      { ...LOST, sogKn: 4 },
      { shore: { distanceM: () => 900, portM: () => 9000 } },
    ],
    ['slow on a river', { ...LOST, sogKn: 4 }, { shore: { distanceM: () => -9000, portM: () => 9000 } }],
    ['passing a port', LOST, { shore: { distanceM: () => 1500, portM: () => 800 } }],
  ])('is told of what was %s', (_, ship, options) => {
    const watch = watched([{ ...ship, ...quietFrom(HOUR) }], 2 * HOUR, options);
    expect(watch.of('silence')).toHaveLength(1);
  });

  it.each([
    ['told of one that is weak', 30, false, 1],
    ['none of one that is hardly heard', 40, false, 0],
    ['none of one that is weak and goes on where the others turn', 30, true, 0],
  ])('is %s, where others are heard well', (_, everyS, straight, told) => {
    // It owes a report in ten seconds at twelve knots. In two hours it goes 44 km.
    const weak = { mmsi: 247_000_000, lon: 18.03, everyS, straight, ...quietFrom(2 * HOUR) };
    expect(watched([weak], 2 * HOUR + 1200).of('silence')).toHaveLength(told);
  });

  it('is told where the place is known as poor, and others are heard there now', () => {
    const learned = openLearned();
    for (let lat = 41; lat <= 41.15; lat += 0.01)
      for (const lon of [18, 18.03, 18.06]) learned.reception.missed(true, lat, lon, T0, 10);
    const lost = { ...LOST, ...quietFrom(HOUR) };
    const chance = learned.reception.chance(true, 41.1, 18.03);
    const watch = watched([lost], HOUR + 900, { learned });
    expect(chance).toBeUndefined();
    expect(clue(watch.of('silence')[0]!.lead, 'receptionChance')!.measure!.value).toBeLessThan(0.7);
  });

  it('is told of what goes over the coast line where others are heard behind it', () => {
    const others = [7, 8].map((i) => ({ mmsi: 247_000_000 + i, lon: 18.04 }));
    const goingIn = { ...LOST, sogKn: 9, ...quietFrom(HOUR) };
    expect(watched([goingIn, ...others], 2 * HOUR, { shore: COAST }).of('silence')).toHaveLength(1);
  });

  it('is none of what goes over the coast line where nobody else is heard', () => {
    // Six kilometres off the fleet, where others were heard until a while ago.
    const off = { ...LOST, lon: 18.12, sogKn: 9, ...quietFrom(HOUR) };
    const gone = FLEET.map((ship, i) => ({
      ...ship,
      ...{ mmsi: ship.mmsi + 500_010, lon: 18.12 + i / 500 },
      ...quietFrom(HOUR - 900),
    }));
    const told = (options: object) =>
      watched([off, ...gone], 2 * HOUR, options)
        .of('silence')
        .filter(({ lead }) => lead.key === 'silence|mmsi/247000009').length;
    expect(told({})).toBe(1);
    expect(told({ shore: COAST })).toBe(0);
  });

  it('is none where many that are under way far and wide fell silent with it', () => {
    const wide = [1, 2, 3, 4, 5].map((i) => ({
      mmsi: 247_300_000 + i,
      lon: 18.4 + i / 5,
      ...quietFrom(HOUR),
    }));
    expect(watched([{ ...LOST, ...quietFrom(HOUR) }, ...wide], 2 * HOUR).of('silence')).toEqual([]);
  });

  it('is none of what leaves the places where anybody is heard', () => {
    // Twenty knots north; the others turn at 41.15, and nobody hears it beyond 41.2.
    const leaving = { ...LOST, sogKn: 20, straight: true, ...quietFrom(2160) };
    expect(watched([leaving], 2 * HOUR).all).toEqual([]);
  });

  it('is none before it is known what is heard there', () => {
    const watch = new Watched(DETECTORS).say(...traffic([{ ...LOST, ...quietFrom(600) }], 0, 2 * HOUR));
    expect(watch.until(2 * HOUR).all).toEqual([]);
  });

  it('of all at once is one outage of the feed, whether others go on or not', () => {
    const other = FLEET.map((ship, i) => ({ ...ship, mmsi: 247_200_001 + i, feed: 'tower' }));
    const gone = FLEET.map((ship) => ({ ...ship, ...quietFrom(HOUR) }));
    const told = new Watched(DETECTORS).say(...traffic([...gone, ...other], 0, 2 * HOUR)).until(2 * HOUR);
    expect(told.all.map(({ lead }) => lead.key)).toEqual(['feedOutage|coast']);
    expect(clue(told.all[0]!.lead, 'otherFeedsHeard')!.measure!.value).toBe(1);
    const alone = new Watched(DETECTORS).say(...traffic(FLEET, 0, HOUR)).until(2 * HOUR);
    expect(alone.all.map(({ lead }) => lead.key)).toEqual(['feedOutage|coast']);
    expect(alone.all[0]!.lead.measured).toEqual({ value: 120, unit: 's' });
    expect(alone.say(...traffic(FLEET, 2 * HOUR, 3 * HOUR)).open('feedOutage')).toEqual([]);
    expect(alone.all).toHaveLength(1);
  });

  it('raised just before its feed turned out to be out is retracted', () => {
    const slow = FLEET.map((ship) => ({ ...ship, everyS: 60, feed: 'tower' }));
    const values = { thresholds: { 'silence.afterS': 180, 'silence.coveredS': 60, 'silence.intervals': 3 } };
    const records = settings(values);
    const lost = { ...LOST, everyS: 20, ...quietFrom(HOUR) };
    const ended = FLEET.map((ship) => ({ ...ship, everyS: 20, ...quietFrom(HOUR + 60) }));
    const watch = new Watched(DETECTORS, { records }).say(
      ...traffic([...slow, ...ended, lost], 0, HOUR + 900),
    );
    expect(watch.of('silence')).toMatchObject([{ ending: 'retracted', why: 'feedOutage' }]);
    expect(watch.open('feedOutage')).toHaveLength(1);
  });

  it('of several near one another, while their feed goes on, is one outage of a receiver', () => {
    const far = [0, 1, 2, 3].map((i) => ({ mmsi: 247_300_001 + i, lon: 21 + i / 100 }));
    const gone = FLEET.map((ship) => ({ ...ship, ...quietFrom(HOUR) }));
    const watch = new Watched(DETECTORS).say(...traffic([...far, ...gone], 0, HOUR + 1800));
    expect(watch.all).toHaveLength(1);
    expect(watch.all[0]!.lead).toMatchObject({ kind: 'feedOutage', rule: 'silence.fellSilent' });
    expect(clue(watch.all[0]!.lead, 'fellSilentTogether')!.measure!.value).toBe(6);
    watch.say(...traffic([...far, ...FLEET], HOUR + 1800, HOUR + 2700));
    expect(watch.open('feedOutage')).toEqual([]);
  });

  it('is none where two feeds bring the same, and one outage where one of them stops', () => {
    const both = FLEET.map((ship) => ({ ...ship, feeds: ['coast', 'tower'] }));
    const watch = new Watched(DETECTORS).say(...traffic(both, 0, HOUR));
    expect(watch.all).toEqual([]);
    watch.say(...traffic(FLEET, HOUR, 2 * HOUR));
    expect(watch.all.map(({ lead }) => lead.key)).toEqual(['feedOutage|tower']);
  });

  it('is none when the clock jumps, forth or back', () => {
    const watch = new Watched(DETECTORS).say(...traffic([...FLEET, LOST], 0, HOUR));
    watch.say(...traffic([...FLEET, LOST], 9 * HOUR, 9 * HOUR + 900));
    watch.run.tick(epochMs(T0 + HOUR * 1000));
    watch.say(...traffic([...FLEET, LOST], HOUR, HOUR + 1500));
    expect(watch.of('silence')).toEqual([]);
  });

  it('is none of who has such gaps often', () => {
    const quiet = (s: number) => s % HOUR > 900 && s % HOUR < 2400;
    expect(watched([{ ...LOST, quiet }], 6 * HOUR).of('silence').length).toBeLessThanOrEqual(1);
  });

  it('is told the same twice', () => {
    const run = () => JSON.stringify(watched([{ ...LOST, ...quietFrom(HOUR, HOUR + 1800) }], 2 * HOUR).all);
    expect(run()).toBe(run());
  });
});

const settings = (value: object) => ({
  revision: 1,
  get: () => undefined,
  list: (kind: string) =>
    (kind === 'detection'
      ? [
          {
            kind,
            id: 'd',
            version: 1,
            revision: 1,
            value: { off: [], priorities: {}, thresholds: {}, ofClass: {}, inZone: {}, ...value },
          },
        ]
      : []) as never[],
});
