/** What is taken away: tracks, their points, and the words for both. */
import { formatMmsi, type TrackId } from '../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { Question } from '../../proto/domain/record/questions.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { ExportAbout } from '../record/export/exportasked.ts';
import { isoOf } from './words.ts';

export interface ExportedTrack {
  readonly id: TrackId;
  readonly epoch: number;
  readonly track: number;
  readonly kind: number;
  readonly nature: number;
  readonly points: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Absent where neither name nor number may be told of every point. */
  readonly mmsi?: number;
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType?: number;
  readonly said?: watchfloor.v1.TrackStatic;
}

/** As it was recorded: 1e-6 degree, tenths of a knot and of a degree. Absent is null. */
export interface ExportedPoint {
  readonly ms: number;
  readonly latE6: number;
  readonly lonE6: number;
  readonly sogDkn: number | null;
  readonly cogDdeg: number | null;
  readonly headingDdeg: number | null;
  readonly navStatus: number | null;
  readonly kind: number;
  readonly nature: number;
}

/** What the head of a file says. */
export interface ExportHead {
  readonly question: Question;
  readonly about: ExportAbout;
  readonly isSynthetic: boolean;
}

const KINDS = Object.keys(TrackKind);
export const kindName = (kind: number): string => KINDS[kind] ?? 'unknown';
export const SYNTHETIC = 'SYNTHETIC';
const NATURES = ['real', SYNTHETIC, 'recorded'] as const;
export const natureName = (nature: number): string => NATURES[nature] ?? 'real';
export const isSynthetic = (nature: number): boolean => nature === Nature.synthetic;

/** What every file about tracks says of one, absent fields left out. */
export const trackFields = (track: ExportedTrack): Readonly<Record<string, string | number>> => ({
  track: track.id,
  ...(track.mmsi !== undefined && { mmsi: formatMmsi(track.mmsi) }),
  ...(track.name !== undefined && { name: track.name }),
  ...(track.callSign !== undefined && { callSign: track.callSign }),
  ...(track.imo !== undefined && { imo: track.imo }),
  ...(track.shipType !== undefined && { shipType: track.shipType }),
  kind: kindName(track.kind),
  nature: natureName(track.nature),
});

/** What a file says of itself. */
export const headFields = ({
  question,
  about,
  isSynthetic,
}: ExportHead): Readonly<Record<string, unknown>> => ({
  ...(isSynthetic && { marking: `${SYNTHETIC}: of an exercise or a simulation, nothing of it happened` }),
  site: about.site,
  version: about.version,
  exported: isoOf(about.madeMs),
  purpose: about.purpose,
  question: question.ask,
  from: isoOf(question.fromMs),
  until: isoOf(question.untilMs),
});
