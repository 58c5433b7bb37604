/** What a file is made from. */
import type { ExportParams } from '../record/export/exportasked.ts';
import type { ExportHead } from './exported.ts';
import type { StagedPoints } from './stagedpoints.ts';

export interface Making {
  /** The record's folder. */
  readonly record: string;
  /** To be written. */
  readonly file: string;
  readonly params: ExportParams;
  readonly head: ExportHead;
  /** Absent where the answer's rows alone are asked for, or it has no tracks. */
  readonly staged: StagedPoints | undefined;
}
