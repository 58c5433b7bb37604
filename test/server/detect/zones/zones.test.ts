import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertKind } from '../../../../proto/domain/alert/kinds.table.ts';
import type { ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import { feedId, sensorId } from '../../../../proto/domain/ids.ts';
import { velocityDegPerS } from '../../../../proto/domain/motion.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { between, seeded } from '../../../../proto/domain/random.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, epochMs, metres } from '../../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../../../../server/detect/detector.ts';
import { zones } from '../../../../server/detect/zones/zones.ts';
import { position, SHIP, T0 } from '../../tracks/observations.ts';
import { aircraft, unit } from '../../tracks/said.ts';
import { clue, Watched } from '../watched.ts';
import { sailing, WatchedTestRecords } from './worlds.ts';

const watched = (records: WatchedTestRecords) => new Watched([zones], { records });
const withRules = (...rules: ZoneRule[]) => new WatchedTestRecords().zone('z1', rules);
/** 12 kn, 61.7 m in ten seconds. */
const EAST = { lat: 40.05, sog: 12, cog: 90 } as const;
/** Kinds that were raised, parts of happenings included. */
const kinds = (from: Watched): readonly AlertKind[] =>
  from.all.flatMap(({ lead, parts }) => [lead, ...parts].map(({ kind }) => kind));

describe('entry and exit', () => {
  test('a ship that sails through enters once and leaves once, at the border, with the evidence', () => {
    const at = watched(withRules({ kind: 'entry' }, { kind: 'exit' }));
    // 600 m before the border, so in after 97 s; 8.5 km wide.
    at.say(...sailing({ ...EAST, lon: 19 - 0.00704, fromS: 0, untilS: 200 }));
    const [entry, ...others] = at.all;
    expect(others).toEqual([]);
    expect(entry!.lead).toMatchObject({
      kind: 'zoneEntry',
      priority: 'warning',
      key: `zoneEntry|mmsi/${SHIP}|z1`,
      rule: 'zone/z1/1',
      about: { zoneId: 'z1' },
      threshold: { value: 0, unit: 'm' },
    });
    expect((entry!.lead.onsetMs - T0) / 1000).toBeCloseTo(97, -0.5);
    // Proved by the first report inside, and raised within two seconds of it.
    expect(entry!.lead.provedMs - T0).toBe(100_000);
    expect(entry!.raisedMs - entry!.lead.provedMs).toBeLessThanOrEqual(2000);
    expect(clue(entry!.lead, 'entered')!.place!.lon).toBeCloseTo(19, 4);
    expect(entry!.endedMs).toBeUndefined();
    at.say(...sailing({ ...EAST, lon: 19.09, fromS: 210, untilS: 500 }));
    const all = [at.all[0]!.lead, ...at.all[0]!.parts];
    expect(all.map(({ kind }) => kind)).toEqual(['zoneEntry', 'zoneExit']);
    expect(clue(all[1], 'stayed')!.measure!.unit).toBe('s');
  });

  test('what lies on the border, or comes to it and goes back, does not enter again and again', () => {
    const records = withRules({ kind: 'entry' }, { kind: 'exit' });
    const random = seeded(3);
    const at = watched(records);
    at.say(...sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 130 }));
    // At anchor on the border, its noise 15 m to either side, an hour long.
    for (let s = 140; s < 3740; s += 10)
      at.say(position({ at: s, lat: 40.05, lon: 19 + between(random, -15, 15) / 85_000, sog: 0.2 }));
    expect(kinds(at)).toEqual(['zoneEntry']);
    // Under way along the border, weaving over it by 20 m.
    for (let s = 3740; s < 5000; s += 10)
      at.say(
        position({
          at: s,
          lat: 40.05 + (s - 3740) * 1e-5,
          lon: 19 + ((s / 10) % 2 === 0 ? 20 : -20) / 85_000,
          sog: 2.2,
        }),
      );
    expect(kinds(at)).toEqual(['zoneEntry']);
  });

  test('through a corner between two reports is an entry and an exit', () => {
    const at = watched(withRules({ kind: 'entry' }, { kind: 'exit' }));
    const to = { mmsi: SHIP, sog: 20, cog: 45 };
    at.say(
      position({ ...to, at: 0, lat: 40.09, lon: 18.985 }),
      position({ ...to, at: 60, lat: 40.095, lon: 18.995 }),
    );
    at.say(position({ ...to, at: 180, lat: 40.105, lon: 19.004 }));
    // 40.095 → 40.105 while 18.995 → 19.004: over 19.0 at 40.10056, just beside the corner.
    expect(kinds(at)).toEqual([]);
    at.say(position({ ...to, cog: 225, at: 300, lat: 40.094, lon: 18.998 })).until(301);
    expect(kinds(at)).toEqual(['zoneEntry', 'zoneExit']);
    const [entry] = at.all;
    expect(clue(entry!.lead, 'entered')!.place!.lat).toBeCloseTo(40.1, 3);
    expect(clue(entry!.lead, 'left')!.place!.lon).toBeCloseTo(19, 3);
  });

  test('every one of many ways through zones of any shape is told, each once', () => {
    const random = seeded(8);
    const records = new WatchedTestRecords();
    records.zone('poly', [{ kind: 'entry' }]);
    records.zone('round', [{ kind: 'entry' }], {
      shape: { kind: 'circle', centre: { lat: 40.3, lon: 19.05 }, radiusM: 700 },
    });
    records.zone('strip', [{ kind: 'entry' }], {
      shape: {
        kind: 'corridor',
        line: [
          { lat: 40.5, lon: 18.9 },
          { lat: 40.52, lon: 19.2 },
        ],
        widthM: 300,
      },
    });
    const at = watched(records);
    // From the south to the north across all three, at 5 to 40 kn, a report each 10 to 180 s.
    for (let i = 0; i < 60; i++) {
      const run = new Watched([zones], { records });
      run.say(
        ...sailing({
          mmsi: SHIP + i,
          lat: 39.95,
          lon: 19.05 + between(random, -0.002, 0.002),
          sog: 5 + i * 0.6,
          cog: 0,
          fromS: 0,
          untilS: Math.ceil((0.65 * 111_195) / ((5 + i * 0.6) * 0.514)),
          everyS: 10 + Math.floor(random() * 170),
        }),
      );
      expect(run.of('zoneEntry').map(({ lead }) => lead.about.zoneId)).toEqual(['poly', 'round', 'strip']);
    }
    expect(at.all).toEqual([]);
  });

  test('what was there when the zone became active, or its track began, did not enter', () => {
    const records = new WatchedTestRecords();
    const at = watched(records);
    at.say(...sailing({ ...EAST, lon: 19.02, fromS: 0, untilS: 100 }));
    records.zone('z1', [{ kind: 'entry' }, { kind: 'presence', afterMin: 2 }]);
    at.say(...sailing({ ...EAST, lon: 19.03, fromS: 110, untilS: 200 }));
    expect(kinds(at)).toEqual([]);
    at.say(...sailing({ ...EAST, lon: 19.04, fromS: 210, untilS: 300 }));
    expect(kinds(at)).toEqual(['zonePresence']);
    // Taken back: nobody left it, and nothing is raised any more.
    records.zone('z1', [{ kind: 'entry' }], { life: 'draft' });
    at.until(302);
    expect(at.open('zonePresence')).toEqual([]);
  });

  test('a young track that moves inside came in unseen; one at the beginning of the watch was there', () => {
    const at = watched(withRules({ kind: 'entry' }));
    at.say(...sailing({ ...EAST, lon: 19.02, fromS: 0, untilS: 100 }));
    expect(kinds(at)).toEqual([]);
    at.until(1200).say(...sailing({ ...EAST, mmsi: SHIP + 1, lon: 19.02, fromS: 1200, untilS: 1250 }));
    expect(at.all.map(({ lead }) => [lead.kind, lead.parties[0]!.mmsi])).toEqual([
      ['zoneEntry', String(SHIP + 1)],
    ]);
    expect(clue(at.all[0]!.lead, 'appearedInside')).toBeDefined();
  });

  test('a jump into a zone is no entry, and neither is a vessel that was there before it was silent', () => {
    const at = watched(withRules({ kind: 'entry' }));
    at.say(position({ at: 0, lat: 41, lon: 19 }), position({ at: 10, lat: 40.05, lon: 19.05 }));
    expect(kinds(at)).toEqual([]);
  });
});

describe('whatever the way', () => {
  const step = fc.record({
    kn: fc.double({ min: 0, max: 40, noNaN: true }),
    cog: fc.double({ min: 0, max: 359, noNaN: true }),
  });

  /** What holds, as the engine says. */
  let engine: Watch | undefined;
  const spy: OpenDetector = (watch) => {
    engine = watch;
    return { name: 'spy' };
  };

  test('whoever is well inside under way has entered, and nobody leaves who did not', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const watch = new Watched([zones, spy], { records: withRules({ kind: 'entry' }, { kind: 'exit' }) });
        let [lat, lon, isIn] = [40.05, 18.99, false];
        let wasEverIn = false;
        steps.forEach(({ kn, cog }, i) => {
          const v = velocityDegPerS(lat, kn, cog);
          lat += v.lat * 30;
          lon += v.lon * 30;
          watch.say(position({ at: 30 * i, lat, lon, sog: kn, cog })).until(30 * i + 1);
          const depthM = Math.min(lat - 40, 40.1 - lat, (lon - 19) * 0.76, (19.1 - lon) * 0.76) * 111_195;
          if (i > 0 && depthM > 100 && kn > 1.5) isIn = true;
          if (depthM < -5) isIn = false;
          // A straight way between two places outside may lead through a corner.
          wasEverIn ||= depthM > -700;
          if (isIn) expect(engine?.isRaised('zoneEntry', `mmsi/${SHIP}|z1`)).toBe(true);
        });
        if (!wasEverIn) expect(watch.all).toEqual([]);
        const heard = new Set(kinds(watch));
        if (heard.has('zoneExit')) expect(heard.has('zoneEntry')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('whom, when, how urgent', () => {
  test('classes, exceptions and own units', () => {
    const rules: ZoneRule[] = [{ kind: 'entry', exceptMmsis: [String(SHIP)] }];
    const at = watched(withRules(...rules));
    at.say(...sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 200 }));
    for (let s = 0; s < 200; s += 10)
      at.say(
        unit(200 + s, { lat: degrees(40.05), lon: degrees(18.995 + s * 1e-4), kind: TrackKind.unitVessel }),
      );
    expect(kinds(at)).toEqual([]);
    const named = watched(withRules({ kind: 'entry', classes: ['unit'] }));
    named.say(...sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 200 }));
    for (let s = 0; s < 200; s += 10)
      named.say(
        unit(200 + s, { lat: degrees(40.05), lon: degrees(18.995 + s * 1e-4), kind: TrackKind.unitVessel }),
      );
    expect(named.all.map(({ lead }) => lead.parties[0]!.kind)).toEqual([TrackKind.unitVessel]);
  });

  test('aircraft only where named, and only between floor and ceiling where their height is known', () => {
    const fly = (altM: number, rules: ZoneRule[]) => {
      const at = watched(new WatchedTestRecords().zone('z1', rules, { floorM: 0, ceilingM: 500 }));
      for (let s = 0; s < 120; s += 10)
        at.say(
          aircraft(s, {
            lat: degrees(40.05),
            lon: degrees(18.99 + s * 2e-4),
            altM: metres(altM),
            sogKn: EAST.sog as never,
            cogDeg: degrees(90),
          }),
        );
      return kinds(at);
    };
    expect(fly(300, [{ kind: 'entry' }])).toEqual([]);
    expect(fly(300, [{ kind: 'entry', classes: ['aircraft'] }])).toEqual(['zoneEntry']);
    expect(fly(900, [{ kind: 'entry', classes: ['aircraft'] }])).toEqual([]);
  });

  test('a radar’s image of a vessel with AIS is not told of beside it; a boat alone is', () => {
    const radar = (watch: Watched, latOff: number, withShip: boolean) => {
      const id = sensorId('hill/radar');
      watch.run.picture.sensors.configure(id, feedId('hill'), {
        kind: SensorKind.radar,
        lat: degrees(40),
        lon: degrees(18.9),
        coverage: { rangeM: metres(40_000), detectionProbability: 0.95 },
        periodMs: 3000,
      });
      const ships = sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 240, everyS: 3 });
      for (const ship of ships) {
        if (withShip) watch.say(ship);
        const lat = degrees(ship.lat + latOff);
        const place = { kind: 'position', lat, lon: ship.lon, sigmaM: metres(20) } as const;
        const { observedMs, receivedMs, nature } = ship;
        watch.say({
          ...{ type: 'plot', feedId: feedId('hill'), nature, observedMs, receivedMs, sensorId: id, place },
          sensorTrack: '7',
        });
      }
      return watch.all.map(({ lead }) => lead.parties[0]!.kind);
    };
    const rules: ZoneRule[] = [{ kind: 'entry', classes: ['contact'] }];
    expect(radar(watched(withRules(...rules)), 0.005, false)).toEqual([TrackKind.seaContact]);
    expect(radar(watched(withRules(...rules)), 0.005, true)).toEqual([]);
  });

  test('by the schedule of zone and rule, by the time of the data', () => {
    // T0 is a Thursday at midnight UTC.
    const night = {
      timeZone: 'UTC',
      weekly: [{ days: [1, 2, 3, 4, 5, 6, 7] as const, from: '00:00', until: '00:05' }],
    };
    const records = new WatchedTestRecords()
      .zone('zone', [{ kind: 'entry' }], { schedule: night })
      .zone('rule', [{ kind: 'entry', schedule: night }]);
    const at = watched(records);
    at.say(...sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 200 }));
    at.say(...sailing({ ...EAST, mmsi: SHIP + 1, lon: 18.99, fromS: 310, untilS: 500 }));
    expect(at.all.map(({ lead }) => [lead.about.zoneId, lead.parties[0]!.mmsi])).toEqual([
      ['zone', String(SHIP)],
      ['rule', String(SHIP)],
    ]);
    expect(at.open('zoneEntry').map(({ lead }) => lead.about.zoneId)).toEqual(['rule']);
  });

  test('critical times raise the priority by one, and never to an emergency', () => {
    const critical = [{ timeZone: 'UTC', untilMs: epochMs(T0 + 3_600_000) }];
    const records = new WatchedTestRecords()
      .zone('a', [{ kind: 'entry' }], { critical })
      .zone('b', [{ kind: 'entry', priority: 'alarm' }], { critical })
      .zone('c', [{ kind: 'entry', priority: 'caution' }], { critical })
      .zone('d', [{ kind: 'entry', priority: 'caution' }]);
    const at = watched(records);
    at.say(...sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 200 }));
    expect(at.all.map(({ priority }) => priority)).toEqual(['alarm', 'alarm', 'warning', 'caution']);
    expect(clue(at.all[0]!.lead, 'criticalTime')).toBeDefined();
  });
});

describe('conduct inside', () => {
  test('faster than allowed, until it is not', () => {
    const at = watched(withRules({ kind: 'speed', maxKn: 8 }));
    at.say(...sailing({ ...EAST, lon: 18.999, fromS: 0, untilS: 100 }));
    expect(at.all[0]!.lead).toMatchObject({
      kind: 'zoneSpeed',
      threshold: { value: 8, unit: 'kn' },
      priority: 'caution',
    });
    expect(at.all[0]!.lead.measured.value).toBeCloseTo(12, 0);
    at.say(...sailing({ ...EAST, sog: 6, lon: 19.01, fromS: 110, untilS: 200 }));
    expect(at.open('zoneSpeed')).toEqual([]);
    // Within half a knot of the limit is within it.
    const calm = watched(withRules({ kind: 'speed', maxKn: 12 }));
    calm.say(...sailing({ ...EAST, sog: 12.4, lon: 18.999, fromS: 0, untilS: 300 }));
    expect(calm.all).toEqual([]);
  });

  test('stopped over a cable, or saying that it is at anchor; a pilot’s three minutes are none', () => {
    const still = (status: number, untilS: number) => {
      const at = watched(withRules({ kind: 'anchoring' }));
      at.say(...sailing({ ...EAST, lon: 18.995, fromS: 0, untilS: 120 }));
      for (let s = 130; s <= untilS; s += 10)
        at.say(position({ at: s, lat: 40.05, lon: 19.0037, sog: 0.2, status }));
      return at;
    };
    expect(still(0, 310).all).toEqual([]);
    expect(still(0, 460).all[0]!.lead).toMatchObject({
      kind: 'zoneAnchoring',
      threshold: { value: 300, unit: 's' },
    });
    expect(still(1, 200).all[0]!.lead).toMatchObject({ threshold: { value: 60, unit: 's' } });
  });

  test('to and fro for half an hour, and not a way straight through', () => {
    const at = watched(withRules({ kind: 'loitering', afterMin: 30 }));
    at.say(...sailing({ ...EAST, lat: 40.05, sog: 3, lon: 19.001, fromS: 0, untilS: 2500, everyS: 20 }));
    expect(at.all).toEqual([]);
    const fro = watched(withRules({ kind: 'loitering', afterMin: 30 }));
    for (let s = 0; s <= 2100; s += 20) {
      const leg = Math.floor(s / 300) % 2;
      const along = s % 300;
      fro.say(
        position({
          at: s,
          lat: 40.05,
          lon: 19.05 + (leg === 0 ? along : 300 - along) * 1.8e-5,
          sog: 3,
          cog: leg === 0 ? 90 : 270,
        }),
      );
    }
    expect(kinds(fro)).toEqual(['zoneLoitering']);
    expect(clue(fro.all[0]!.lead, 'wayMade')!.measure!.value).toBeGreaterThan(2000);
  });

  test('in a zone and not on its list', () => {
    const at = watched(withRules({ kind: 'notListed', exceptMmsis: [String(SHIP)] }));
    at.say(...sailing({ ...EAST, lon: 18.999, fromS: 0, untilS: 100 }));
    at.say(...sailing({ ...EAST, mmsi: SHIP + 5, lon: 18.999, fromS: 110, untilS: 200 }));
    expect(at.all.map(({ lead }) => [lead.kind, lead.parties[0]!.mmsi])).toEqual([
      ['zoneNotListed', String(SHIP + 5)],
    ]);
  });
});

describe('on the way to a zone', () => {
  test('the time to entry is right to 10 % or 30 s on steady ways', () => {
    const random = seeded(5);
    for (let i = 0; i < 40; i++) {
      const sog = between(random, 5, 35);
      const cog = between(random, 60, 120);
      const at = watched(withRules({ kind: 'approach', afterMin: 30 }, { kind: 'entry' }));
      at.say(...sailing({ lat: 40.05, lon: 18.8, sog, cog, fromS: 0, untilS: 5400, everyS: 10 }));
      const told = at.of('zoneApproach')[0] ?? at.of('zoneEntry')[0];
      const parts = told ? [told.lead, ...told.parts] : [];
      const entry = parts.find(({ kind }) => kind === 'zoneEntry');
      const approach = parts.find(({ kind }) => kind === 'zoneApproach');
      if (!entry) {
        expect(approach).toBeUndefined();
        continue;
      }
      const expectedMs = clue(approach, 'entryExpected')!.atMs!;
      const left = entry.onsetMs - approach!.provedMs;
      expect(Math.abs(expectedMs - entry.onsetMs)).toBeLessThanOrEqual(Math.max(30_000, 0.1 * left));
      expect(approach!.measured.value).toBeLessThanOrEqual(1800);
    }
  });

  test('one that turns away is no longer on its way', () => {
    const at = watched(withRules({ kind: 'approach', afterMin: 20 }));
    at.say(...sailing({ ...EAST, lon: 18.95, fromS: 0, untilS: 100 }));
    expect(at.open('zoneApproach')).toHaveLength(1);
    at.say(...sailing({ ...EAST, cog: 0, lon: 18.957, fromS: 110, untilS: 200 }));
    expect(at.open('zoneApproach')).toEqual([]);
  });
});

describe('lines', () => {
  const line = {
    kind: 'line',
    line: [
      { lat: 40, lon: 19 },
      { lat: 40.1, lon: 19 },
    ],
  } as const;
  const lined = (crossing: 'both' | 'leftToRight' | 'rightToLeft') =>
    watched(new WatchedTestRecords().zone('l1', [{ kind: 'crossing' }], { shape: { ...line, crossing } }));

  test('in the direction that counts', () => {
    // North along the line: from west to east is from left to right.
    for (const [crossing, told] of [
      ['both', 2],
      ['leftToRight', 1],
      ['rightToLeft', 1],
    ] as const) {
      const at = lined(crossing);
      at.say(...sailing({ ...EAST, lon: 18.99, fromS: 0, untilS: 200 }));
      at.say(...sailing({ ...EAST, cog: 270, lon: 19.0067, fromS: 210, untilS: 500 }));
      expect(kinds(at)).toHaveLength(told);
      const [first] = at.all;
      expect(first!.lead.about).toEqual({ zoneId: 'l1' });
      expect(
        clue(first!.lead, crossing === 'rightToLeft' ? 'rightToLeft' : 'leftToRight')!.place!.lon,
      ).toBeCloseTo(19, 4);
    }
  });

  test('past its end is not over it; weaving along it is not until it is clear on the other side', () => {
    const past = lined('both');
    past.say(...sailing({ ...EAST, lat: 40.11, lon: 18.99, fromS: 0, untilS: 200 }));
    expect(past.all).toEqual([]);
    const along = lined('both');
    for (let s = 0; s < 1200; s += 10)
      along.say(
        position({
          at: s,
          lat: 40.01 + s * 4e-5,
          lon: 19 + ((s / 10) % 2 === 0 ? 12 : -12) / 85_000,
          sog: 8.7,
        }),
      );
    expect(along.all).toEqual([]);
    along
      .say(...sailing({ ...EAST, cog: 270, lat: 40.058, lon: 18.9998, fromS: 1200, untilS: 1300 }))
      .until(1301);
    expect(kinds(along)).toEqual(['lineCrossed']);
  });

  test('a report so late that nobody knows the way crosses nothing', () => {
    const at = lined('both');
    at.say(position({ at: 0, lat: 40.05, lon: 18.9 }), position({ at: 7200, lat: 40.05, lon: 19.1 }));
    expect(at.all).toEqual([]);
  });
});
