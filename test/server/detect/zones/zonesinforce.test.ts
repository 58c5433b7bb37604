import { describe, expect, test } from 'vitest';
import type { ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import { feedId, sensorId } from '../../../../proto/domain/ids.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, epochMs, metres } from '../../../../proto/domain/units.ts';
import { SHIP, T0 } from '../../tracks/observations.ts';
import { aircraft, unit } from '../../tracks/said.ts';
import { clue, type Watched } from '../watched.ts';
import { EAST, kinds, sailing, WatchedTestRecords, watched, withRules } from './worlds.ts';

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
