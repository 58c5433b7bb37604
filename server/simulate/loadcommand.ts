/** `watchfloor simulate --vessels`: traffic of any amount, for loads. */
import type { Bounds } from '../../proto/domain/geo.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { CommandHost } from './commandhost.ts';
import { MOST_VESSELS } from './load/fleet.ts';
import { createLoad, LOAD_FEED, type LoadSettings } from './load/load.ts';
import { Recordings } from './recordings.ts';

export interface LoadRequest extends LoadSettings {
  readonly durationMs: number;
  readonly out: string;
  readonly truth: string | undefined;
}

/** South, west, north and east; throws what is wrong with it. An area may cross 180°. */
export function parseArea(text: string | undefined): Bounds {
  const numbers = (text ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [south = Number.NaN, west = Number.NaN, north = Number.NaN, east = Number.NaN] = numbers;
  const isLat = (lat: number): boolean => lat >= -85 && lat <= 85;
  const isLon = (lon: number): boolean => lon >= -180 && lon <= 180;
  if (numbers.length !== 4 || !isLat(south) || !isLat(north) || !isLon(west) || !isLon(east))
    throw new Error(
      `--area: "${text ?? ''}" is no area S,W,N,E in degrees, latitudes to 85: 39,16,43,20 for example`,
    );
  if (north <= south || east === west) throw new Error(`--area: "${text}" holds nothing: it is S,W,N,E`);
  return { south, west, north, east };
}

/** @param count as it was typed; throws what is wrong with it */
export function parseVessels(count: string): number {
  const vessels = Number(count);
  if (Number.isInteger(vessels) && vessels >= 1 && vessels <= MOST_VESSELS) return vessels;
  throw new Error(`--vessels: "${count}" is no number from 1 to ${MOST_VESSELS}`);
}

const STEP_MS = 1000;
const TRUTH_EVERY_MS = 10_000;

/** The summary; rejects when a file cannot be written. */
export async function writeLoad(request: LoadRequest, host: CommandHost): Promise<object> {
  const { vessels, area, seed, startMs, durationMs, out, truth } = request;
  const load = createLoad(request);
  const recordings = new Recordings();
  const toStdout = out === '-';
  if (!toStdout) recordings.openFeeds(out, [{ name: LOAD_FEED, title: LOAD_FEED, format: 'ais' }]);
  const truthFile = truth === undefined ? undefined : recordings.open(truth);
  const text = new TextEncoder();
  let bytes = 0;
  let alive = true;
  const endMs = startMs + durationMs;
  for (let atMs: EpochMs = startMs; alive && atMs < endMs; ) {
    atMs = epochMs(Math.min(endMs, atMs + STEP_MS));
    const printed: Uint8Array[] = [];
    load.advance(atMs, (piece, arrivedMs) => {
      bytes += piece.length;
      if (toStdout) printed.push(piece);
      else recordings.add(LOAD_FEED, piece, arrivedMs);
    });
    if (toStdout) alive = await host.write(Buffer.concat(printed).toString('latin1'));
    if (truthFile && (atMs - startMs) % TRUTH_EVERY_MS === 0)
      for (const one of load.truth())
        recordings.put(truthFile, text.encode(`${JSON.stringify({ atMs, ...one })}\n`));
    await recordings.flush();
  }
  await recordings.close();
  return { vessels, area, seed, startMs, durationMs, ...load.counts, bytes };
}
