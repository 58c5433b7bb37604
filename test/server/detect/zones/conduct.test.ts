import { describe, expect, test } from 'vitest';
import { position, SHIP } from '../../tracks/observations.ts';
import { clue } from '../watched.ts';
import { EAST, kinds, sailing, watched, withRules } from './worlds.ts';

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
