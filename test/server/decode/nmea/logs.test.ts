/** Real logs through the decoder: every sentence told once, and targets where the radar itself puts them. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { geodesicDirect, geodesicInverse } from '../../../../proto/domain/geodesic.ts';
import type { PlotObservation } from '../../../../proto/domain/sensing.ts';
import { emptySummary, isFault } from '../../../../server/decode/ais/lines.ts';
import { decodeNmeaToJson } from '../../../../server/decode/nmea/json.ts';
import { corpus } from '../corpus.ts';
import { Feed } from './decoding.ts';
import { readLines } from './sentences/reading.ts';

const radarLog = corpus('sensors/radar/RadarLogs.txt');
const mixedLog = corpus('ais/opencpn/Hakefjord.log');

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

function quantiles(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(part * sorted.length)] ?? Number.NaN;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), most: at(0.999999) };
}

function positionOf({ place }: PlotObservation): { lat: number; lon: number } {
  if (place.kind === 'position') return place;
  if (place.kind === 'bearing' || place.from === undefined) throw new Error(`a ${place.kind} of nowhere`);
  return geodesicDirect(place.from, place.azimuthDeg, place.rangeM);
}

describe.skipIf(radarLog === undefined)('a marine radar that sends TTM and TLL', () => {
  const bytes = radarLog === undefined ? Buffer.alloc(0) : readFileSync(radarLog);

  test('TTM with own ship is where TLL says: median under 15 m, 95 % under 40 m', () => {
    const feed = new Feed();
    // the radar's own answer, the line before each TTM
    const located = new Map<string, { lat: number; lon: number }>();
    const offM: number[] = [];
    for (const line of bytes.toString('latin1').split(/\r?\n/)) {
      if (line.startsWith('$RATLL')) {
        const [tll] = readLines(line).sentences;
        if (tll?.sentence === 'TLL' && tll.lat !== undefined && tll.lon !== undefined)
          located.set(`${tll.targetNumber} ${tll.timeOfDayMs}`, { lat: tll.lat, lon: tll.lon });
        continue;
      }
      feed.observations.length = 0;
      feed.hear([line]);
      const plot = feed.plots.at(-1);
      const [ttm] = plot === undefined ? [] : readLines(line).sentences;
      if (plot === undefined || ttm?.sentence !== 'TTM') continue;
      const there = located.get(`${ttm.targetNumber} ${ttm.timeOfDayMs}`);
      if (there !== undefined) offM.push(geodesicInverse(positionOf(plot), there)?.distanceM ?? Number.NaN);
    }
    const off = quantiles(offM);
    console.info(
      `TTM to TLL: ${off.count} targets, median ${off.median.toFixed(1)} m, 95 % ${off.p95.toFixed(1)} m, most ${off.most.toFixed(1)} m`,
    );
    expect(off.count).toBeGreaterThan(1460);
    expect(off.median).toBeLessThan(15);
    expect(off.p95).toBeLessThan(40);
    // one line of the log is cut off
    expect(feed.faults.filter(({ kind }) => kind !== 'unsupported').map(({ kind }) => kind)).toEqual([
      'checksum',
    ]);
  });

  test('every target once; both tracks end where the radar loses them', () => {
    const feed = new Feed().hear(bytes).close();
    // a TLL before the first TTM of a target is all that is known of it
    expect(feed.plots.length).toBeGreaterThanOrEqual(1466);
    expect(feed.plots.length).toBeLessThan(1480);
    expect(feed.plots.filter(({ ended }) => ended).length).toBeGreaterThanOrEqual(17);
    expect(new Set(feed.plots.map(({ sensorId }) => sensorId))).toEqual(new Set(['radar']));
    expect(feed.messages).toBe(1466 * 2 + 16_236 + 1627 * 4 + 1626 * 2);
  });

  test('as JSON: the same sentences, a target with its position', async () => {
    const summary = emptySummary();
    let placed = 0;
    for await (const line of decodeNmeaToJson(chunksOf(bytes, 4099), summary))
      if (!isFault(line) && line.sentence === 'TTM' && line.lat !== undefined) placed++;
    expect(summary.types).toMatchObject({ TTM: 1466, TLL: 1466, RMC: 1627, HDG: 16_236, ZDA: 1627 });
    expect(summary.faults).toEqual({ unsupported: 27_650, checksum: 1 });
    expect(placed).toBeGreaterThan(1460);
  });
});

describe.skipIf(mixedLog === undefined)('AIS, radar and own ship in one log', () => {
  const bytes = mixedLog === undefined ? Buffer.alloc(0) : readFileSync(mixedLog);

  test('AIS as ever, and the rest beside it', async () => {
    const summary = emptySummary();
    const targets: Record<string, unknown>[] = [];
    for await (const line of decodeNmeaToJson(chunksOf(bytes, 65_536), summary))
      if (!isFault(line) && line.sentence === 'TTM') targets.push(line);
    expect(summary.types).toEqual({
      1: 2728,
      3: 928,
      4: 956,
      5: 88,
      8: 4284,
      18: 5984,
      20: 648,
      24: 208,
      RMC: 11_492,
      GGA: 2632,
      GLL: 2632,
      HDG: 7528,
      VHW: 7532,
      TTM: 2,
    });
    // 11.4 nautical miles on 13.6° from 57° 59.10' N 11° 44.34' E
    expect(targets).toHaveLength(2);
    expect(targets[0]).toMatchObject({ targetNumber: 11, status: 'acquiring', azimuthDeg: 13.6 });
    expect(targets[0]?.lat).toBeCloseTo(58.1692, 3);
    expect(targets[0]?.lon).toBeCloseTo(11.8234, 3);
  });

  test('the decoder tells each sentence once', () => {
    const feed = new Feed().hear(bytes).close();
    expect(feed.plots).toHaveLength(2);
    expect(feed.messages).toBe(15_824 + 11_492 + 2632 * 2 + 7528 + 7532 + 2);
    expect(feed.faults.filter(({ kind }) => kind === 'unsupported')).toHaveLength(55_195);
  });
});
