/**
 * A feed of any load in a process of its own: `loadsender.ts VESSELS RATE SECONDS FILE`. Says on which port it listens, begins
 * when somebody has connected and it is told to, keeps to the clock, and writes to FILE how much it sent.
 */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { epochMs } from '../../../proto/domain/units.ts';
import { createLoad } from '../../../server/simulate/load/load.ts';
import { AREA } from './loadarea.ts';

const [vessels = '', rate = '', seconds = '', file = ''] = process.argv.slice(2);
const EVERY_MS = 100;

/** Six bits of an armoured character (IEC 61162-1). */
const sixBits = (payload: string, at: number): number => {
  const value = payload.charCodeAt(at) - 48;
  return value > 40 ? value - 8 : value;
};
/** Of a line with a tag block, the type of the message that begins there, and whose it is: bits 0 to 5 and 8 to 37. */
function headOf(line: string): { type: number; mmsi: number } {
  const payload = line.split(',').at(-2)!;
  const middle = [2, 3, 4, 5].reduce((sum, at) => sum * 64 + sixBits(payload, at), sixBits(payload, 1) & 15);
  return { type: sixBits(payload, 0), mmsi: middle * 4 + (sixBits(payload, 6) >> 4) };
}

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
const [socket] = await once(server, 'connection');
socket.on('error', () => process.exit(1));
if (process.stdin.readableLength === 0) await once(process.stdin, 'readable');

const startMs = epochMs(Date.now());
const load = createLoad({
  ...{ vessels: Number(vessels), area: AREA, seed: 1, startMs, messagesPerS: Number(rate) },
});
const endMs = startMs + Number(seconds) * 1000;
let messages = 0;
let sentences = 0;
let positions = 0;
/** Who said where they are. */
const placed = new Set<number>();
let bytes = 0;
let behindMs = 0;
for (let atMs: number = startMs; atMs < endMs; ) {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs + EVERY_MS - Date.now())));
  atMs = Math.min(endMs, Math.max(atMs + EVERY_MS, atMs));
  behindMs = Math.max(behindMs, Date.now() - atMs);
  const pieces: Uint8Array[] = [];
  load.advance(atMs, (piece) => {
    const text = Buffer.from(piece).toString('latin1');
    const lines = text.trimEnd().split('\r\n');
    messages += 1;
    sentences += lines.length;
    const { type, mmsi } = headOf(lines[0]!);
    if (type === 1 || type === 18) {
      positions += 1;
      placed.add(mmsi);
    }
    bytes += piece.length;
    pieces.push(piece);
  });
  if (!socket.write(Buffer.concat(pieces))) await once(socket, 'drain');
}
writeFileSync(file, JSON.stringify({ messages, sentences, positions, bytes, behindMs, placed: placed.size }));
process.stdout.write('done\n');
// The connection stays: its end is no outage of the test.
