/** Recorded AIS traffic as messages with the times of their receipt: read from sentences, and written as sentences again. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import { AisReader } from '../../../server/decode/ais/reader.ts';
import { toMessage } from '../../../server/decode/ais/to-message.ts';
import { RecordingCutter } from '../../../server/feeds/pieces.ts';
import { openRecording } from '../../../server/feeds/recording.ts';
import { tagged } from '../../../server/simulate/tagblock.ts';

/** What was received, and when: epoch milliseconds. */
export interface Said {
  readonly atMs: number;
  readonly message: AisMessage;
}

const ROOT = path.resolve(
  import.meta.dirname,
  '../../..',
  process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora',
);

/** The corpus file's path; undefined, said loudly, where there is none. */
export function corpusFile(name: string): string | undefined {
  const file = path.join(ROOT, name);
  if (existsSync(file)) return file;
  console.error(`SKIPPED: no corpus ${file}; set WATCHFLOOR_CORPORA to the folder that has it`);
  return undefined;
}

/** Every AIS message of a recording whose lines say when they were received; those before the first time are left out. */
export async function readTraffic(file: string): Promise<Said[]> {
  const traffic: Said[] = [];
  const reader = new AisReader();
  const cutter = new RecordingCutter('nmea', () => undefined);
  let atMs: number | undefined;
  const handler = {
    message(record: Parameters<typeof toMessage>[0]) {
      const message = toMessage(record);
      if (message !== undefined && atMs !== undefined) traffic.push({ atMs, message });
    },
    fault: () => undefined,
    other: () => true,
  };
  for await (const chunk of await openRecording(file))
    for (const { bytes, stamp } of cutter.push(chunk)) {
      atMs = stamp?.ms ?? atMs;
      reader.push(bytes, atMs ?? 0, 1, handler);
    }
  for (const { bytes } of cutter.rest()) reader.push(bytes, atMs ?? 0, 1, handler);
  return traffic;
}

/** In order of time; what was received at once stays in its order. */
export const inOrder = (traffic: readonly Said[]): Said[] => [...traffic].sort((a, b) => a.atMs - b.atMs);

/** One message as lines with tag blocks (`s:` the station, `c:` milliseconds), CR LF at their ends. */
export const linesOf = ({ atMs, message }: Said, station: string, group: number): string =>
  tagged(encodeAis(message, { sequenceId: group % 10 }), station, atMs, group);

/** The sentences of all of it, in order of time. */
export function writeTraffic(traffic: readonly Said[], station: string): string {
  let text = '';
  inOrder(traffic).forEach((said, i) => {
    text += linesOf(said, station, i);
  });
  return text;
}
