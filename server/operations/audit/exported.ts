/**
 * The audit log as a file that anybody can check with the public key alone: JSON lines, first what the log was when it
 * was exported (signed), then the records in their order, each checkpoint behind the record that it names.
 */
import { z } from 'zod';
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Database } from '../database.ts';
import { done, type Outcome } from '../outcome.ts';
import type { AuditLog } from './log.ts';
import type { Checkpoint, Head } from './statement.ts';
import { checkpointsAfter, recordsAfter } from './table.ts';

const EXPORT_VERSION = 1;
const PAGE = 1000;

const atMs = z.number().transform(epochMs);
const textOrNull = z.string().nullable();
const whole = z.int().nonnegative();

const exportedLine = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('export'),
    version: z.literal(EXPORT_VERSION),
    publicKey: z.string(),
    seq: whole,
    hash: z.string(),
    checkpoints: whole,
    atMs,
    signature: z.string(),
  }),
  z.strictObject({
    type: z.literal('record'),
    seq: whole,
    atMs,
    actor: z.string(),
    actorName: z.string(),
    agency: textOrNull,
    how: z.string(),
    action: z.string(),
    kind: textOrNull,
    id: textOrNull,
    outcome: z.string(),
    reason: textOrNull,
    details: textOrNull,
    hash: z.string(),
  }),
  z.strictObject({
    type: z.literal('checkpoint'),
    number: whole,
    seq: whole,
    hash: z.string(),
    atMs,
    signature: z.string(),
  }),
]);
export type ExportedLine = z.output<typeof exportedLine>;

/** Readers of lines take U+2028 and U+2029 for line ends: they are escaped, as JSON allows. */
const written = (line: ExportedLine): string => {
  const text = JSON.stringify(line).replace(
    /[\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16)}`,
  );
  return `${text}\n`;
};

const headLine = (publicKey: string, { seq, hash, checkpoints, atMs, signature }: Head): string =>
  written({ type: 'export', version: EXPORT_VERSION, publicKey, seq, hash, checkpoints, atMs, signature });

const recordLine = (record: AuditRecord): string => written({ type: 'record', ...record });
const checkpointLine = (checkpoint: Checkpoint): string => written({ type: 'checkpoint', ...checkpoint });

/**
 * Undefined: not a line that {@link exportedLines} writes. A line that says the same in other bytes is none: another
 * reader might read something else in it (a member twice).
 */
export function readExported(text: string): ExportedLine | undefined {
  try {
    const line = exportedLine.parse(JSON.parse(text));
    return written(line) === `${text}\n` ? line : undefined;
  } catch {
    return undefined;
  }
}

/** The log as it is now, in blocks of lines, a checkpoint at its end; a fault where that cannot be kept. */
export function exportedLines(audit: AuditLog, database: Database): Outcome<Iterable<string>> {
  const checkpoint = audit.checkpoint();
  return checkpoint.ok ? done(linesOf(audit, database)) : checkpoint;
}

function* linesOf(audit: AuditLog, database: Database): Generator<string> {
  const { head, publicKey } = audit.signedExport();
  yield headLine(publicKey, head);
  let number = 0;
  let checkpoints = checkpointsAfter(database, 0, PAGE);
  for (let seq = 0; seq < head.seq || checkpoints.length > 0; ) {
    const records = recordsAfter(database, seq, Math.min(PAGE, head.seq - seq));
    let block = '';
    // Checkpoints of an empty log name no record.
    for (const record of [undefined, ...records]) {
      if (record) {
        seq = record.seq;
        block += recordLine(record);
      }
      while (checkpoints[0] !== undefined && checkpoints[0].seq <= seq && number < head.checkpoints) {
        block += checkpointLine(checkpoints[0]);
        number = checkpoints[0].number;
        checkpoints =
          checkpoints.length > 1 ? checkpoints.slice(1) : checkpointsAfter(database, number, PAGE);
      }
    }
    yield block;
    if (records.length === 0) return;
  }
}
