/** A question to the archive as text of a URL, and back. Pure: what makes no sense is no question. */
import { VERDICTS } from '../../proto/domain/alert/alert.ts';
import { ALERT_KINDS } from '../../proto/domain/alert/kinds.table.ts';
import type { Corners, Question, QuestionKind } from '../../proto/domain/record/questions.ts';

export const QUESTION_KINDS = [
  'vessel',
  'area',
  'meetings',
  'gaps',
  'crossings',
  'visits',
  'sameRoute',
  'density',
  'alerts',
] as const satisfies readonly QuestionKind[];

/** Longer ones are not written into a URL: an area of a hundred corners. */
export const LONGEST_QUESTION = 4000;
const MOST_CORNERS = 500;
const MOST_WORDS = 120;

type Check = (value: unknown) => boolean;

const number =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
const oneOf =
  (all: readonly unknown[]): Check =>
  (value) =>
    all.includes(value);
const words: Check = (value) => typeof value === 'string' && value.length <= MOST_WORDS;
const corners =
  (least: number): Check =>
  (value) =>
    Array.isArray(value) &&
    value.length >= least &&
    value.length <= MOST_CORNERS &&
    value.every(
      (corner) =>
        Array.isArray(corner) &&
        corner.length === 2 &&
        number(-90, 90)(corner[0]) &&
        number(-180, 180)(corner[1]),
    );
const area = corners(3);
const track: Check = (value) => typeof value === 'string' && /^-?\d{1,10}-\d{1,12}$/.test(value);
const metres = number(10, 20_000);
const minutes = number(1, 7 * 1440);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const kinds: Check = (value) => Array.isArray(value) && value.every(oneOf(ALERT_KINDS));

const MEMBERS: { readonly [K in QuestionKind]: Readonly<Record<string, Check>> } = {
  vessel: { words },
  area: { area },
  meetings: {
    words: optional(words),
    area: optional(area),
    withinM: metres,
    minutes,
    slowerKn: optional(number(0.1, 100)),
  },
  gaps: { words: optional(words), area: optional(area), minutes },
  crossings: { line: corners(2), way: optional(oneOf(['leftToRight', 'rightToLeft'])) },
  visits: { area, minutes },
  sameRoute: { track, withinM: metres },
  density: {
    area: optional(area),
    stepDeg: number(0.0001, 10),
    by: optional(oneOf(['hour', 'class', 'speed'])),
  },
  alerts: { kinds: optional(kinds), verdict: optional(oneOf(VERDICTS)) },
};
/** Of all times that a clock of ours may have shown. */
const anyTime = number(0, 8.64e15);

/** Exactly the members of its kind, each as it may be; undefined where it is no question. */
export function questionOf(value: unknown): Question | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const ask = QUESTION_KINDS.find((kind) => kind === given.ask);
  if (ask === undefined || !anyTime(given.fromMs) || !anyTime(given.untilMs)) return undefined;
  if ((given.fromMs as number) >= (given.untilMs as number)) return undefined;
  const checks = Object.entries(MEMBERS[ask]);
  if (!checks.every(([member, check]) => check(given[member]))) return undefined;
  const members = checks
    .map(([member]) => [member, given[member]] as const)
    .filter(([, said]) => said !== undefined);
  return { ask, fromMs: given.fromMs, untilMs: given.untilMs, ...Object.fromEntries(members) } as Question;
}

/** Of a URL; undefined where it is too long for one. */
export function formatQuestion(question: Question): string | undefined {
  const text = JSON.stringify(question);
  return text.length > LONGEST_QUESTION ? undefined : text;
}

export function parseQuestion(text: string | null): Question | undefined {
  if (text === null || text.length > LONGEST_QUESTION) return undefined;
  try {
    return questionOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Where a question is about an area or line, its corners. */
export const cornersOfQuestion = (question: Question): Corners | undefined =>
  'line' in question ? question.line : 'area' in question ? question.area : undefined;
