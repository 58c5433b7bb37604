/** A small sea for the tests: ships on straight courses, one radar through clutter, AIS every ten seconds. */
import { sensorId } from '../../../../proto/domain/ids.ts';
import { between, gaussian, type Random, seeded } from '../../../../proto/domain/random.ts';
import type {
  CooperativeReport,
  FusionSensor,
  Plot,
  Scan,
} from '../../../../server/tracks/fusion/contract.ts';

export const RADAR: FusionSensor = {
  id: sensorId('R1'),
  kind: 'radar',
  xM: 0,
  yM: 0,
  minRangeM: 300,
  maxRangeM: 20_000,
  sigmaRangeM: 15,
  sigmaAzimuthDeg: 0.2,
  resolutionRangeM: 40,
  resolutionAzimuthDeg: 0.8,
};

export interface Ship {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** Absent: it sends nothing. */
  readonly key?: number;
  /** Its AIS stops at this second. */
  readonly silentFromS?: number;
  /** From this second on it reports itself 3 km east. */
  readonly spoofFromS?: number;
}

export interface Sea {
  readonly ships: readonly Ship[];
  readonly biasRangeM?: number;
  readonly biasAzimuthDeg?: number;
  readonly clutter?: number;
}

export type Happening =
  | { readonly scan: Scan; readonly report?: undefined }
  | { readonly report: CooperativeReport; readonly scan?: undefined };

/** Where a ship is after `s` seconds. */
export const at = (ship: Ship, s: number): { x: number; y: number } => ({
  x: ship.x + ship.vx * s,
  y: ship.y + ship.vy * s,
});

/** What happens in `seconds`, in order: a scan every 3 s, a report of each ship every 10 s. */
export function happenings(sea: Sea, seconds: number, seed: number): Happening[] {
  const random = seeded(seed);
  const all: Happening[] = [];
  for (let s = 1; s <= seconds; s++) {
    sea.ships.forEach((ship, i) => {
      if (ship.key === undefined || (s + i) % 10 !== 0 || s >= (ship.silentFromS ?? Infinity)) return;
      all.push({ report: report(random, ship, ship.key, s) });
    });
    if (s % 3 === 0) all.push({ scan: scan(random, sea, s) });
  }
  return all;
}

function report(random: Random, ship: Ship, key: number, s: number): CooperativeReport {
  const { x, y } = at(ship, s);
  const off = s >= (ship.spoofFromS ?? Infinity) ? 3000 : 0;
  return {
    key,
    observedMs: s * 1000,
    receivedMs: s * 1000 + 300,
    xM: x + off + 8 * gaussian(random),
    yM: y + 8 * gaussian(random),
    vxMps: ship.vx + 0.05 * gaussian(random),
    vyMps: ship.vy + 0.05 * gaussian(random),
    sigmaM: 8,
    truncated: false,
    transmitter: 'A',
  };
}

function scan(
  random: Random,
  { ships, biasRangeM = 0, biasAzimuthDeg = 0, clutter = 30 }: Sea,
  s: number,
): Scan {
  const plots: Plot[] = [];
  for (const ship of ships) {
    if (random() > 0.9) continue;
    const { x, y } = at(ship, s);
    plots.push({
      kind: 'polar',
      rangeM: Math.hypot(x, y) + 15 * gaussian(random) + biasRangeM,
      azimuthDeg: (Math.atan2(x, y) * 180) / Math.PI + 0.2 * gaussian(random) + biasAzimuthDeg,
    });
  }
  for (let i = 0; i < clutter; i++)
    plots.push({
      kind: 'polar',
      rangeM: Math.sqrt(between(random, 300 ** 2, 20_000 ** 2)),
      azimuthDeg: between(random, 0, 360),
    });
  return { sensorId: RADAR.id, observedMs: s * 1000, receivedMs: s * 1000, plots };
}
