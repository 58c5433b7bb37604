/** Feeds each radar's registration with what it saw around identified transmitters. */
import type { Claims } from './claims.ts';
import type { Registration, Scan, Sector } from './contract.ts';
import type { Life } from './life.ts';
import type { ScanPlots } from './plots.ts';
import type { RegistrationSample } from './registration.ts';
import { seedFrom } from './reportstep.ts';
import { DEFAULT_SIGMA, halfTurn, type SensorState, within } from './sensors.ts';
import { SENSORS_PER_TRACK, type Tracks } from './tracks.ts';

const DEGREE = Math.PI / 180;
/** A transmitter's last report stands for its place this long: straight on is good enough. */
const FRESH_MS = 11_000;
/** It may have turned or sped up since: m/s². */
const MANOEUVRE_MPS2 = 0.05;
/** Transmitters looked for in one scan; more take turns. */
const PER_SCAN = 256;
/** Around them, before the vote is decided and after. */
const WIDE = { rangeM: 600, azimuth: 3 * DEGREE } as const;
const NARROW = { rangeM: 150, azimuth: 1 * DEGREE } as const;

export class Registrar {
  readonly #tracks: Tracks;
  readonly #claims: Claims;
  readonly #life: Life;

  constructor(tracks: Tracks, claims: Claims, life: Life) {
    this.#tracks = tracks;
    this.#claims = claims;
    this.#life = life;
  }

  registrationOf(sensor: SensorState): Registration | undefined {
    const { registration, settings } = sensor;
    if (!registration.settled) return undefined;
    return {
      sensorId: settings.id,
      rangeM: registration.rangeM,
      azimuthDeg: registration.azimuth / DEGREE,
      sigmaRangeM: Math.sqrt(registration.varianceRange),
      sigmaAzimuthDeg: Math.sqrt(registration.varianceAzimuth) / DEGREE,
      samples: registration.samples,
      applied: settings.applyBias !== false && registration.applicable() !== undefined,
    };
  }

  /** Whether a bias was found just now, so that tracks made with it were begun anew. */
  take(sensor: SensorState, plots: ScanPlots, { observedMs, sector }: Scan): boolean {
    const { registration } = sensor;
    let looked = 0;
    for (const claim of this.#claims.all()) {
      if (claim.contested || claim.unverifiedSinceMs !== undefined || claim.fix.velocity === undefined)
        continue;
      const ageMs = observedMs - claim.fix.timeMs;
      if (Math.abs(ageMs) > FRESH_MS) continue;
      if (looked++ >= PER_SCAN) break;
      const samples = this.#around(sensor, claim.fix, ageMs / 1000, plots, sector);
      if (samples !== undefined) registration.take(claim.key, samples);
    }
    const settledNow = registration.endScan(observedMs);
    if (!settledNow || sensor.settings.applyBias === false) return false;
    if (registration.applicable() === undefined) return false;
    this.#beginAnew(sensor, observedMs);
    return true;
  }

  #around(
    sensor: SensorState,
    fix: { x: number; y: number; rxx: number; velocity?: { x: number; y: number } },
    ageS: number,
    plots: ScanPlots,
    sector: Sector | undefined,
  ): RegistrationSample[] | undefined {
    const { settings, registration } = sensor;
    const x = fix.x + (fix.velocity?.x ?? 0) * ageS;
    const y = fix.y + (fix.velocity?.y ?? 0) * ageS;
    if (!sensor.covers(x, y)) return undefined;
    const rangeM = Math.hypot(x - sensor.xM, y - sensor.yM);
    const azimuth = Math.atan2(x - sensor.xM, y - sensor.yM);
    const { settled } = registration;
    const window = settled ? NARROW : WIDE;
    const middle = settled ? registration.rangeM : 0;
    const middleAzimuth = settled ? registration.azimuth : 0;
    // Who is not in the part of the turn that this is was not looked for.
    if (sector !== undefined && !within(sector, (azimuth + middleAzimuth) / DEGREE)) return undefined;
    const placeVariance = fix.rxx + (0.5 * MANOEUVRE_MPS2 * ageS * ageS) ** 2;
    const sigmaRange = settings.sigmaRangeM ?? DEFAULT_SIGMA.rangeM;
    const sigmaAzimuth = (settings.sigmaAzimuthDeg ?? DEFAULT_SIGMA.azimuthDeg) * DEGREE;
    const samples: RegistrationSample[] = [];
    let low = 0;
    let high = plots.count;
    const from = rangeM + middle - window.rangeM;
    while (low < high) {
      const half = (low + high) >> 1;
      if (plots.rawRangeM[half]! < from) low = half + 1;
      else high = half;
    }
    for (let j = low; j < plots.count && plots.rawRangeM[j]! <= from + 2 * window.rangeM; j++) {
      const off = halfTurn(plots.rawAzimuth[j]! - azimuth);
      if (Math.abs(off - middleAzimuth) > window.azimuth) continue;
      samples.push({
        rangeM: plots.rawRangeM[j]! - rangeM,
        azimuth: off,
        sigmaRangeM: Math.sqrt(sigmaRange ** 2 + placeVariance),
        sigmaAzimuth: Math.sqrt(sigmaAzimuth ** 2 + placeVariance / (rangeM * rangeM)),
      });
    }
    return samples;
  }

  /** Tracks that this radar helped to make stand in the wrong place: those with a claim go back to it, others end. */
  #beginAnew(sensor: SensorState, nowMs: number): void {
    const tracks = this.#tracks;
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      let made = false;
      for (let k = row * SENSORS_PER_TRACK; k < (row + 1) * SENSORS_PER_TRACK; k++)
        made ||= tracks.sensor[k] === sensor.index && tracks.seenCount[k]! > 0;
      if (!made) continue;
      const claim = this.#claims.at(tracks.claim[row]!);
      if (claim === undefined) this.#life.lose(row, nowMs);
      else seedFrom(tracks, row, claim.fix);
    }
    sensor.startOver();
  }
}
