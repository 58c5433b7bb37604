/** A radar without faults, and hulls for it to see. */
import { geodesicDirect } from '../../../../proto/domain/geodesic.ts';
import type { RadarSite } from '../../../../server/simulate/scenariosensing.ts';
import { ecefOf } from '../../../../server/simulate/sensing/earth.ts';
import type { Radar, RadarListener, RadarPlot } from '../../../../server/simulate/sensing/radar.ts';
import type { Body } from '../../../../server/simulate/sensing/scene.ts';
import type { Vessel } from '../../../../server/simulate/vessel.ts';

export const SITE: RadarSite = {
  feed: 'radar',
  name: 'Radar',
  output: 'cat048',
  lat: 41,
  lon: 19,
  heightM: 200,
  minRangeM: 500,
  rangeM: 60_000,
  periodMs: 2500,
  blindSectors: [],
  sigmaRangeM: 15,
  sigmaAzimuthDeg: 0.15,
  resolutionRangeM: 50,
  resolutionAzimuthDeg: 1,
  boatRangeM: 40_000,
  maxProbability: 1,
  clutter: { sea: 0, seaScaleM: 3000, uniform: 0 },
  delayMs: 0,
};

/** A hull at rest so far from the radar along the ellipsoid. */
export function hull(azimuthDeg: number, rangeM: number, lengthM = 10): Body {
  const { lat, lon } = geodesicDirect(SITE, azimuthDeg, rangeM);
  return {
    // Only told apart from others here.
    vessel: {} as Vessel,
    lat,
    lon,
    ...ecefOf(lat, lon, 0),
    northMps: 0,
    eastMps: 0,
    lengthM,
    heightM: Math.max(1.2, 0.12 * lengthM),
    echoM2: 0.1 * lengthM ** 2,
  };
}

export interface Turned {
  readonly plots: RadarPlot[];
  readonly norths: number[];
  readonly sectors: number[];
  /** Everything in the order in which it was told, by time. */
  readonly timesMs: number[];
}

export function turned(radar: Radar, seconds: number, bodies: readonly Body[], startMs = 0): Turned {
  const all: Turned = { plots: [], norths: [], sectors: [], timesMs: [] };
  const listener: RadarListener = {
    plot: (plot) => {
      all.plots.push(plot);
      all.timesMs.push(plot.atMs);
    },
    north: (atMs) => {
      all.norths.push(atMs);
    },
    sector: (atMs, sector) => {
      all.sectors.push(sector);
      all.timesMs.push(atMs);
    },
  };
  for (let s = 0; s < seconds; s++) radar.turn(startMs + s * 1000, bodies, listener);
  return all;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, v) => sum + v, 0) / values.length;
export const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - middle) ** 2)));
};
