/**
 * What the sentences of IEC 61162-1 say that are no AIS: tracked targets, own ship, digital selective calling.
 * A union told apart by `sentence`. Units are in the names; what a sentence leaves blank is undefined.
 */

interface Said<S extends string> {
  readonly sentence: S;
  /** Two letters: who says it. */
  readonly talker: string;
}

export type TargetStatus = 'tracking' | 'acquiring' | 'lost';
export type Reference = 'true' | 'relative';

/** Tracked target, relative to own ship. */
export interface Ttm extends Said<'TTM'> {
  readonly targetNumber: number;
  readonly rangeM: number | undefined;
  /** The step in which the range is given. */
  readonly rangeStepM: number | undefined;
  readonly bearingDeg: number | undefined;
  readonly bearingStepDeg: number | undefined;
  /** `relative`: clockwise from own ship's bow. */
  readonly bearingReference: Reference | undefined;
  readonly speedKn: number | undefined;
  readonly courseDeg: number | undefined;
  readonly courseReference: Reference | undefined;
  readonly cpaM: number | undefined;
  /** Negative: it has passed. */
  readonly tcpaMin: number | undefined;
  readonly name: string | undefined;
  readonly status: TargetStatus | undefined;
  /** The target stands still and gives own ship its speed. */
  readonly reference: boolean;
  /** UTC, since midnight. */
  readonly timeOfDayMs: number | undefined;
  readonly acquisition: 'automatic' | 'manual' | 'reported' | undefined;
}

/** Tracked target by position. */
export interface Tll extends Said<'TLL'> {
  readonly targetNumber: number | undefined;
  readonly lat: number | undefined;
  readonly lon: number | undefined;
  readonly name: string | undefined;
  readonly timeOfDayMs: number | undefined;
  readonly status: TargetStatus | undefined;
  readonly reference: boolean;
}

/** Labels of targets; a blank label is undefined. */
export interface Tlb extends Said<'TLB'> {
  readonly labels: readonly { readonly targetNumber: number; readonly label: string | undefined }[];
}

/** Tracked target data as bits (IEC 61162-1 TTD): one sentence, its bits not put together with others. */
export interface Ttd extends Said<'TTD'> {
  readonly total: number;
  readonly number: number;
  readonly sequenceId: number | undefined;
  /** `0` and `1`, fill bits left out. */
  readonly bits: string;
}

/** By what a course or a speed was measured. */
export type MotionReference = 'bottom' | 'water' | 'manual' | 'radar' | 'positioning';

/** Own ship as the radar takes it. */
export interface Osd extends Said<'OSD'> {
  readonly headingDeg: number | undefined;
  readonly headingValid: boolean | undefined;
  readonly courseDeg: number | undefined;
  readonly courseReference: MotionReference | undefined;
  readonly speedKn: number | undefined;
  readonly speedReference: MotionReference | undefined;
  readonly setDeg: number | undefined;
  readonly driftKn: number | undefined;
}

/** What a radar's display is set to. */
export interface Rsd extends Said<'RSD'> {
  readonly origin1RangeM: number | undefined;
  readonly origin1BearingDeg: number | undefined;
  readonly rangeMarker1M: number | undefined;
  readonly bearingLine1Deg: number | undefined;
  readonly origin2RangeM: number | undefined;
  readonly origin2BearingDeg: number | undefined;
  readonly rangeMarker2M: number | undefined;
  readonly bearingLine2Deg: number | undefined;
  readonly cursorRangeM: number | undefined;
  readonly cursorBearingDeg: number | undefined;
  readonly rangeScaleM: number | undefined;
  readonly up: 'course' | 'head' | 'north' | undefined;
}

/** How a position or a heading came about (IEC 61162-1 mode indicator). */
export type Mode =
  | 'autonomous'
  | 'differential'
  | 'estimated'
  | 'manual'
  | 'simulator'
  | 'invalid'
  | 'precise'
  | 'realTimeKinematic'
  | 'floatRealTimeKinematic';

/** A position of own ship, in whichever of RMC, GGA and GLL. */
interface Fix {
  readonly lat: number | undefined;
  readonly lon: number | undefined;
  readonly timeOfDayMs: number | undefined;
}

export interface Rmc extends Said<'RMC'>, Fix {
  readonly valid: boolean | undefined;
  readonly sogKn: number | undefined;
  readonly cogDeg: number | undefined;
  /** Midnight UTC of its day. */
  readonly dateMs: number | undefined;
  /** East is positive. */
  readonly variationDeg: number | undefined;
  readonly mode: Mode | undefined;
}

export interface Gga extends Said<'GGA'>, Fix {
  /** 0 none, 1 GPS, 2 differential, 3 precise, 4 and 5 real-time kinematic, 6 estimated, 7 manual, 8 simulator. */
  readonly quality: number | undefined;
  readonly satellites: number | undefined;
  readonly hdop: number | undefined;
  /** Above mean sea level. */
  readonly altM: number | undefined;
}

export interface Gll extends Said<'GLL'>, Fix {
  readonly valid: boolean | undefined;
  readonly mode: Mode | undefined;
}

export interface Vtg extends Said<'VTG'> {
  readonly cogDeg: number | undefined;
  readonly cogMagneticDeg: number | undefined;
  readonly sogKn: number | undefined;
  readonly mode: Mode | undefined;
}

/** Heading and speed through the water. */
export interface Vhw extends Said<'VHW'> {
  readonly headingDeg: number | undefined;
  readonly headingMagneticDeg: number | undefined;
  readonly waterSpeedKn: number | undefined;
}

export interface Hdt extends Said<'HDT'> {
  readonly headingDeg: number | undefined;
}

export interface Ths extends Said<'THS'> {
  readonly headingDeg: number | undefined;
  readonly mode: Mode | undefined;
}

/** Magnetic sensor's heading: true = sensor + deviation + variation, east positive. */
export interface Hdg extends Said<'HDG'> {
  readonly headingSensorDeg: number | undefined;
  readonly deviationDeg: number | undefined;
  readonly variationDeg: number | undefined;
}

export interface Zda extends Said<'ZDA'> {
  readonly utcMs: number | undefined;
}

export type DscFormat = 'area' | 'distress' | 'group' | 'allShips' | 'individual' | 'automatic';
export type DscCategory = 'routine' | 'safety' | 'urgency' | 'distress';

/** A digital selective call (ITU-R M.493). */
export interface Dsc extends Said<'DSC'> {
  readonly format: DscFormat | undefined;
  /** The station that called, or whose call it is; undefined for an area. */
  readonly mmsi: number | undefined;
  /** Area calls: ten digits as they stand. */
  readonly area: string | undefined;
  readonly category: DscCategory | undefined;
  /** Distress alerts. */
  readonly natureOfDistress: string | undefined;
  /** All calls but distress alerts. */
  readonly firstTelecommand: string | undefined;
  readonly secondTelecommand: string | undefined;
  readonly lat: number | undefined;
  readonly lon: number | undefined;
  /** Channel or frequency, where the call gives no position. */
  readonly channel: string | undefined;
  readonly timeOfDayMs: number | undefined;
  readonly telephone: string | undefined;
  /** Relays, acknowledgements and cancels: the vessel in distress and what happened to it. */
  readonly distressMmsi: number | undefined;
  readonly distressNature: string | undefined;
  readonly acknowledgement: 'request' | 'acknowledgement' | 'end' | undefined;
  /** A DSE with more follows. */
  readonly expansion: boolean;
}

/** More of a digital selective call (ITU-R M.821). */
export interface Dse extends Said<'DSE'> {
  readonly total: number;
  readonly number: number;
  readonly kind: 'query' | 'reply' | 'automatic';
  readonly mmsi: number | undefined;
  /** Decimals of the minutes of the call's position, to be added: 0 … 0.9999. */
  readonly latMinutes: number | undefined;
  readonly lonMinutes: number | undefined;
  /** Every data set as it stands: two digits of code, data. */
  readonly data: readonly { readonly code: string; readonly data: string }[];
}

/** What a transponder is told to send: data as it will go out, without the message's head. */
export interface Requested {
  /** Names the request in the acknowledgement that follows. */
  readonly sequence: number | undefined;
  readonly channel: 'any' | 'A' | 'B' | 'both' | undefined;
  /** Of ITU-R M.1371; 70 and 71 are 25 and 26 with an application identifier. */
  readonly messageType: number;
  /** Designated area code and function identifier, where the message has them. */
  readonly dac?: number;
  readonly fi?: number;
  /** Of safety texts (12, 14). */
  readonly text?: string | undefined;
  /** Of all others, what follows the identifier: hexadecimal, the last byte filled with zeros. */
  readonly data?: string;
  readonly dataBits?: number;
}

/** A request to send something to one station (all its sentences together). */
export interface Abm extends Said<'ABM'>, Requested {
  readonly destinationMmsi: number;
}

/** A request to send something to all. */
export interface Bbm extends Said<'BBM'>, Requested {}

/** What became of a request, or of an interrogation (message 15). */
export interface Abk extends Said<'ABK'> {
  /** The station that was addressed. */
  readonly mmsi: number | undefined;
  readonly channel: 'A' | 'B' | undefined;
  readonly messageType: number;
  readonly sequence: number | undefined;
  /** `received` by the addressed station, sent but `notAcknowledged`, `notSent`, a broadcast `sent`, `read` by a person. */
  readonly outcome: 'received' | 'notAcknowledged' | 'notSent' | 'sent' | 'lateAcknowledgement' | 'read';
}

/** An alarm of a device, set or over. */
export interface Alr extends Said<'ALR'> {
  /** Of the last change. */
  readonly timeOfDayMs: number | undefined;
  readonly alarm: number | undefined;
  readonly active: boolean;
  readonly acknowledged: boolean | undefined;
  readonly text: string | undefined;
}

export type NmeaSentence =
  | Ttm
  | Tll
  | Tlb
  | Ttd
  | Osd
  | Rsd
  | Rmc
  | Gga
  | Gll
  | Vtg
  | Vhw
  | Hdt
  | Ths
  | Hdg
  | Zda
  | Dsc
  | Dse
  | Abm
  | Bbm
  | Abk
  | Alr;
