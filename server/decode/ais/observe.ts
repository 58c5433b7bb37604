/** What an AIS message says about the world: a record as an observation. */
import type { Frame } from '../../../proto/domain/frame.ts';
import { mmsi } from '../../../proto/domain/ids.ts';
import type {
  Dimensions,
  Eta,
  IdentityFields,
  PositionObservation,
} from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { degrees, degreesPerMinute, epochMs, knots, metres } from '../../../proto/domain/units.ts';
import { isLocatingDevice, kindOf } from './kind.ts';
import type { AisDimensions, AisMessage } from './message.ts';
import { type Loose, present } from './present.ts';
import type { AisRecord } from './record.ts';
import { observedTime } from './time.ts';
import { toMessage } from './to-message.ts';

/** Navigational status by which a locating device says "test". */
const STATUS_TEST = 15;

/** The observation that a message is, or undefined when it says nothing of the world; applications: `AisObserver`. */
export function observe(record: AisRecord, frame: Frame): Observation | undefined {
  switch (record.type) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 9:
    case 18:
    case 27:
      return position(record, frame, false, undefined);
    case 19:
    case 21: {
      const message = toMessage(record);
      if (message?.type !== 19 && message?.type !== 21) return undefined;
      const virtual = message.type === 21 && message.virtual === true;
      return position(record, frame, virtual, identityOf(message));
    }
    case 5:
    case 24: {
      const message = toMessage(record);
      const identity = message === undefined ? undefined : identityOf(message);
      if (identity === undefined) return undefined;
      return { type: 'identity', ...heard(record, frame, false, false), identity };
    }
    case 12:
    case 14: {
      const message = toMessage(record);
      const text = message?.type === 12 || message?.type === 14 ? message.text : undefined;
      if (text === undefined) return undefined;
      return { type: 'text', ...heard(record, frame, /\bTEST\b/.test(text), false), text };
    }
    default:
      return undefined;
  }
}

export function heard(record: AisRecord, frame: Frame, test: boolean, virtual: boolean) {
  const { stationMs } = record;
  const shiftedMs = stationMs === undefined ? undefined : stationMs + frame.timeShiftMs;
  return {
    feedId: frame.feedId,
    nature: frame.nature,
    observedMs: epochMs(observedTime(frame.receivedMs, shiftedMs, record.utcSecond)),
    receivedMs: frame.receivedMs,
    mmsi: mmsi(record.mmsi),
    kind: kindOf(record.type, record.mmsi, test, virtual),
  };
}

function position(
  record: AisRecord,
  frame: Frame,
  virtual: boolean,
  identity: IdentityFields | undefined,
): Observation | undefined {
  const { lat, lon, navStatus, sogKn, cogDeg, headingDeg, turnDegPerMin, accurate } = record;
  const test = navStatus === STATUS_TEST && isLocatingDevice(record.mmsi);
  const head = heard(record, frame, test, virtual);
  if (lat === undefined || lon === undefined) {
    // A locating device that has no position yet says that it is on: that must not be lost.
    if (identity === undefined && !isLocatingDevice(record.mmsi)) return undefined;
    return { type: 'identity', ...head, identity: identity ?? {} };
  }
  const altM = record.type === 9 ? record.bits.numberUnless(38, 12, 4095) : undefined;
  const said: Mutable<PositionObservation> = {
    type: 'position',
    ...head,
    lat: degrees(lat),
    lon: degrees(lon),
  };
  if (sogKn !== undefined) said.sogKn = knots(sogKn);
  if (cogDeg !== undefined) said.cogDeg = degrees(cogDeg);
  if (headingDeg !== undefined) said.headingDeg = degrees(headingDeg);
  if (turnDegPerMin !== undefined) said.turnDegPerMin = degreesPerMinute(turnDegPerMin);
  if (navStatus !== undefined) said.navStatus = navStatus;
  if (altM !== undefined) said.altM = metres(altM);
  if (accurate !== undefined) said.accurate = accurate;
  if (record.type === 27) said.longRange = true;
  if (identity !== undefined) said.identity = identity;
  return said;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Names and sizes of types 5, 19, 21 and 24, only what is there; undefined when that is nothing. */
function identityOf(message: AisMessage): IdentityFields | undefined {
  const said = identityFields(message);
  return said === undefined ? undefined : present<IdentityFields>(said);
}

function identityFields(message: AisMessage): Loose<IdentityFields> | undefined {
  switch (message.type) {
    case 5: {
      const { name, callSign, imo, shipType, destination, draughtM, eta, dimensions } = message;
      return {
        name,
        callSign,
        imo,
        shipType,
        destination,
        draughtM: draughtM === undefined ? undefined : metres(draughtM),
        eta: eta === undefined ? undefined : present<Eta>(eta),
        dimensions: dimensionsOf(dimensions),
      };
    }
    case 19:
      return {
        name: message.name,
        shipType: message.shipType,
        dimensions: dimensionsOf(message.dimensions),
      };
    case 21:
      return {
        name: message.name,
        shipType: message.aidType,
        offPosition: message.offPosition,
        dimensions: dimensionsOf(message.dimensions),
      };
    case 24:
      if (message.part === 'A') return { name: message.name };
      return {
        callSign: message.callSign,
        shipType: message.shipType,
        vendorId: message.vendorId,
        mothershipMmsi: message.mothershipMmsi === undefined ? undefined : mmsi(message.mothershipMmsi),
        dimensions: dimensionsOf(message.dimensions),
      };
    default:
      return undefined;
  }
}

const dimensionsOf = (size: AisDimensions | undefined): Dimensions | undefined =>
  size && {
    toBowM: metres(size.toBowM),
    toSternM: metres(size.toSternM),
    toPortM: metres(size.toPortM),
    toStarboardM: metres(size.toStarboardM),
  };
