/** Units, sectors and patrols: who goes where, when, with whom and with which powers. */
import type { EpochMs } from '../units.ts';
import type { AgencyId, AgreementId, Marking } from './agency.ts';
import type { Area, LatLon } from './area.ts';
import type { Hours } from './schedule.ts';

export const UNIT_KINDS = ['patrolVessel', 'vehicle', 'aircraft', 'drone', 'dogTeam', 'footTeam'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const POWERS = [
  'observe',
  'stop',
  'checkDocuments',
  'board',
  'search',
  'arrest',
  'pursue',
  'useForce',
] as const;
export type Power = (typeof POWERS)[number];

/** People aboard of one agency. Two of them make a mixed crew. */
export interface CrewPart {
  readonly agency: AgencyId;
  readonly people: number;
  readonly function: string;
  readonly powers: readonly Power[];
}

export interface Capabilities {
  readonly speedKn: number;
  /** How far it gets out and back. */
  readonly rangeKm?: number;
  /** How far it sees, by what. */
  readonly sensors: readonly {
    readonly kind: 'eyes' | 'radar' | 'thermal' | 'camera';
    readonly rangeM: number;
  }[];
  readonly night: boolean;
  readonly boarding: boolean;
  readonly medical: boolean;
  readonly languages: readonly string[];
}

export interface Unit {
  readonly callSign: string;
  readonly name?: string;
  readonly kind: UnitKind;
  readonly crew: readonly CrewPart[];
  readonly base: LatLon & { readonly name: string };
  readonly capabilities: Capabilities;
  /** Out of service, and why. */
  readonly unavailable?: { readonly reason: string; readonly untilMs?: EpochMs };
  /** When it is on duty; absent: always. */
  readonly duty?: { readonly timeZone: string; readonly hours: readonly Hours[] };
  readonly maxHoursADay?: number;
  readonly contact?: { readonly channel: string; readonly whenToCall?: string };
  /** Whose track in the picture it is. */
  readonly bound?: { readonly mmsi?: string; readonly cotUid?: string; readonly icao?: string };
  readonly marking: Marking;
}

export const PATROL_FORMS = ['own', 'mixedCrew', 'coordinated', 'parallel'] as const;
export type PatrolForm = (typeof PATROL_FORMS)[number];
export const PATROL_TYPES = [
  'presence',
  'surveillance',
  'search',
  'escort',
  'inspection',
  'exercise',
] as const;
export type PatrolType = (typeof PATROL_TYPES)[number];

/** An area to be covered. */
export interface Sector {
  readonly name: string;
  readonly area: Area;
  /** The zone that it was cut from. */
  readonly zoneId?: string;
  /** A part of it counts as covered for so long after a unit saw it. */
  readonly coveredForMin: number;
  /** Needs a unit in these hours; absent: none is required. */
  readonly needed?: { readonly timeZone: string; readonly hours: readonly Hours[] };
  readonly marking: Marking;
}

/** `docs/patrols.md` has the table of how one becomes another. */
export const PATROL_STATES = [
  'draft',
  'proposed',
  'accepted',
  'declined',
  'briefed',
  'underWay',
  'handedOver',
  'completed',
  'aborted',
] as const;
export type PatrolState = (typeof PATROL_STATES)[number];

/** An agency asked to take part, and what it answered. */
export interface PatrolParty {
  readonly agency: AgencyId;
  readonly answer: 'asked' | 'accepted' | 'declined';
  readonly by?: string;
  readonly atMs?: EpochMs;
  readonly reason?: string;
}

/** A patrol: sectors × a period × units. */
export interface Patrol {
  readonly title: string;
  readonly sectorIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly form: PatrolForm;
  readonly type: PatrolType;
  /** Whose coordinator leads. */
  readonly lead: AgencyId;
  /** The others; empty for an own patrol. */
  readonly parties: readonly PatrolParty[];
  /** What a joint patrol rests upon. */
  readonly agreement?: AgreementId;
  /** What its guests need to be able to do there. */
  readonly powersNeeded: readonly Power[];
  readonly meetingPoints: readonly {
    readonly place: LatLon;
    readonly atMs: EpochMs;
    readonly note: string;
  }[];
  readonly liaison: readonly { readonly agency: AgencyId; readonly name: string; readonly channel: string }[];
  readonly state: PatrolState;
  /** The patrol that takes over, once this one was handed over. */
  readonly handedTo?: string;
  /** What was done, and what was not, in the words of who ended it. */
  readonly outcome?: string;
  readonly note?: string;
  readonly marking: Marking;
}

export const TASK_STATES = [
  'sent',
  'delivered',
  'acknowledged',
  'willComply',
  'cannot',
  'done',
  'failed',
  'cancelled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_KINDS = ['goTo', 'patrol', 'observe', 'intercept', 'assist', 'return'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What a unit was told to do. */
export interface Task {
  readonly unitId: string;
  readonly patrolId?: string;
  readonly kind: TaskKind;
  /** A place, a sector or a track to go to. */
  readonly place?: LatLon;
  readonly sectorId?: string;
  readonly trackId?: string;
  readonly text: string;
  readonly state: TaskState;
  /** Why it cannot, or failed, in the unit's words. */
  readonly answer?: string;
  readonly marking: Marking;
}
