import { describe, expect, test } from 'vitest';
import { position } from '../../tracks/observations.ts';
import { clue } from '../watched.ts';
import { EAST, kinds, sailing, WatchedTestRecords, watched } from './worlds.ts';

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
