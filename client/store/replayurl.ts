/** The part of the URL that the Replay workspace has: mode, time, rate, ranges, what the bar shows, the question. Pure. */
import type { Question } from '../../proto/domain/record/questions.ts';
import { FASTEST_REPLAY, type ReplayMode, type ReplayRange } from '../../proto/domain/record/replay.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { formatQuestion, parseQuestion } from './question.ts';
import { LONGEST_BAR_MS, REPLAY_PARTS, type ReplayPart, SHORTEST_BAR_MS } from './replayview.ts';

export interface ReplayUrl {
  readonly mode: ReplayMode;
  /** UTC epoch milliseconds, whole seconds in a URL. */
  readonly atMs: number | undefined;
  readonly rate: number;
  readonly range: ReplayRange | undefined;
  readonly loop: ReplayRange | undefined;
  readonly bar: { readonly fromMs: number; readonly spanMs: number } | undefined;
  readonly part: ReplayPart;
  readonly question: Question | undefined;
}

/** `2026-11-22T20:15:00`, UTC. */
const moment = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19);

function momentOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

const range = ({ fromMs, untilMs }: ReplayRange): string => `${moment(fromMs)},${moment(untilMs)}`;

function rangeOf(text: string | null): ReplayRange | undefined {
  const [from, until] = (text ?? '').split(',').map(momentOf);
  return from === undefined || until === undefined || from >= until
    ? undefined
    : { fromMs: epochMs(from), untilMs: epochMs(until) };
}

/** Parts of a query, `key=value`, without the marks between them. */
export function formatReplay(view: ReplayUrl): readonly string[] {
  const { mode, atMs, rate, bar, part } = view;
  const asked = view.question && formatQuestion(view.question);
  return [
    `r=${mode},${atMs === undefined ? '' : moment(atMs)},${rate}`,
    ...(view.range ? [`rg=${range(view.range)}`] : []),
    ...(view.loop ? [`rl=${range(view.loop)}`] : []),
    ...(bar ? [`rs=${moment(bar.fromMs)},${Math.round(bar.spanMs / 1000)}`] : []),
    ...(part === 'tracks' ? [] : [`rp=${part}`]),
    ...(asked === undefined ? [] : [`ask=${encodeURIComponent(asked)}`]),
  ];
}

/** Undefined where the query has nothing of a replay, or nothing that makes sense. */
export function parseReplay(query: URLSearchParams): ReplayUrl | undefined {
  const [mode, at, rateText] = (query.get('r') ?? '').split(',');
  if (mode !== 'known' && mode !== 'again') return undefined;
  const rate = Number(rateText);
  const sound = rateText !== undefined && rateText !== '' && rate !== 0 && Math.abs(rate) <= FASTEST_REPLAY;
  return {
    mode,
    atMs: momentOf(at),
    rate: sound ? rate : 1,
    range: rangeOf(query.get('rg')),
    loop: rangeOf(query.get('rl')),
    bar: barOf(query.get('rs')),
    part: REPLAY_PARTS.find((part) => part === query.get('rp')) ?? 'tracks',
    question: parseQuestion(query.get('ask')),
  };
}

function barOf(text: string | null): ReplayUrl['bar'] {
  const [from, seconds] = (text ?? '').split(',');
  const fromMs = momentOf(from);
  const spanMs = Number(seconds) * 1000;
  return fromMs !== undefined && spanMs >= SHORTEST_BAR_MS && spanMs <= LONGEST_BAR_MS
    ? { fromMs, spanMs }
    : undefined;
}
