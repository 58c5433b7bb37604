import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { meetings } from '../../../../server/detect/meeting/meetings.ts';
import { stays } from '../../../../server/detect/meeting/stays.ts';
import { identity, T0 } from '../../tracks/observations.ts';
import { along, sailed, type Voyage } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';
import { WatchedTestRecords } from '../zones/worlds.ts';

const A = 247_000_001;
const B = 247_000_002;
const MIN = 60;
/** Both come eight kilometres from west and east, meet at 40° N 19° E about half an hour on, drift, and go. */
const KM = 1 / 111.195;
const WEST: Voyage = {
  ...{ mmsi: A, lat: 40, lon: 19 - (8 * KM) / Math.cos((40 * Math.PI) / 180) },
  legs: [
    { kn: 8.64, deg: 90, s: 30 * MIN },
    { kn: 0.5, deg: 180, s: 40 * MIN },
    { kn: 9, deg: 270, s: 20 * MIN },
  ],
};
/** A hundred metres farther north. */
const EAST: Voyage = {
  ...{ mmsi: B, lat: 40 + 0.1 * KM, lon: 19 + (8 * KM) / Math.cos((40 * Math.PI) / 180) },
  legs: [
    { kn: 8.64, deg: 270, s: 30 * MIN },
    { kn: 0.5, deg: 180, s: 40 * MIN },
    { kn: 9, deg: 90, s: 20 * MIN },
  ],
};
const watched = (options: ConstructorParameters<typeof Watched>[1] = {}) =>
  new Watched([stays, meetings], options);
const raised = (watch: Watched) => watch.all.map(({ lead: { kind, priority } }) => [kind, priority]);

/** Says so as soon as it lies, and that it is under way before and after. */
const lying = (status: number, voyage: Voyage) =>
  sailed(voyage).map((one) =>
    one.type === 'position' ? { ...one, navStatus: (one.sogKn ?? 0) > 1 ? 0 : status } : one,
  );

describe('a rendezvous', () => {
  it('of two that come from apart and lie together is told after twenty minutes, and is over when they part', () => {
    const watch = watched().say(...sailed(WEST, EAST));
    expect(raised(watch)).toEqual([['rendezvous', 'warning']]);
    const [told] = watch.of('rendezvous');
    // They lie from 1800 s on.
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(3000);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(3100);
    expect((told!.lead.onsetMs - T0) / 1000).toBeCloseTo(1800, -2);
    expect((told!.endedMs! - T0) / 1000).toBeGreaterThan(4200);
    expect((told!.endedMs! - T0) / 1000).toBeLessThan(4400);
    expect(told!.ending).toBe('cleared');
    expect(told!.lead).toMatchObject({
      key: `rendezvous|mmsi/${A}+mmsi/${B}`,
      rule: 'rendezvous.afterS',
      threshold: { value: 1200, unit: 's' },
    });
    expect(told!.lead.parties.map(({ mmsi }) => mmsi).sort()).toEqual([String(A), String(B)]);
    expect(told!.lead.measured.value).toBeGreaterThanOrEqual(1200);
    expect(clue(told!.lead, 'togetherWith')!.measure!.value).toBeCloseTo(100, -1);
    expect(clue(told!.lead, 'othersStayedHere')!.measure).toEqual({ value: 0, unit: 'count' });
  });

  it('is found by places alone, a minute apart', () => {
    const watch = watched().say(
      ...sailed(
        { ...WEST, placesOnly: true, everyS: 60 },
        { ...EAST, placesOnly: true, everyS: 60, fromS: 25 },
      ),
    );
    expect(raised(watch)).toEqual([['rendezvous', 'warning']]);
  });

  it.each([
    ['moored', 5, 5],
    ['at anchor', 1, 1],
    ['moored, of one', 0, 5],
  ])('is told though their status was left standing under way: %s', (_what, west, east) => {
    const watch = watched().say(...sailed({ ...WEST, status: west }, { ...EAST, status: east }));
    expect(raised(watch)).toEqual([['rendezvous', 'warning']]);
  });

  it('is told once though everything is heard twice', () => {
    const twice = sailed(WEST, EAST).flatMap((one) => [one, { ...one, receivedMs: one.receivedMs }]);
    expect(raised(watched().say(...twice))).toEqual([['rendezvous', 'warning']]);
  });

  it('of the same two later in the day is not told again', () => {
    const again = 3 * 3600;
    const watch = watched().say(
      ...sailed(WEST, EAST),
      ...sailed({ ...WEST, fromS: again }, { ...EAST, fromS: again }),
    );
    expect(watch.all).toHaveLength(1);
  });

  it('is taken back when one of them turns out to be a pilot', () => {
    const watch = watched();
    for (const one of sailed(WEST, EAST)) {
      if (one.receivedMs > T0 + 3500_000) break;
      watch.say(one);
    }
    expect(watch.open('rendezvous')).toHaveLength(1);
    watch.say(identity({ shipType: 50 }, { mmsi: B, at: 3510 }));
    watch.say(...sailed(WEST, EAST).filter(({ receivedMs }) => receivedMs > T0 + 3510_000));
    expect(watch.of('rendezvous')[0]).toMatchObject({ ending: 'retracted', why: 'serviceVessel' });
  });

  it('is forgotten where the clock is set back', () => {
    const first = sailed(WEST, EAST).filter(({ receivedMs }) => receivedMs < T0 + 2400_000);
    const watch = watched().say(...first);
    const early = sailed({ ...WEST, fromS: -7200 }, { ...EAST, fromS: -7200 });
    watch.run.apply(early[0]!);
    watch.run.advance(early[0]!.receivedMs);
    expect(watch.all).toEqual([]);
  });
});

describe('no rendezvous', () => {
  const none = (...voyages: readonly Voyage[]): void => {
    expect(raised(watched().say(...sailed(...voyages)))).toEqual([]);
  };

  it.each([
    ['a pilot', 50],
    ['a rescue vessel', 51],
    ['an authority', 55],
    ['a naval vessel', 35],
  ])('is the work of %s', (_, shipType) => none(WEST, { ...EAST, shipType }));

  it.each([
    ['a tug', 52],
    ['a dredger', 33],
  ])('but a caution after half an hour is %s at sea', (_, shipType) => {
    expect(raised(watched().say(...sailed(WEST, { ...EAST, shipType })))).toEqual([['encounter', 'caution']]);
  });

  it('is an exercise with a unit of ours', () => {
    none(WEST, { ...EAST, kind: TrackKind.sarAircraft });
  });

  it('are a tug and its tow, which come and stop together', () => {
    const beside: Voyage = { ...WEST, mmsi: B, lat: WEST.lat + 0.1 * KM };
    none(WEST, beside);
  });

  it('are two fishing vessels on one ground', () => {
    const kinds = watched()
      .say(...sailed({ ...WEST, shipType: 30 }, { ...EAST, shipType: 30 }))
      .all.map(({ lead }) => lead.kind);
    expect(kinds).toEqual(['encounter']);
  });

  it('are two trawlers that tow one net', () => {
    const tow = (voyage: Voyage): Voyage => ({
      ...{ ...voyage, shipType: 30 },
      legs: [voyage.legs[0]!, { kn: 3, deg: 180, s: 7200 }],
    });
    none(tow(WEST), tow(EAST));
  });

  it('is a ferry that passes another', () => {
    const straight = (voyage: Voyage, deg: number): Voyage => ({
      ...voyage,
      legs: [{ kn: 16, deg, s: 3600 }],
    });
    none(straight(WEST, 90), straight(EAST, 270));
  });

  it('are rafts at their moorings, which never came', () => {
    const moored: Voyage = { mmsi: A, lat: 40, lon: 19, everyS: 180, legs: [{ kn: 0, deg: 0, s: 3 * 3600 }] };
    none(moored, { ...moored, mmsi: B, lat: 40 + 0.05 * KM });
  });

  it('are ships that say that they lie at anchor, or moored', () => {
    expect(watched().say(...lying(1, WEST), ...lying(1, EAST)).all).toEqual([]);
    expect(watched().say(...sailed(WEST), ...lying(5, EAST)).all).toEqual([]);
  });

  it('are neighbours at anchor, a quarter of a mile from each other', () => {
    none(WEST, { ...EAST, lat: EAST.lat + 0.35 * KM });
  });

  it('are two that were heard last long ago', () => {
    none({ ...WEST, legs: WEST.legs.slice(0, 1) }, EAST);
  });
});

describe('the place', () => {
  const meet = along(WEST, 2400);

  it('where four others have stayed is an anchorage, learned as they stay', () => {
    const learned = openLearned();
    const watch = watched({ learned });
    const before = [11, 12, 13, 14].map(
      (n, i): Voyage => ({
        ...{ mmsi: 247_000_000 + n, lat: meet.lat + 0.0005 * i, lon: meet.lon, everyS: 120 },
        ...{ fromS: i * 3600, legs: [{ kn: 0.1, deg: 0, s: 1800 }] },
      }),
    );
    const fromS = 6 * 3600;
    watch.say(...sailed(...before), ...sailed({ ...WEST, fromS }, { ...EAST, fromS }));
    expect(learned.stops.vesselsAt(meet.lat, meet.lon, [A, B])).toBe(4);
    expect(watch.all).toEqual([]);
  });

  it('where three others lie now is an anchorage, or a fleet', () => {
    const around = [11, 12, 13].map(
      (n, i): Voyage => ({
        ...{ mmsi: 247_000_000 + n, lat: meet.lat - 0.005, lon: meet.lon + 0.006 * (i - 1), everyS: 60 },
        legs: [{ kn: 0.2, deg: 90, s: 5400 }],
      }),
    );
    expect(watched().say(...sailed(WEST, EAST, ...around)).all).toEqual([]);
  });

  it('in a zone for anchoring needs nobody', () => {
    const ring = [
      { lat: 39.9, lon: 18.9 },
      { lat: 39.9, lon: 19.1 },
      { lat: 40.1, lon: 19.1 },
      { lat: 40.1, lon: 18.9 },
    ];
    const zone = (purpose: 'anchorage' | 'vigilance') =>
      new WatchedTestRecords().zone('z', [], { purpose, shape: { kind: 'polygon', rings: [ring] } });
    expect(watched({ records: zone('anchorage') }).say(...sailed(WEST, EAST)).all).toEqual([]);
    expect(watched({ records: zone('vigilance') }).say(...sailed(WEST, EAST)).all).toHaveLength(1);
  });

  it('near the shore is a berth for those who do not drift', () => {
    const shore = { ...OPEN_SEA, distanceM: () => 100 };
    const still = ({ legs: [a, b, c], ...voyage }: Voyage): Voyage => ({
      ...voyage,
      legs: [a!, { ...b!, kn: 0 }, c!],
    });
    expect(watched({ shore }).say(...sailed(still(WEST), still(EAST))).all).toEqual([]);
    expect(watched({ shore }).say(...sailed(WEST, EAST)).all).toHaveLength(1);
    expect(watched().say(...sailed(still(WEST), still(EAST))).all).toHaveLength(1);
  });
});

describe('an encounter', () => {
  it('is one who comes to another that has lain there all along: a caution after half an hour', () => {
    const [lat, lon] = [along(EAST, 1800).lat, along(EAST, 1800).lon];
    const lies: Voyage = { mmsi: B, lat, lon, legs: [{ kn: 0.3, deg: 180, s: 5400 }] };
    const nearer: Voyage = { ...WEST, legs: [WEST.legs[0]!, { kn: 0.3, deg: 180, s: 2400 }, WEST.legs[2]!] };
    const start = { ...lies, lat: lat + ((0.3 * 1852) / 3600 / 1000) * 1800 * KM };
    expect(raised(watched().say(...sailed(nearer, start)))).toEqual([['encounter', 'caution']]);
  });

  it('is going on together slowly after coming from apart', () => {
    const slowly = (voyage: Voyage): Voyage => ({
      ...voyage,
      legs: [voyage.legs[0]!, { kn: 4, deg: 180, s: 3000 }, voyage.legs[2]!],
    });
    expect(raised(watched().say(...sailed(slowly(WEST), slowly(EAST))))).toEqual([['encounter', 'caution']]);
  });
});
