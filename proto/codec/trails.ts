/** `Trail`: where one track was, oldest first. */
import type { watchfloor } from '../generated/watchfloor.js';

/** Points of one trail: lon, lat a point in degrees; UTC epoch milliseconds, ascending. */
export interface TrailPoints {
  readonly id: string;
  readonly count: number;
  readonly lonLat: Float64Array;
  readonly observedMs: Float64Array;
}

const E7 = 1e7;

/** Latitude and longitude to 1e-7 degree, times to 0.1 s before the newest point. The columns have one length. */
export function encodeTrail(
  id: string,
  timesMs: ArrayLike<number>,
  lats: ArrayLike<number>,
  lons: ArrayLike<number>,
): watchfloor.v1.ITrail {
  const count = timesMs.length;
  const baseMs = count === 0 ? 0 : timesMs[count - 1]!;
  const observed = new DataView(new ArrayBuffer(count * 4));
  const lat = new DataView(new ArrayBuffer(count * 4));
  const lon = new DataView(new ArrayBuffer(count * 4));
  for (let i = 0; i < count; i += 1) {
    observed.setUint32(i * 4, Math.max(0, Math.round((baseMs - timesMs[i]!) / 100)), true);
    lat.setInt32(i * 4, Math.round(lats[i]! * E7), true);
    lon.setInt32(i * 4, Math.round(lons[i]! * E7), true);
  }
  return {
    id,
    count,
    baseMs,
    observed: new Uint8Array(observed.buffer),
    lat: new Uint8Array(lat.buffer),
    lon: new Uint8Array(lon.buffer),
  };
}

/** Undefined when the columns do not fit together. */
export function decodeTrail(trail: watchfloor.v1.ITrail): TrailPoints | undefined {
  const count = trail.count ?? 0;
  const id = trail.id ?? '';
  const { observed, lat, lon } = trail;
  if (count === 0) return { id, count, lonLat: new Float64Array(0), observedMs: new Float64Array(0) };
  if (observed?.length !== count * 4 || lat?.length !== count * 4 || lon?.length !== count * 4)
    return undefined;
  const view = (bytes: Uint8Array): DataView =>
    new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [times, lats, lons] = [view(observed), view(lat), view(lon)];
  const lonLat = new Float64Array(count * 2);
  const observedMs = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    lonLat[i * 2] = lons.getInt32(i * 4, true) / E7;
    lonLat[i * 2 + 1] = lats.getInt32(i * 4, true) / E7;
    observedMs[i] = (trail.baseMs ?? 0) - times.getUint32(i * 4, true) * 100;
  }
  return { id, count, lonLat, observedMs };
}
