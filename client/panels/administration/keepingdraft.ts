/** Holds and corrections as they are being made, and what they are over in words. Pure. */
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { ArchiveCorrection, ArchiveHold } from '../../../proto/domain/record/keeping.ts';
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { MessageKey, Words } from '../../messages/words.ts';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { typedMs } from './time.ts';

export interface HoldDraft {
  readonly name: string;
  readonly reason: string;
  /** None is all. */
  readonly classes: readonly RetentionClass[];
  readonly from: string;
  readonly until: string;
  /** An MMSI or a track's id; empty: all. */
  readonly whom: string;
  /** Empty: until it is released. */
  readonly ends: string;
}

export const EMPTY_HOLD: HoldDraft = {
  ...{ name: '', reason: '', classes: [], from: '', until: '', whom: '', ends: '' },
};

export const CORRECTED = ['track', 'points', 'identities', 'told', 'happened', 'frames'] as const;
export type Corrected = (typeof CORRECTED)[number];

export interface CorrectionDraft {
  readonly what: Corrected;
  readonly track: string;
  readonly from: string;
  readonly until: string;
  readonly seq: string;
  readonly why: string;
}

export const EMPTY_CORRECTION: CorrectionDraft = {
  ...{ what: 'track', track: '', from: '', until: '', seq: '', why: '' },
};

/** A track is named by its times, an entry by its number. */
export const isOfTrack = (what: Corrected): boolean =>
  what === 'track' || what === 'points' || what === 'identities';

export type Faults<Draft> = { readonly [F in keyof Draft]?: MessageKey };
export type Checked<Draft> =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: Faults<Draft> };

const MMSI = /^\d{9}$/;
const TRACK = /^-?\d{1,9}-\d{1,10}$/;

function checked<Draft>(faults: Faults<Draft>, body: Readonly<Record<string, unknown>>): Checked<Draft> {
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, body };
}

const timeFaults = (fromMs: number | undefined, untilMs: number | undefined) => ({
  ...(fromMs === undefined && { from: 'keeping.wrong.time' as const }),
  ...((untilMs === undefined || (fromMs !== undefined && untilMs <= fromMs)) && {
    until: 'keeping.wrong.until' as const,
  }),
});

/** The body of `POST /api/archive/holds`. */
export function checkHold(draft: HoldDraft, nowMs: number): Checked<HoldDraft> {
  const fromMs = typedMs(draft.from, nowMs);
  const untilMs = typedMs(draft.until, fromMs ?? nowMs);
  const whom = draft.whom.trim();
  const ends = draft.ends.trim();
  const endsMs = ends === '' ? undefined : typedMs(ends, nowMs);
  const classes = RETENTION_CLASSES.filter((one) => draft.classes.includes(one));
  return checked<HoldDraft>(
    {
      ...(draft.name.trim() === '' && { name: 'keeping.wrong.name' as const }),
      ...(draft.reason.trim() === '' && { reason: 'keeping.wrong.reason' as const }),
      ...timeFaults(fromMs, untilMs),
      ...(whom !== '' && !MMSI.test(whom) && !TRACK.test(whom) && { whom: 'keeping.wrong.whom' as const }),
      ...(ends !== '' &&
        (endsMs === undefined || endsMs <= nowMs) && { ends: 'keeping.wrong.ends' as const }),
    },
    {
      ...{ name: draft.name.trim(), reason: draft.reason.trim(), fromMs, untilMs },
      ...(classes.length > 0 && { classes }),
      ...(MMSI.test(whom) ? { mmsi: Number(whom) } : whom !== '' && { track: whom }),
      ...(endsMs !== undefined && { endsMs }),
    },
  );
}

/** The body of `POST /api/archive/corrections`. */
export function checkCorrection(draft: CorrectionDraft, nowMs: number): Checked<CorrectionDraft> {
  const why = draft.why.trim();
  const table = draft.what;
  const noWhy = why === '' && { why: 'keeping.wrong.reason' as const };
  if (!isOfTrack(table)) {
    const seq = draft.seq.trim();
    const isNumber = /^[1-9]\d{0,14}$/.test(seq);
    return checked<CorrectionDraft>(
      { ...(!isNumber && { seq: 'keeping.wrong.seq' as const }), ...noWhy },
      { table, seq: Number(seq), why },
    );
  }
  const fromMs = typedMs(draft.from, nowMs);
  const untilMs = typedMs(draft.until, fromMs ?? nowMs);
  const track = draft.track.trim();
  return checked<CorrectionDraft>(
    {
      ...(!TRACK.test(track) && { track: 'keeping.wrong.track' as const }),
      ...timeFaults(fromMs, untilMs),
      ...noWhy,
    },
    { table, track, fromMs, untilMs, why },
  );
}

const timesOf = (t: Words, fromMs: number | undefined, untilMs: number | undefined): string =>
  t('keeping.times', { from: formatFullMomentUtc(fromMs), until: formatFullMomentUtc(untilMs) });

/** What a hold is over. */
export function holdWords(t: Words, { classes, fromMs, untilMs, track, mmsi }: ArchiveHold): string {
  const parts = [
    ...(mmsi === undefined ? [] : [t('keeping.mmsi', { mmsi: formatMmsi(mmsi) })]),
    ...(track === undefined ? [] : [t('keeping.track', { track })]),
    classes === undefined
      ? t('keeping.classes.all')
      : classes.map((one) => t(`archive.class.${one}`)).join(', '),
    timesOf(t, fromMs, untilMs),
  ];
  return parts.join(' · ');
}

/** What is released, and why. */
export interface ReleaseDraft {
  readonly name: string;
  readonly reason: string;
}

export function checkRelease({ name, reason }: ReleaseDraft): Checked<ReleaseDraft> {
  const why = reason.trim();
  return checked<ReleaseDraft>(why === '' ? { reason: 'keeping.wrong.reason' } : {}, { name, reason: why });
}

/** What was wrong. */
export function correctionWords(t: Words, { wrong }: ArchiveCorrection): string {
  const what = t(`keeping.corrected.${wrong.table}`);
  if ('seq' in wrong) return t('keeping.entry', { what, seq: wrong.seq });
  const { track, fromMs, untilMs } = wrong;
  return [what, t('keeping.track', { track }), timesOf(t, fromMs, untilMs)].join(' · ');
}
