/** `PlotsFrame`: what sensors saw in the last seconds, newest first. */
import type { watchfloor } from '../generated/watchfloor.js';
import { U16_ABSENT } from './quantise.ts';

/** Plots of one frame at most. */
export const MAX_PLOTS = 4096;
/** Sensors of one frame at most: their index is a byte. */
const MAX_SENSORS = 256;
const E7 = 1e7;

/** Plots in columns of one length. */
export interface PlotColumns {
  readonly count: number;
  /** lon, lat a plot, degrees. */
  readonly lonLat: Float64Array;
  /** UTC epoch milliseconds, to 0.1 s. */
  readonly observedMs: Float64Array;
  /** Index into {@link sensorIds}. */
  readonly sensor: Uint8Array;
  readonly sensorIds: readonly string[];
}

/** One plot to be written. */
export interface Plot {
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: number;
  readonly sensorId: string;
}

/**
 * Latitude and longitude to 1e-7 degree, ages to 0.1 s before `baseMs` (a time after it is age 0). Beyond
 * {@link MAX_PLOTS}, and of the 257th sensor and later, plots are left out.
 */
export function encodePlots(plots: Iterable<Plot>, baseMs: number): watchfloor.v1.IPlotsFrame {
  const lat = new DataView(new ArrayBuffer(MAX_PLOTS * 4));
  const lon = new DataView(new ArrayBuffer(MAX_PLOTS * 4));
  const age = new DataView(new ArrayBuffer(MAX_PLOTS * 2));
  const sensor = new Uint8Array(MAX_PLOTS);
  const indexOf = new Map<string, number>();
  let count = 0;
  for (const plot of plots) {
    if (count === MAX_PLOTS) break;
    let index = indexOf.get(plot.sensorId);
    if (index === undefined) {
      if (indexOf.size === MAX_SENSORS) continue;
      index = indexOf.size;
      indexOf.set(plot.sensorId, index);
    }
    lat.setInt32(count * 4, Math.round(plot.lat * E7), true);
    lon.setInt32(count * 4, Math.round(plot.lon * E7), true);
    const tenths = Math.round((baseMs - plot.observedMs) / 100);
    age.setUint16(count * 2, Math.max(0, Math.min(U16_ABSENT, tenths)), true);
    sensor[count] = index;
    count += 1;
  }
  return {
    count,
    lat: new Uint8Array(lat.buffer, 0, count * 4),
    lon: new Uint8Array(lon.buffer, 0, count * 4),
    age: new Uint8Array(age.buffer, 0, count * 2),
    sensor: sensor.subarray(0, count),
    sensorIds: [...indexOf.keys()],
  };
}

/** Undefined when the columns do not fit together or are longer than {@link MAX_PLOTS}. */
export function decodePlots(frame: watchfloor.v1.IPlotsFrame, baseMs: number): PlotColumns | undefined {
  const count = frame.count ?? 0;
  const sensorIds = frame.sensorIds ?? [];
  if (count === 0) {
    const none = new Float64Array(0);
    return { count, lonLat: none, observedMs: none, sensor: new Uint8Array(0), sensorIds };
  }
  const { lat, lon, age, sensor } = frame;
  const fits =
    count <= MAX_PLOTS &&
    lat?.length === count * 4 &&
    lon?.length === count * 4 &&
    age?.length === count * 2 &&
    sensor?.length === count &&
    sensor.every((index) => index < sensorIds.length);
  if (!fits) return undefined;
  const view = (bytes: Uint8Array): DataView =>
    new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [lats, lons, ages] = [view(lat), view(lon), view(age)];
  const lonLat = new Float64Array(count * 2);
  const observedMs = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    lonLat[i * 2] = lons.getInt32(i * 4, true) / E7;
    lonLat[i * 2 + 1] = lats.getInt32(i * 4, true) / E7;
    observedMs[i] = baseMs - ages.getUint16(i * 2, true) * 100;
  }
  // A copy: the frame's bytes are one piece of memory that would be kept for the sake of a part.
  return { count, lonLat, observedMs, sensor: Uint8Array.from(sensor), sensorIds };
}
