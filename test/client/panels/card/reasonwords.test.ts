import { describe, expect, test } from 'vitest';
import { say, startWords } from '../../../../client/messages/words.ts';
import { reasonWords } from '../../../../client/panels/card/reasonwords.ts';
import type { Reason } from '../../../../proto/domain/track.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

startWords();
const words = (reason: Omit<Reason, 'atMs'>): string => {
  const { what, numbers } = reasonWords(say, { atMs: epochMs(0), ...reason }, (id) => `<${id}>`);
  // Numbers are kept with their units by spaces that do not break.
  return (numbers === undefined ? what : `${what} · ${numbers}`).replaceAll('\u00a0', ' ');
};

describe('a reason in words', () => {
  // The square roots of 3.24, 20.25 and 40.96.
  test('of a binding gives the distances that decided in standard deviations', () => {
    expect(words({ what: 'bound', by: '281000123', value: 3.24, threshold: 20.25, runnerUp: 40.96 })).toBe(
      'AIS 281000123 taken for this track · 1.8 σ apart, limit 4.5 σ, next best 6.4 σ',
    );
    expect(words({ what: 'bound' })).toBe('Its transmitter taken for this track');
  });

  test('of existence, silence and missed looks gives what was measured and the limit', () => {
    expect(words({ what: 'confirmed', value: 0.964, threshold: 0.95 })).toBe(
      'Confirmed as real · existence 96 %, limit 95 %',
    );
    expect(words({ what: 'silent', by: '281000123', value: 90, threshold: 60 })).toBe(
      'AIS 281000123 fell silent · quiet for 90 s, limit 60 s',
    );
    expect(words({ what: 'coasting', value: 2.04, threshold: 1.5 })).toContain('looks missed: 2, limit 1.5');
  });

  test('of darkness says why it should send', () => {
    expect(words({ what: 'dark', by: 'ship', value: 0.95, threshold: 0.9 })).toBe(
      'Dark: sends nothing and should, by its size · chance that its AIS would be heard here 95 %, limit 90 %',
    );
    expect(words({ what: 'dark', by: 'Class A', value: 900, threshold: 600 })).toBe(
      'Dark: sends nothing and should, as Class A · quiet for 15 min, limit 10 min',
    );
    expect(words({ what: 'dark', by: '281000123', value: 0.95 })).toContain('as AIS 281000123');
  });

  test('names other tracks and persons', () => {
    expect(words({ what: 'merged', by: '1-12' })).toBe('Found to be one with <1-12>');
    expect(words({ what: 'reported', by: 'fishing vessel' })).toBe('Reported: fishing vessel');
    expect(words({ what: 'associated', by: 'Patrol aircraft' })).toBe(
      'A person decided that it is what Patrol aircraft reported',
    );
    expect(words({ what: 'born' })).toBe('First seen');
  });
});
