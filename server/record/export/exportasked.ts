/** Answers taken away as files: what the query process is asked, what it answers, and the bounds. */
import type { Answer, ExportFormat, Question } from '../../../proto/domain/record/questions.ts';
import type { Sights } from '../query/sights.ts';

/** Points of one file; more are refused, not cut off. */
export const MOST_EXPORTED = 10_000_000;
/** Of one file; a longer one is refused. */
export const LONGEST_FILE = 2 * 2 ** 30;
/** Map pictures of an evidence pack, and the bytes of one as PNG. */
export const MOST_PICTURES = 4;
export const LONGEST_PICTURE = 3 << 20;

/** `rows`: the answer’s table; `points`: what is recorded of its tracks in the time that was asked for. */
export const EXPORT_CONTENTS = ['rows', 'points'] as const;
export type ExportContent = (typeof EXPORT_CONTENTS)[number];

export interface Picture {
  readonly name: string;
  /** PNG in base64. */
  readonly png: string;
}

/** What a file says of where it comes from. */
export interface ExportAbout {
  readonly site: string;
  readonly version: string;
  /** Who takes it away. */
  readonly by: string;
  readonly agency?: string;
  /** Why. */
  readonly purpose: string;
  /** The machine’s time, UTC epoch milliseconds. */
  readonly madeMs: number;
}

export interface ExportParams {
  readonly question: Question;
  /** Why it was asked. */
  readonly askedFor: string;
  readonly answer: Answer;
  readonly format: ExportFormat;
  /** Absent: of CSV the rows, of all others the points. */
  readonly content?: ExportContent;
  readonly sights: Sights;
  readonly about: ExportAbout;
  /** The receiver is part of the exercise: synthetic data may go, and all of it is marked so. */
  readonly isExercise: boolean;
  readonly pictures?: readonly Picture[];
}

/** A file that was made; whoever asked for it removes it. */
export interface ExportReply {
  /** Absolute. */
  readonly file: string;
  /** To be saved as. */
  readonly name: string;
  readonly mediaType: string;
  /** Of the table, or points. */
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly isSynthetic: boolean;
  /** Files of the archive that could not be read, and are missing from it. */
  readonly missing: readonly string[];
}
