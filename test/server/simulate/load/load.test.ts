/** Traffic for loads: as much as is asked for, the same for the same seed, and lost where it would be. */
import { describe, expect, test } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { AisDecoder } from '../../../../server/decode/ais/decoder.ts';
import { createLoad, type LoadSettings } from '../../../../server/simulate/load/load.ts';
import { offsetM } from '../../../../server/simulate/path.ts';

const START_MS = epochMs(Date.parse('2026-06-21T10:00:00Z'));
const SETTINGS: LoadSettings = {
  ...{ vessels: 300, area: { south: 39, west: 16, north: 41, east: 18 } },
  ...{ seed: 7, startMs: START_MS, messagesPerS: 200 },
};

/** All of a time, in steps, through the real decoder. */
function heard(settings: LoadSettings, seconds: number, stepMs = 1000) {
  const load = createLoad(settings);
  const decoder = new AisDecoder();
  const observations: Observation[] = [];
  const faults: string[] = [];
  let messages = 0;
  let text = '';
  const times: number[] = [];
  const sink = {
    message: () => void messages++,
    observation: (said: Observation) => void observations.push(said),
    fault: ({ kind }: { kind: string }) => void faults.push(kind),
    reply: () => {},
    cutOff: () => {},
  };
  for (let atMs = START_MS + stepMs; atMs <= START_MS + seconds * 1000; atMs += stepMs)
    load.advance(atMs, (bytes, arrivedMs) => {
      text += Buffer.from(bytes).toString('latin1');
      times.push(arrivedMs);
      decoder.push(
        {
          ...{ feedId: feedId('load'), nature: Nature.synthetic, connection: 1, timeShiftMs: 0, bytes },
          receivedMs: epochMs(arrivedMs),
        },
        sink,
      );
    });
  return { load, observations, faults, messages, text, times };
}

describe('a load', () => {
  test('is as many messages a second as were asked for, and every one is decoded', () => {
    const { load, messages, faults, times } = heard(SETTINGS, 20);
    expect(faults).toEqual([]);
    expect(messages).toBe(load.counts.heard);
    expect(messages / 20).toBeGreaterThan(190);
    expect(messages / 20).toBeLessThan(210);
    expect(load.counts).toMatchObject({ lost: 0, collided: 0 });
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  test('is the same for the same seed in whatever steps, and another for another', () => {
    const { text } = heard(SETTINGS, 6);
    expect(heard(SETTINGS, 6, 1500).text).toBe(text);
    expect(heard({ ...SETTINGS, seed: 8 }, 6).text).not.toBe(text);
  });

  test('says of each vessel what it does, within what its instruments do not know', () => {
    const { load, observations } = heard(SETTINGS, 15);
    const truth = new Map(load.truth().map((one) => [one.mmsi, one]));
    expect(truth.size).toBe(SETTINGS.vessels);
    let said = 0;
    for (const one of observations) {
      if (one.type !== 'position') continue;
      const is = truth.get(one.mmsi)!;
      said += 1;
      const wentM = (is.sogKn * 1852 * 15) / 3600;
      expect(Math.hypot(...offsetM(is.lat, is.lon, one.lat, one.lon))).toBeLessThan(wentM + 15);
      expect(one.sogKn).toBeCloseTo(is.sogKn, -0.5);
    }
    expect(said).toBeGreaterThan(2000);
    for (const { lat, lon } of truth.values())
      expect([lat >= 39, lat <= 41, lon >= 16, lon <= 18]).toEqual([true, true, true, true]);
  });

  test('loses and delays as much as it is told', () => {
    const { load, times } = heard({ ...SETTINGS, lossRatio: 0.25, delayMs: 4000 }, 20);
    const { heard: came, lost } = load.counts;
    expect(lost / (came + lost)).toBeGreaterThan(0.22);
    expect(lost / (came + lost)).toBeLessThan(0.28);
    expect(times[0]).toBeGreaterThanOrEqual(START_MS + 4000);
  });

  test('by the standard: over slots, so that of two in one the farther is lost, and to a range', () => {
    const { messagesPerS: _none, ...standard } = SETTINGS;
    const { load, messages } = heard({ ...standard, vessels: 2000 }, 30);
    // The last are still in their slots.
    expect(load.counts.heard - messages).toBeGreaterThanOrEqual(0);
    expect(load.counts.heard - messages).toBeLessThan(40);
    expect(load.counts.collided).toBeGreaterThan(20);
    expect(load.counts.collided).toBeLessThan(messages / 2);
    expect(load.counts.lost).toBeGreaterThan(0);
    expect(load.counts.lost).toBeLessThan(messages / 4);
  });

  test('across 180° too', () => {
    const { faults, observations } = heard(
      { ...SETTINGS, area: { south: -20, west: 179, north: -18, east: -179 } },
      10,
    );
    expect(faults).toEqual([]);
    const lons = observations.flatMap((one) =>
      'lon' in one && typeof one.lon === 'number' ? [one.lon] : [],
    );
    expect(lons.some((lon) => lon > 179) && lons.some((lon) => lon < -179)).toBe(true);
    expect(lons.every((lon) => Math.abs(lon) > 178.9)).toBe(true);
  });
});
