import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { velocityDegPerS } from '../../../../proto/domain/motion.ts';
import { between, seeded } from '../../../../proto/domain/random.ts';
import type { OpenDetector, Watch } from '../../../../server/detect/detector.ts';
import { zones } from '../../../../server/detect/zones/zones.ts';
import { position, SHIP, T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { EAST, kinds, sailing, WatchedTestRecords, watched, withRules } from './worlds.ts';

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
