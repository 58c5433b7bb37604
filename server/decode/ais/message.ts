/**
 * AIS messages as plain objects, one type for each message of ITU-R M.1371-5 (annex 8), told apart by `type`.
 * Numbers are in the unit their name ends in; positions are WGS-84 degrees; directions true north, clockwise.
 * A field is `undefined` when the transmitter said "not available", said something out of range, or when the
 * message ended before it. MMSIs are numbers here and nine digits in JSON.
 */

import type { AisApplication } from './applications/applications.ts';
import type { AisDimensions, AisEta, AisHead } from './message-head.ts';
import type {
  Acknowledgement,
  AssignmentCommand,
  ChannelManagement,
  DataLinkManagement,
  GroupAssignment,
  Interrogation,
  UtcInquiry,
} from './message-link.ts';

export type { AisDimensions, AisEta } from './message-head.ts';

/** Where and how fast, as most reports say it. */
export interface AisMotion {
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  /** True: better than 10 m. */
  readonly accurate?: boolean | undefined;
  readonly sogKn?: number | undefined;
  readonly cogDeg?: number | undefined;
  /** 0…59 the second of the report; 61 manual input, 62 estimated, 63 inoperative; 60 (none) is absent. */
  readonly utcSecond?: number | undefined;
  readonly raim?: boolean | undefined;
}

/** Types 1, 2, 3: class A position. */
export interface ClassAPosition extends AisHead, AisMotion {
  readonly type: 1 | 2 | 3;
  /** Navigational status, 0…15; 15 is "undefined" and, from a locating device, a test. */
  readonly navStatus?: number | undefined;
  readonly turnDegPerMin?: number | undefined;
  /** Turning faster than 5° in 30 s with no turn indicator (±127). */
  readonly turnBeyondScale?: 'port' | 'starboard' | undefined;
  readonly headingDeg?: number | undefined;
  /** 1 none, 2 special manoeuvre (inland: blue sign). */
  readonly manoeuvre?: number | undefined;
  /** Communication state, 19 bits: see `communicationState`. */
  readonly radio?: number | undefined;
}

/** Types 4 and 11: base station report, UTC response. */
export interface BaseStationReport extends AisHead {
  readonly type: 4 | 11;
  readonly utcYear?: number | undefined;
  readonly utcMonth?: number | undefined;
  readonly utcDay?: number | undefined;
  readonly utcHour?: number | undefined;
  readonly utcMinute?: number | undefined;
  readonly utcSecond?: number | undefined;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly accurate?: boolean | undefined;
  /** Type of electronic position fixing device; 0 (undefined) is absent. */
  readonly epfd?: number | undefined;
  readonly longRangeControl?: boolean | undefined;
  readonly raim?: boolean | undefined;
  readonly radio?: number | undefined;
}

/** Type 5: static and voyage data, class A. */
export interface StaticVoyage extends AisHead {
  readonly type: 5;
  readonly aisVersion?: number | undefined;
  readonly imo?: number | undefined;
  readonly callSign?: string | undefined;
  readonly name?: string | undefined;
  readonly shipType?: number | undefined;
  readonly dimensions?: AisDimensions | undefined;
  readonly epfd?: number | undefined;
  readonly eta?: AisEta | undefined;
  /** 25.5 means "or more". */
  readonly draughtM?: number | undefined;
  readonly destination?: string | undefined;
  readonly dataTerminalReady?: boolean | undefined;
}

/** Bytes of an application, from the most significant bit; the last byte is filled with zeros. */
export interface AisBinary {
  readonly data: Uint8Array;
  readonly dataBits: number;
}

/**
 * The content of an application message. The bytes are the truth; what they say is told where it is asked for
 * (`toFullMessage`). A message to be sent may leave the bytes out: then they are written from `application`.
 */
export interface AisContent {
  readonly data?: Uint8Array | undefined;
  readonly dataBits?: number | undefined;
  /** Designated area code and function identifier. */
  readonly dac?: number | undefined;
  readonly fi?: number | undefined;
  readonly application?: AisApplication | undefined;
}

/** Type 6: addressed binary. */
export interface AddressedBinary extends AisHead, AisContent {
  readonly type: 6;
  readonly sequence?: number | undefined;
  readonly destinationMmsi?: number | undefined;
  readonly retransmitted?: boolean | undefined;
}

/** Type 8: broadcast binary. */
export interface BroadcastBinary extends AisHead, AisContent {
  readonly type: 8;
}

/** Type 9: search and rescue aircraft. */
export interface SarAircraftPosition extends AisHead, AisMotion {
  readonly type: 9;
  /** 4094 means "or more". */
  readonly altM?: number | undefined;
  readonly altBarometric?: boolean | undefined;
  /** The eight bits that were regional before M.1371-4; the first is `altBarometric`. */
  readonly regional?: number | undefined;
  readonly dataTerminalReady?: boolean | undefined;
  readonly assigned?: boolean | undefined;
  /** Selector and communication state, 20 bits. */
  readonly radio?: number | undefined;
}

/** Type 12: addressed safety text. */
export interface AddressedSafetyText extends AisHead {
  readonly type: 12;
  readonly sequence?: number | undefined;
  readonly destinationMmsi?: number | undefined;
  readonly retransmitted?: boolean | undefined;
  readonly text?: string | undefined;
}

/** Type 14: broadcast safety text. */
export interface BroadcastSafetyText extends AisHead {
  readonly type: 14;
  readonly text?: string | undefined;
}

/** Type 17: differential corrections. */
export interface DgnssBroadcast extends AisHead, AisBinary {
  readonly type: 17;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
}

/** Type 18: class B position. */
export interface ClassBPosition extends AisHead, AisMotion {
  readonly type: 18;
  readonly headingDeg?: number | undefined;
  readonly reserved?: number | undefined;
  readonly regional?: number | undefined;
  /** True: carrier sense ("CS"); false: self-organising ("SO"). */
  readonly carrierSense?: boolean | undefined;
  readonly display?: boolean | undefined;
  readonly dsc?: boolean | undefined;
  readonly wholeBand?: boolean | undefined;
  readonly message22?: boolean | undefined;
  readonly assigned?: boolean | undefined;
  readonly radio?: number | undefined;
}

/** Type 19: class B position with static data. */
export interface ClassBExtended extends AisHead, AisMotion {
  readonly type: 19;
  readonly headingDeg?: number | undefined;
  readonly reserved?: number | undefined;
  readonly regional?: number | undefined;
  readonly name?: string | undefined;
  readonly shipType?: number | undefined;
  readonly dimensions?: AisDimensions | undefined;
  readonly epfd?: number | undefined;
  readonly dataTerminalReady?: boolean | undefined;
  readonly assigned?: boolean | undefined;
}

/** Type 21: aid to navigation. */
export interface AidToNavigation extends AisHead {
  readonly type: 21;
  /** Nature and type of aid; 0 (not specified) is absent. */
  readonly aidType?: number | undefined;
  /** With its extension, up to 34 characters. */
  readonly name?: string | undefined;
  readonly accurate?: boolean | undefined;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly dimensions?: AisDimensions | undefined;
  readonly epfd?: number | undefined;
  readonly utcSecond?: number | undefined;
  /** Only said by floating aids with a valid second. */
  readonly offPosition?: boolean | undefined;
  readonly regional?: number | undefined;
  readonly raim?: boolean | undefined;
  readonly virtual?: boolean | undefined;
  readonly assigned?: boolean | undefined;
}

/** Type 24 part A: class B name. */
export interface StaticReportA extends AisHead {
  readonly type: 24;
  readonly part: 'A';
  readonly name?: string | undefined;
}

/** Type 24 part B: class B craft; for an auxiliary craft (98…) the mothership stands for the dimensions. */
export interface StaticReportB extends AisHead {
  readonly type: 24;
  readonly part: 'B';
  readonly shipType?: number | undefined;
  readonly vendorId?: string | undefined;
  readonly unitModel?: number | undefined;
  readonly serial?: number | undefined;
  readonly callSign?: string | undefined;
  readonly dimensions?: AisDimensions | undefined;
  readonly mothershipMmsi?: number | undefined;
  readonly epfd?: number | undefined;
}

/**
 * Types 25 and 26: short binary; 26 ends with selector and communication state (20 bits). Only structured data has
 * `dac` and `fi`.
 */
export interface ShortBinary extends AisHead, AisContent {
  readonly type: 25 | 26;
  readonly destinationMmsi?: number | undefined;
  readonly radio?: number | undefined;
}

/** Type 27: long range, in tenths of a minute, whole knots and whole degrees. */
export interface LongRangePosition extends AisHead {
  readonly type: 27;
  readonly navStatus?: number | undefined;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly accurate?: boolean | undefined;
  readonly sogKn?: number | undefined;
  readonly cogDeg?: number | undefined;
  readonly raim?: boolean | undefined;
  /** The position was more than 5 s old when sent. */
  readonly delayed?: boolean | undefined;
}

export type AisMessage =
  | ClassAPosition
  | BaseStationReport
  | StaticVoyage
  | AddressedBinary
  | Acknowledgement
  | BroadcastBinary
  | SarAircraftPosition
  | UtcInquiry
  | AddressedSafetyText
  | BroadcastSafetyText
  | Interrogation
  | AssignmentCommand
  | DgnssBroadcast
  | ClassBPosition
  | ClassBExtended
  | DataLinkManagement
  | AidToNavigation
  | ChannelManagement
  | GroupAssignment
  | StaticReportA
  | StaticReportB
  | ShortBinary
  | LongRangePosition;
