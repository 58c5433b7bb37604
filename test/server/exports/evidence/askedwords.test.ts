import { expect, it } from 'vitest';
import type { Corners, Question } from '../../../../proto/domain/record/questions.ts';
import { askedWords } from '../../../../server/exports/evidence/askedwords.ts';

const TIME = { fromMs: Date.UTC(2026, 6, 1, 5), untilMs: Date.UTC(2026, 6, 1, 6) };
const THEN = ', from 2026-07-01T05:00:00.000Z until 2026-07-01T06:00:00.000Z.';
const AREA: Corners = [
  [41, 19],
  [41.5, 19],
  [41.5, 19.25],
];
const ROUND = Array.from({ length: 9 }, (_, i) => [41 + i / 10, 19] as const);

it.each<[object, string]>([
  [
    { ask: 'vessel', words: 'adria' },
    'Where was what called itself “adria” (an MMSI, an IMO number, a call sign, a part of a name, or a track’s id)',
  ],
  [{ ask: 'area', area: AREA }, 'Who was in the area 41 19, 41.5 19, 41.5 19.25'],
  [{ ask: 'area', area: ROUND }, 'Who was in the area of 9 corners that the map shows'],
  [
    { ask: 'meetings', withinM: 500, minutes: 10, slowerKn: 3, words: 'adria' },
    'Who was within 500 m of “adria” for at least 10 min, both slower than 3 kn',
  ],
  [{ ask: 'meetings', withinM: 500, minutes: 10 }, 'Who was within 500 m of whom for at least 10 min'],
  [
    { ask: 'gaps', minutes: 30, words: 'adria', area: AREA },
    'Whose AIS of “adria” was silent for at least 30 min, in the area 41 19, 41.5 19, 41.5 19.25',
  ],
  [
    { ask: 'crossings', line: AREA.slice(0, 2), way: 'leftToRight' },
    'Who crossed the line 41 19, 41.5 19, from left to right as seen along it',
  ],
  [
    { ask: 'visits', area: AREA, minutes: 15 },
    'Who stayed in the area 41 19, 41.5 19, 41.5 19.25 for at least 15 min at a time',
  ],
  [{ ask: 'sameRoute', track: '1-7', withinM: 200 }, 'Who took the way of track 1-7, within 200 m of it'],
  [
    { ask: 'density', stepDeg: 0.05, by: 'hour' },
    'How many were where, in cells of 0.05°, by hour of the day',
  ],
  [{ ask: 'alerts' }, 'Which alerts there were'],
  [{ ask: 'alerts', verdict: 'false' }, 'Which alerts there were; judged “false”'],
])('%j is said in words', (question, words) => {
  expect(askedWords({ ...question, ...TIME } as Question)).toBe(words + THEN);
});
