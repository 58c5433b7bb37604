/** AIS messages by which stations manage the data link (types 7, 10, 13, 15, 16, 20, 22, 23). */
import type { AisHead } from './message-head.ts';

/** Types 7 and 13: acknowledgement of binary or safety messages. */
export interface Acknowledgement extends AisHead {
  readonly type: 7 | 13;
  readonly acknowledged: readonly { readonly mmsi: number; readonly sequence?: number | undefined }[];
}

/** Type 10: UTC inquiry. */
export interface UtcInquiry extends AisHead {
  readonly type: 10;
  readonly destinationMmsi?: number | undefined;
}

/** Type 15: interrogation of one or two stations. */
export interface Interrogation extends AisHead {
  readonly type: 15;
  readonly stations: readonly {
    readonly mmsi: number;
    readonly requests: readonly { readonly messageType: number; readonly slotOffset?: number | undefined }[];
  }[];
}

/** Type 16: assigned mode command. */
export interface AssignmentCommand extends AisHead {
  readonly type: 16;
  readonly assignments: readonly {
    readonly mmsi: number;
    readonly offset?: number | undefined;
    readonly increment?: number | undefined;
  }[];
}

/** Type 20: slots that base stations keep for themselves. */
export interface DataLinkManagement extends AisHead {
  readonly type: 20;
  readonly reservations: readonly {
    readonly offset: number;
    readonly slots?: number | undefined;
    readonly timeoutMin?: number | undefined;
    readonly increment?: number | undefined;
  }[];
}

/** A rectangle; each corner's parts are absent separately. */
export interface AisArea {
  readonly neLat?: number | undefined;
  readonly neLon?: number | undefined;
  readonly swLat?: number | undefined;
  readonly swLon?: number | undefined;
}

/** Type 22: channel management, for an area or for two stations. */
export interface ChannelManagement extends AisHead {
  readonly type: 22;
  readonly channelA?: number | undefined;
  readonly channelB?: number | undefined;
  readonly txrx?: number | undefined;
  readonly lowPower?: boolean | undefined;
  readonly area?: AisArea | undefined;
  readonly destinationMmsis?: readonly number[] | undefined;
  readonly narrowBandA?: boolean | undefined;
  readonly narrowBandB?: boolean | undefined;
  readonly zoneSizeNm?: number | undefined;
}

/** Type 23: group assignment. */
export interface GroupAssignment extends AisHead {
  readonly type: 23;
  readonly area?: AisArea | undefined;
  readonly stationType?: number | undefined;
  readonly shipType?: number | undefined;
  readonly txrx?: number | undefined;
  /** A code, not a time. */
  readonly reportingInterval?: number | undefined;
  readonly quietMin?: number | undefined;
}
