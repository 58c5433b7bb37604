/** Distress by digital selective calling: the call, and what its expansion adds. */

import { mmsi as asMmsi } from '../../../../proto/domain/ids.ts';
import type { DistressObservation } from '../../../../proto/domain/observation.ts';
import { degrees, type Metres, metres, nauticalMilesToMetres } from '../../../../proto/domain/units.ts';
import { distressCall } from '../sentences/dsc.ts';
import type { Dsc, Dse } from '../sentences/messages.ts';

/** Calls that wait for their expansion, at most; the oldest is forgotten first. */
const LIMIT = 64;
/** The expansion follows the call at once (M.821); a repeated call brings its own. */
const EXPANSION_WITHIN_MS = 60_000;
/** A call's position is cut to whole minutes; with its expansion it is as good as a GNSS receiver's. */
const SIGMA_MINUTE_M = nauticalMilesToMetres(1);
const SIGMA_EXPANDED_M = metres(20);

/** What a call says, without how it came. */
export type DistressSaid = Omit<
  DistressObservation,
  'type' | 'feedId' | 'nature' | 'observedMs' | 'receivedMs'
>;

interface Waiting {
  readonly said: DistressSaid;
  readonly atMs: number;
}

export class DistressCalls {
  /** By the MMSI of the station that called. */
  readonly #waiting = new Map<number, Waiting>();

  /** What a call says of a distress; undefined for calls that are of none, or that name nobody. */
  call(dsc: Dsc, atMs: number): DistressSaid | undefined {
    const call = distressCall(dsc);
    if (call === undefined) return undefined;
    // a relay may not know who is in distress: it is heard all the same, under the name of who tells it
    const who = dsc.distressMmsi ?? (call === 'acknowledgement' ? undefined : dsc.mmsi);
    if (who === undefined) return undefined;
    const natureOfDistress = dsc.natureOfDistress ?? dsc.distressNature;
    const said: DistressSaid = {
      mmsi: asMmsi(who),
      call,
      ...(natureOfDistress === undefined ? {} : { natureOfDistress }),
      ...placed(dsc.lat, dsc.lon, SIGMA_MINUTE_M),
    };
    if (dsc.mmsi !== undefined) this.#wait(dsc.mmsi, { said, atMs });
    return said;
  }

  /** The call with the expansion's decimals; undefined when no such call waits, or it gave no position. */
  expand(dse: Dse, atMs: number): DistressSaid | undefined {
    const { mmsi, latMinutes, lonMinutes } = dse;
    const waiting = mmsi === undefined ? undefined : this.#waiting.get(mmsi);
    if (waiting === undefined || Math.abs(atMs - waiting.atMs) > EXPANSION_WITHIN_MS) return undefined;
    const { lat, lon } = waiting.said;
    if (lat === undefined || lon === undefined) return undefined;
    if (latMinutes === undefined || lonMinutes === undefined) return undefined;
    return {
      ...waiting.said,
      ...placed(farther(lat, latMinutes), farther(lon, lonMinutes), SIGMA_EXPANDED_M),
    };
  }

  #wait(mmsi: number, waiting: Waiting): void {
    this.#waiting.delete(mmsi);
    if (this.#waiting.size >= LIMIT)
      for (const oldest of this.#waiting.keys()) {
        this.#waiting.delete(oldest);
        break;
      }
    this.#waiting.set(mmsi, waiting);
  }
}

/** The minutes go away from the equator and from Greenwich; a zero remembers its side by its sign. */
const farther = (deg: number, minutes: number): number =>
  deg < 0 || Object.is(deg, -0) ? deg - minutes / 60 : deg + minutes / 60;

const placed = (lat: number | undefined, lon: number | undefined, sigmaM: Metres) =>
  lat === undefined || lon === undefined ? {} : { lat: degrees(lat), lon: degrees(lon), sigmaM };
