/** Compact position reporting: positions of 17 bits, whole only with another of the other kind (DO-260B, 2.2.3.2.3.7; A.1.7). */
import { distanceM } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';

/** As it is sent, airborne. */
export interface CprPosition {
  readonly odd: boolean;
  readonly lat: number;
  readonly lon: number;
}

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Latitude zones between equator and pole. */
const ZONES = 15;
const STEPS = 2 ** 17;
/** Two halves belong together when they are no further apart. */
const PAIR_MS = 10_000;
/** The last position tells the next one's zone for so long. */
const NEAR_MS = 60_000;
/** Nothing that is heard flies faster: twice the speed of sound and more. */
const FASTEST_MPS = 1000;
/** Aircraft remembered; the one heard longest ago is forgotten for another. */
const MAX_AIRCRAFT = 16_384;

interface Halves {
  even?: CprPosition & { readonly atMs: number };
  odd?: CprPosition & { readonly atMs: number };
  last?: Place & { readonly atMs: number };
}

/** Puts each aircraft's halves together. */
export class CprTable {
  readonly #aircraft = new Map<string, Halves>();

  /** The place, or undefined while it is not certain. */
  place(address: string, position: CprPosition, atMs: number): Place | undefined {
    const halves = this.#aircraft.get(address) ?? {};
    this.#aircraft.delete(address);
    this.#aircraft.set(address, halves);
    if (this.#aircraft.size > MAX_AIRCRAFT)
      for (const oldest of this.#aircraft.keys()) {
        this.#aircraft.delete(oldest);
        break;
      }
    halves[position.odd ? 'odd' : 'even'] = { ...position, atMs };
    const { even, odd, last } = halves;
    const near = last !== undefined && atMs - last.atMs <= NEAR_MS ? last : undefined;
    const isPair = even !== undefined && odd !== undefined && Math.abs(even.atMs - odd.atMs) <= PAIR_MS;
    const place =
      (isPair ? decodePair(even, odd, position.odd) : undefined) ?? (near && decodeNear(position, near));
    if (place === undefined) return undefined;
    if (near !== undefined) {
      const metres = distanceM(at(near), at(place));
      // one of the two is wrong, and nobody knows which: begin anew
      if (metres > FASTEST_MPS * Math.max(1, (atMs - near.atMs) / 1000)) {
        this.#aircraft.delete(address);
        return undefined;
      }
    }
    halves.last = { ...place, atMs };
    return place;
  }
}

const at = ({ lat, lon }: Place) => ({ lat: degrees(lat), lon: degrees(lon) });

/** From an even and an odd half; undefined where they lie in different longitude zones. */
export function decodePair(even: CprPosition, odd: CprPosition, newestIsOdd: boolean): Place | undefined {
  const [evenLat, oddLat] = [even.lat / STEPS, odd.lat / STEPS];
  const zone = Math.floor((4 * ZONES - 1) * evenLat - 4 * ZONES * oddLat + 0.5);
  const evenDeg = southern((360 / (4 * ZONES)) * (modulo(zone, 4 * ZONES) + evenLat));
  const oddDeg = southern((360 / (4 * ZONES - 1)) * (modulo(zone, 4 * ZONES - 1) + oddLat));
  if (Math.abs(evenDeg) > 90 || Math.abs(oddDeg) > 90) return undefined;
  const zones = longitudeZones(evenDeg);
  if (zones !== longitudeZones(oddDeg)) return undefined;
  const lat = newestIsOdd ? oddDeg : evenDeg;
  const count = Math.max(1, zones - (newestIsOdd ? 1 : 0));
  const [evenLon, oddLon] = [even.lon / STEPS, odd.lon / STEPS];
  const index = Math.floor(evenLon * (zones - 1) - oddLon * zones + 0.5);
  const lon = (360 / count) * (modulo(index, count) + (newestIsOdd ? oddLon : evenLon));
  return { lat, lon: lon >= 180 ? lon - 360 : lon };
}

/** From one half and a place within 180 nautical miles. */
export function decodeNear(position: CprPosition, near: Place): Place | undefined {
  const latStep = 360 / (4 * ZONES - (position.odd ? 1 : 0));
  const [latPart, lonPart] = [position.lat / STEPS, position.lon / STEPS];
  const latIndex =
    Math.floor(near.lat / latStep) + Math.floor(0.5 + modulo(near.lat, latStep) / latStep - latPart);
  const lat = latStep * (latIndex + latPart);
  if (Math.abs(lat) > 90) return undefined;
  const lonStep = 360 / Math.max(1, longitudeZones(lat) - (position.odd ? 1 : 0));
  const lonIndex =
    Math.floor(near.lon / lonStep) + Math.floor(0.5 + modulo(near.lon, lonStep) / lonStep - lonPart);
  const lon = lonStep * (lonIndex + lonPart);
  return { lat, lon: lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon };
}

/** How many longitude zones there are at a latitude (A.1.7.2.d). */
function longitudeZones(lat: number): number {
  const size = Math.abs(lat);
  if (size === 0) return 59;
  if (size === 87) return 2;
  if (size > 87) return 1;
  const a = 1 - Math.cos(Math.PI / (2 * ZONES));
  return Math.floor((2 * Math.PI) / Math.acos(1 - a / Math.cos((Math.PI / 180) * size) ** 2));
}

const southern = (lat: number): number => (lat >= 270 ? lat - 360 : lat);
const modulo = (value: number, by: number): number => value - by * Math.floor(value / by);
