import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuestion, parseQuestion, QUESTION_KINDS, questionOf } from '../../../client/store/question.ts';
import { VERDICTS } from '../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS } from '../../../proto/domain/alert/kinds.table.ts';

const time = fc.integer({ min: 0, max: 4e12 });
const times = fc.tuple(time, fc.integer({ min: 1, max: 1e9 })).map(([fromMs, spanMs]) => ({
  fromMs,
  untilMs: fromMs + spanMs,
}));
const corner = fc.tuple(
  fc.double({ min: -85, max: 85, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
);
const corners = (least: number) => fc.array(corner, { minLength: least, maxLength: 12 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const words = fc.string({ minLength: 2, maxLength: 40 });
const minutes = fc.integer({ min: 1, max: 600 });
const withinM = fc.integer({ min: 10, max: 20_000 });

const members: Record<(typeof QUESTION_KINDS)[number], fc.Arbitrary<object>> = {
  vessel: fc.record({ words }),
  area: fc.record({ area: corners(3) }),
  meetings: fc.record({
    words: maybe(words),
    area: maybe(corners(3)),
    withinM,
    minutes,
    slowerKn: maybe(fc.double({ min: 0.1, max: 100, noNaN: true })),
  }),
  gaps: fc.record({ words: maybe(words), area: maybe(corners(3)), minutes }),
  crossings: fc.record({
    line: corners(2),
    way: maybe(fc.constantFrom('leftToRight', 'rightToLeft')),
  }),
  visits: fc.record({ area: corners(3), minutes }),
  sameRoute: fc.record({
    track: fc.tuple(fc.integer({ min: -99, max: 99 }), fc.nat(99_999)).map((parts) => parts.join('-')),
    withinM,
  }),
  density: fc.record({
    area: maybe(corners(3)),
    stepDeg: fc.double({ min: 0.001, max: 10, noNaN: true }),
    by: maybe(fc.constantFrom('hour', 'class', 'speed')),
  }),
  alerts: fc.record({
    kinds: maybe(fc.subarray([...ALERT_KINDS])),
    verdict: maybe(fc.constantFrom(...VERDICTS)),
  }),
};

/** Zero below nought is nought in JSON. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a question in a URL', () => {
  test.each(QUESTION_KINDS)('of the kind %s comes back as it was asked', (ask) => {
    fc.assert(
      fc.property(times, members[ask], (range, rest) => {
        const question = plain({ ask, ...range, ...rest });
        const asked = questionOf(question);
        expect(asked).toEqual(question);
        expect(parseQuestion(formatQuestion(asked!) ?? null)).toEqual(question);
      }),
    );
  });

  test('that is none is none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const asked = parseQuestion(text);
        if (asked !== undefined) expect(QUESTION_KINDS).toContain(asked.ask);
      }),
    );
    const range = { fromMs: 1000, untilMs: 2000 };
    expect(questionOf({ ask: 'vessel', ...range })).toBeUndefined();
    expect(questionOf({ ask: 'vessel', words: 'alba', fromMs: 2000, untilMs: 2000 })).toBeUndefined();
    expect(
      questionOf({
        ask: 'area',
        ...range,
        area: [
          [91, 0],
          [1, 1],
          [2, 2],
        ],
      }),
    ).toBeUndefined();
    expect(questionOf({ ask: 'sameRoute', ...range, withinM: 500, track: '1-2; DROP' })).toBeUndefined();
    // What does not belong to it is left out.
    expect(questionOf({ ask: 'vessel', words: 'alba', ...range, area: 'x' })).toEqual({
      ask: 'vessel',
      words: 'alba',
      ...range,
    });
  });

  test('that is too long for one is left out', () => {
    const area = Array.from({ length: 400 }, (_, at) => [at / 10 + 0.123456, at / 10 + 0.654321] as const);
    const asked = questionOf({ ask: 'area', fromMs: 1, untilMs: 2, area });
    expect(asked).toBeDefined();
    expect(formatQuestion(asked!)).toBeUndefined();
  });
});
