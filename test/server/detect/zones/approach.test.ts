import { describe, expect, test } from 'vitest';
import { between, seeded } from '../../../../proto/domain/random.ts';
import { clue } from '../watched.ts';
import { EAST, sailing, watched, withRules } from './worlds.ts';

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
