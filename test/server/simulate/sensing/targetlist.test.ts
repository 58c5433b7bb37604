/** The target list of a tracking radar. */
import { describe, expect, test } from 'vitest';
import { gaussian, seeded } from '../../../../proto/domain/random.ts';
import type { RadarPlot } from '../../../../server/simulate/sensing/radar.ts';
import { type RadarTarget, TargetList } from '../../../../server/simulate/sensing/targetlist.ts';
import type { Vessel } from '../../../../server/simulate/vessel.ts';
import { deviation } from './radarsite.ts';

const TURN_MS = 2500;
const vessel = (): Vessel => ({}) as Vessel;

/** A vessel that sails east at 8 m/s, 10 km north of the radar, seen with 20 m of noise. */
function plotAt(turn: number, of: Vessel, random = seeded(turn)): RadarPlot {
  const atMs = turn * TURN_MS;
  const eastM = 8 * (atMs / 1000) + 20 * gaussian(random);
  const northM = 10_000 + 20 * gaussian(random);
  return {
    atMs,
    rangeM: Math.hypot(eastM, northM),
    azimuthDeg: ((Math.atan2(eastM, northM) * 180) / Math.PI + 360) % 360,
    lengthM: 30,
    of: [of],
  };
}

describe('a target list', () => {
  test('acquires after three sightings, keeps the number, learns course and speed, smooths', () => {
    const list = new TargetList();
    const ship = vessel();
    const shown: (RadarTarget | undefined)[] = [];
    for (let turn = 0; turn < 400; turn++) {
      shown.push(list.seen(plotAt(turn, ship)));
      expect(list.turned(turn * TURN_MS + 1)).toEqual([]);
    }
    expect(shown.slice(0, 3).map((t) => t === undefined)).toEqual([true, true, false]);
    const settled = shown.slice(50).flatMap((t) => t ?? []);
    expect(new Set(settled.map((t) => t.number)).size).toBe(1);
    const errors = settled.map((t) => t.rangeM * Math.cos((t.azimuthDeg * Math.PI) / 180) - 10_000);
    expect(deviation(errors)).toBeLessThan(17);
    const speeds = settled.map((t) => t.eastMps);
    expect(Math.abs(speeds.reduce((a, b) => a + b, 0) / speeds.length - 8)).toBeLessThan(0.3);
  });

  test('gives a target up after eight turns without it, and says so once', () => {
    const list = new TargetList();
    const ship = vessel();
    for (let turn = 0; turn < 10; turn++) {
      list.seen(plotAt(turn, ship));
      list.turned(turn * TURN_MS + 1);
    }
    const lost = Array.from({ length: 20 }, (_, i) => list.turned((10 + i) * TURN_MS + 1).length);
    expect(lost.indexOf(1)).toBe(7);
    expect(lost.reduce((a, b) => a + b, 0)).toBe(1);
  });

  test('never acquires clutter, and gives a new number to what comes back', () => {
    const list = new TargetList();
    const ship = vessel();
    expect(list.seen({ ...plotAt(0, ship), of: [] })).toBeUndefined();
    const numberAfter = (from: number): number => {
      let last: RadarTarget | undefined;
      for (let turn = from; turn < from + 5; turn++) {
        last = list.seen(plotAt(turn, ship));
        list.turned(turn * TURN_MS + 1);
      }
      return last!.number;
    };
    const first = numberAfter(0);
    for (let turn = 5; turn < 20; turn++) list.turned(turn * TURN_MS + 1);
    expect(numberAfter(20)).not.toBe(first);
  });
});
