import { describe, expect, test } from 'vitest';
import {
  checkDraft,
  type Draft,
  draftOf,
  FIRST_DRAFT,
  newDraft,
  typedNumber,
} from '../../../../../client/panels/replay/find/draft.ts';
import { QUESTION_KINDS, questionOf } from '../../../../../client/store/question.ts';
import { trackId } from '../../../../../proto/domain/ids.ts';

const whole: Draft = {
  ...FIRST_DRAFT,
  fromMs: 1000,
  untilMs: 2000,
  words: ' alba ',
  area: [
    [40, 19],
    [41, 19],
    [41, 20],
  ],
  line: [
    [40, 19],
    [41, 19],
  ],
  track: trackId(1, 2),
  purpose: 'a test',
};

describe('a form', () => {
  test.each(QUESTION_KINDS)(
    'of the kind %s asks what the server takes, and comes back as it was written',
    (ask) => {
      const checked = checkDraft({ ...whole, ask });
      if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
      const { question } = checked;
      expect(questionOf(question)).toEqual(question);
      const again = checkDraft(draftOf(question, 'a test'));
      expect(again.ok && again.question).toEqual(question);
    },
  );

  test('says what is missing, each where it is', () => {
    const faults = (draft: Partial<Draft>) => {
      const checked = checkDraft({ ...whole, ...draft });
      return checked.ok ? [] : Object.keys(checked.faults);
    };
    expect(faults({ words: ' ' })).toEqual(['words']);
    expect(faults({ words: 'a' })).toEqual(['words']);
    expect(faults({ purpose: ' ', untilMs: 1000 })).toEqual(['time', 'purpose']);
    expect(faults({ ask: 'crossings', line: undefined })).toEqual(['line']);
    expect(faults({ ask: 'sameRoute', track: undefined, withinM: 'far' })).toEqual(['withinM', 'track']);
    expect(faults({ ask: 'meetings', slowerKn: '' })).toEqual([]);
    expect(faults({ ask: 'meetings', slowerKn: '0', minutes: '' })).toEqual(['minutes', 'slowerKn']);
  });

  test('asks nothing that is not of its kind', () => {
    const checked = checkDraft(whole);
    expect(checked.ok && checked.question).toEqual({
      ask: 'vessel',
      words: 'alba',
      fromMs: 1000,
      untilMs: 2000,
    });
  });
});

test('numbers are taken as people type them', () => {
  expect(['0,05', ' 500 ', '1.5', '', '-1', '1e3', 'x'].map(typedNumber)).toEqual([
    0.05,
    500,
    1.5,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('asks for the last day to the end of its hour, and for 400 days at most', () => {
  const HOUR_MS = 3_600_000;
  const { fromMs, untilMs } = newDraft(30.4 * HOUR_MS);
  expect([fromMs, untilMs]).toEqual([7 * HOUR_MS, 31 * HOUR_MS]);
  const days = (count: number) => checkDraft({ ...whole, fromMs: 0, untilMs: count * 24 * HOUR_MS });
  expect(days(400).ok).toBe(true);
  const long = days(401);
  expect(long.ok ? undefined : long.faults.time).toBe('find.time.long');
});
