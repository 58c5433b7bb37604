/** A question while it is written: everything that any of its kinds needs, kept while others are tried. Pure but for its store. */
import { create } from 'zustand';
import type { AlertVerdict } from '../../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../../proto/domain/alert/kinds.table.ts';
import type { TrackId } from '../../../../proto/domain/ids.ts';
import {
  type Corners,
  LONGEST_ASKED_MS,
  type Question,
  type QuestionKind,
} from '../../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { MessageKey } from '../../../messages/words.ts';

export interface Draft {
  readonly ask: QuestionKind;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly words: string;
  readonly area: Corners | undefined;
  readonly line: Corners | undefined;
  /** As typed. */
  readonly withinM: string;
  readonly minutes: string;
  readonly slowerKn: string;
  readonly way: 'both' | 'leftToRight' | 'rightToLeft';
  readonly track: TrackId | undefined;
  readonly stepDeg: string;
  readonly by: 'none' | 'hour' | 'class' | 'speed';
  readonly kinds: readonly AlertKind[];
  readonly verdict: AlertVerdict | 'any';
  readonly purpose: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const FIRST_DRAFT: Draft = {
  ask: 'vessel',
  fromMs: 0,
  untilMs: 0,
  words: '',
  area: undefined,
  line: undefined,
  withinM: '500',
  minutes: '10',
  slowerKn: '3',
  way: 'both',
  track: undefined,
  stepDeg: '0.05',
  by: 'none',
  kinds: [],
  verdict: 'any',
  purpose: '',
};

export const useDraft = create<{ readonly draft: Draft | undefined; readonly tried: boolean }>()(() => ({
  draft: undefined,
  tried: false,
}));

export const changeDraft = (change: Partial<Draft>): void =>
  useDraft.setState(({ draft }) => (draft === undefined ? {} : { draft: { ...draft, ...change } }));

/** The last day of what is recorded, to the end of its hour: what is recorded while it is written is asked for too. */
export function newDraft(recordedMs: number): Draft {
  const untilMs = Math.ceil(recordedMs / HOUR_MS) * HOUR_MS;
  return { ...FIRST_DRAFT, fromMs: untilMs - DAY_MS, untilMs };
}

/** Which parts the form of each kind has. */
export const PARTS: Readonly<Record<QuestionKind, { readonly [P in Part]?: 'needed' | 'offered' }>> = {
  vessel: { words: 'needed' },
  area: { area: 'needed' },
  meetings: { withinM: 'needed', minutes: 'needed', slowerKn: 'offered', words: 'offered', area: 'offered' },
  gaps: { minutes: 'needed', words: 'offered', area: 'offered' },
  crossings: { line: 'needed', way: 'offered' },
  visits: { area: 'needed', minutes: 'needed' },
  sameRoute: { track: 'needed', withinM: 'needed' },
  density: { stepDeg: 'needed', by: 'offered', area: 'offered' },
  alerts: { kinds: 'offered', verdict: 'offered' },
};
export type Part =
  | 'words'
  | 'area'
  | 'line'
  | 'way'
  | 'withinM'
  | 'minutes'
  | 'slowerKn'
  | 'track'
  | 'stepDeg'
  | 'by'
  | 'kinds'
  | 'verdict';

export type Faults = { readonly [P in Part | 'purpose' | 'time']?: MessageKey };

/** A number as people type it, a comma or a point for the decimals; undefined where it is none. */
export function typedNumber(text: string): number | undefined {
  const said = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(said) ? Number(said) : undefined;
}

/** As the server takes them. */
const LIMITS: Readonly<Record<'withinM' | 'minutes' | 'slowerKn' | 'stepDeg', readonly [number, number]>> = {
  withinM: [10, 20_000],
  minutes: [1, 7 * 1440],
  slowerKn: [0.1, 100],
  stepDeg: [0.001, 10],
};

/** The question, or what is missing or wrong, by the part that has it. */
export function checkDraft(
  draft: Draft,
): { readonly ok: true; readonly question: Question } | { readonly ok: false; readonly faults: Faults } {
  const parts = PARTS[draft.ask];
  const faults: { -readonly [P in keyof Faults]: MessageKey } = {};
  const said: Record<string, unknown> = {
    ask: draft.ask,
    fromMs: epochMs(Math.round(draft.fromMs)),
    untilMs: epochMs(Math.round(draft.untilMs)),
  };
  if (draft.untilMs <= draft.fromMs) faults.time = 'replay.range.order';
  else if (draft.untilMs - draft.fromMs > LONGEST_ASKED_MS) faults.time = 'find.time.long';
  if (draft.purpose.trim() === '') faults.purpose = 'find.purpose.missing';
  for (const name of ['withinM', 'minutes', 'slowerKn', 'stepDeg'] as const) {
    if (parts[name] === undefined) continue;
    const [least, most] = LIMITS[name];
    const value = typedNumber(draft[name]);
    if (
      value === undefined
        ? parts[name] === 'needed' || draft[name].trim() !== ''
        : value < least || value > most
    )
      faults[name] = 'find.number.wrong';
    else if (value !== undefined) said[name] = value;
  }
  const words = draft.words.trim();
  if (parts.words === 'needed' ? words.length < 2 : words.length === 1) faults.words = 'find.words.missing';
  if (parts.words !== undefined && words !== '') said.words = words;
  for (const name of ['area', 'line', 'track'] as const) {
    if (parts[name] === 'needed' && draft[name] === undefined) faults[name] = `find.${name}.missing`;
    if (parts[name] !== undefined && draft[name] !== undefined) said[name] = draft[name];
  }
  if (parts.way && draft.way !== 'both') said.way = draft.way;
  if (parts.by && draft.by !== 'none') said.by = draft.by;
  if (parts.kinds && draft.kinds.length > 0) said.kinds = draft.kinds;
  if (parts.verdict && draft.verdict !== 'any') said.verdict = draft.verdict;
  return Object.keys(faults).length === 0
    ? { ok: true, question: said as unknown as Question }
    : { ok: false, faults };
}

/** A question as its form shows it: of a URL, or asked before. */
export function draftOf(question: Question, purpose: string): Draft {
  const { fromMs, untilMs, ...rest } = question;
  const typed = Object.fromEntries(
    Object.entries(rest).map(([member, value]) => [
      member,
      typeof value === 'number' ? String(value) : value,
    ]),
  );
  return { ...FIRST_DRAFT, ...(typed as Partial<Draft>), fromMs, untilMs, purpose };
}
