/** What has been said of each aircraft, so that a message that carries a part is completed, and none is told twice. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { AircraftObservation } from '../../../proto/domain/observation.ts';
import { degrees, epochMs, feetToMetres, knots, metres } from '../../../proto/domain/units.ts';
import { believedTime } from '../statedtime.ts';
import type { AircraftEntry } from './aircraftjson.ts';
import type { BaseStationMessage } from './basestation.ts';

/** Aircraft remembered; the one heard longest ago is forgotten for another. */
export const MAX_AIRCRAFT = 16_384;
/** A velocity or height this old no longer completes a position. */
const FRESH_MS = 10_000;
/** A call sign or squawk this old may be another flight's. */
const IDENTITY_MS = 600_000;
/** BaseStation times have no zone, and all zones are whole quarters of an hour apart. */
const ZONE_STEP_MS = 900_000;
/** Such a time is believed when it makes the message no older than this. */
const LINE_LATE_MS = 120_000;
/** 95 % of a circular normal distribution lie within so many standard deviations: √(−2 ln 0.05). */
const SIGMAS_95 = 2.4477;

/** The codes that are emergencies (ICAO Doc 4444, 8.5.2). */
const SPECIAL = new Set(['7500', '7600', '7700']);

/** What an observation may take from an earlier message, each with its time. */
interface Known {
  callSign?: string;
  squawk?: string;
  emergency?: string;
  identityMs: number;
  sogKn?: number;
  cogDeg?: number;
  velocityMs: number;
  altFt?: number;
  altMs: number;
  onGround?: boolean;
  /** Of the last position that was passed on. */
  positionMs: number;
}

export class AircraftTable {
  readonly #known = new Map<string, Known>();

  /** A line; undefined when it says nothing new. */
  heard(said: BaseStationMessage, frame: Frame): AircraftObservation | undefined {
    const { address, lat, lon } = said;
    if (address === undefined) return undefined;
    const observedMs = lineTime(said.timeMs, frame);
    const emergency = SPECIAL.has(said.squawk ?? '') ? said.squawk : said.emergency ? 'general' : undefined;
    const known = this.#of(address);
    const isNew = update(known, { ...said, ...(emergency && { emergency }) }, observedMs);
    // what a message clears
    if (said.emergency === false && said.squawk !== undefined && emergency === undefined)
      delete known.emergency;
    if (lat === undefined || lon === undefined)
      return isNew ? observation(address, known, observedMs, frame) : undefined;
    known.positionMs = observedMs;
    return { ...observation(address, known, observedMs, frame), lat: degrees(lat), lon: degrees(lon) };
  }

  /** An entry of a list that repeats itself; undefined when it says nothing new. */
  listed(entry: AircraftEntry, frame: Frame): AircraftObservation | undefined {
    const { address, lat, lon, accuracyM } = entry;
    const statedMs = entry.timeMs === undefined ? undefined : entry.timeMs + frame.timeShiftMs;
    const observedMs = believedTime(statedMs, frame.receivedMs);
    const known = this.#of(address);
    const emergency = entry.emergency ?? (SPECIAL.has(entry.squawk ?? '') ? entry.squawk : undefined);
    const isOver = emergency === undefined && known.emergency !== undefined;
    if (isOver) delete known.emergency;
    const isNew = update(known, { ...entry, ...(emergency && { emergency }) }, observedMs) || isOver;
    // ages are written in tenths of a second, and jitter by one
    const placed = lat !== undefined && lon !== undefined && observedMs > known.positionMs + 150;
    if (!placed) return isNew ? observation(address, known, observedMs, frame) : undefined;
    known.positionMs = observedMs;
    return {
      ...observation(address, known, observedMs, frame),
      lat: degrees(lat),
      lon: degrees(lon),
      ...(accuracyM !== undefined && { sigmaM: metres(accuracyM / SIGMAS_95) }),
    };
  }

  #of(address: string): Known {
    const known = this.#known.get(address) ?? {
      identityMs: Number.NEGATIVE_INFINITY,
      velocityMs: Number.NEGATIVE_INFINITY,
      altMs: Number.NEGATIVE_INFINITY,
      positionMs: Number.NEGATIVE_INFINITY,
    };
    this.#known.delete(address);
    this.#known.set(address, known);
    if (this.#known.size > MAX_AIRCRAFT)
      for (const oldest of this.#known.keys()) {
        this.#known.delete(oldest);
        break;
      }
    return known;
  }
}

type Parts = Pick<BaseStationMessage, 'callSign' | 'squawk' | 'sogKn' | 'cogDeg' | 'altFt' | 'onGround'> & {
  readonly emergency?: string | boolean;
};

/** Takes over what is said; true when something of it is news. */
function update(known: Known, said: Parts, nowMs: number): boolean {
  let isNew = false;
  if (nowMs - known.identityMs > IDENTITY_MS) {
    delete known.callSign;
    delete known.squawk;
    delete known.emergency;
  }
  for (const field of ['callSign', 'squawk', 'emergency'] as const) {
    const value = said[field];
    if (typeof value !== 'string') continue;
    known.identityMs = nowMs;
    isNew ||= known[field] !== value;
    known[field] = value;
  }
  if (said.onGround !== undefined) {
    isNew ||= known.onGround !== undefined && known.onGround !== said.onGround;
    known.onGround = said.onGround;
  }
  if (said.sogKn !== undefined || said.cogDeg !== undefined) {
    isNew ||= known.sogKn !== said.sogKn || known.cogDeg !== said.cogDeg;
    delete known.sogKn;
    delete known.cogDeg;
    if (said.sogKn !== undefined) known.sogKn = said.sogKn;
    if (said.cogDeg !== undefined) known.cogDeg = said.cogDeg;
    known.velocityMs = nowMs;
  }
  if (said.altFt !== undefined) {
    known.altFt = said.altFt;
    known.altMs = nowMs;
  }
  return isNew;
}

function observation(address: string, known: Known, observedMs: number, frame: Frame): AircraftObservation {
  const { callSign, squawk, emergency, sogKn, cogDeg, altFt, onGround } = known;
  const moves = observedMs - known.velocityMs <= FRESH_MS;
  const flies = altFt !== undefined && observedMs - known.altMs <= FRESH_MS && onGround !== true;
  return {
    type: 'aircraft',
    feedId: frame.feedId,
    nature: frame.nature,
    observedMs: epochMs(observedMs),
    receivedMs: frame.receivedMs,
    address,
    ...(callSign !== undefined && { callSign }),
    ...(squawk !== undefined && { squawk }),
    ...(emergency !== undefined && { emergency }),
    ...(moves && sogKn !== undefined && { sogKn: knots(sogKn) }),
    ...(moves && cogDeg !== undefined && { cogDeg: degrees(cogDeg % 360) }),
    ...(flies && { altM: feetToMetres(altFt) }),
    ...(onGround !== undefined && { onGround }),
  };
}

/** The latest time not after receipt that agrees with the line's within its quarter of an hour, when that is recent. */
function lineTime(statedMs: number | undefined, frame: Frame): number {
  if (statedMs === undefined) return frame.receivedMs;
  if (frame.receivedMs === 0) return believedTime(statedMs, 0);
  const behindMs = (frame.receivedMs - frame.timeShiftMs - statedMs) % ZONE_STEP_MS;
  const ageMs = behindMs < 0 ? behindMs + ZONE_STEP_MS : behindMs;
  return ageMs <= LINE_LATE_MS ? frame.receivedMs - ageMs : frame.receivedMs;
}
