/** Areas, lines and crossing points: what is where, and when it matters. */
import type { ZoneRule } from '../alert/rules.ts';
import type { EpochMs } from '../units.ts';
import type { Marking } from './agency.ts';
import type { LatLon, Shape } from './area.ts';
import type { Hours, Schedule } from './schedule.ts';

export const ZONE_PURPOSES = [
  'critical',
  'vigilance',
  'informative',
  'exclusion',
  'fishing',
  'anchorage',
  'port',
  'territorialSea',
  'borderLine',
  'cable',
] as const;
export type ZonePurpose = (typeof ZONE_PURPOSES)[number];

/** `docs/patrols.md` has the table of how one becomes another. */
export const ZONE_LIVES = ['draft', 'validated', 'active', 'expired'] as const;
export type ZoneLife = (typeof ZONE_LIVES)[number];

export interface Zone {
  readonly name: string;
  readonly shape: Shape;
  readonly purpose: ZonePurpose;
  readonly life: ZoneLife;
  readonly floorM?: number;
  readonly ceilingM?: number;
  /** Absent: always. Its time bounds are when the zone becomes active and expires. */
  readonly schedule?: Schedule;
  /** When it matters most. */
  readonly critical?: readonly Schedule[];
  /** What is watched for there. */
  readonly rules?: readonly ZoneRule[];
  readonly note?: string;
  /** Of a loaded layer: where it comes from. It is shown as "not an official limit". */
  readonly source?: string;
  readonly marking: Marking;
}

export const CROSSING_KINDS = ['land', 'sea', 'air'] as const;
export type CrossingKind = (typeof CROSSING_KINDS)[number];
export const CROSSING_STATUSES = ['open', 'restricted', 'closed'] as const;
export type CrossingStatus = (typeof CROSSING_STATUSES)[number];
export const LANE_USES = ['cars', 'lorries', 'buses', 'foot', 'rail', 'vessels', 'all'] as const;
export type LaneUse = (typeof LANE_USES)[number];

export interface Lane {
  readonly name: string;
  readonly direction: 'in' | 'out' | 'both';
  readonly use: LaneUse;
  readonly open: boolean;
}

/** What a person or a feed said of a crossing point. */
export interface CrossingReport {
  readonly atMs: EpochMs;
  readonly by: string;
  /** Vehicles or people that wait, and for how long, in and out. */
  readonly waitingIn?: number;
  readonly waitingOut?: number;
  readonly waitInMin?: number;
  readonly waitOutMin?: number;
  /** Throughput an hour. */
  readonly inPerHour?: number;
  readonly outPerHour?: number;
  readonly note?: string;
}

/** A border crossing point (BCP). */
export interface CrossingPoint {
  readonly name: string;
  readonly kind: CrossingKind;
  readonly place: LatLon;
  /** ISO 3166-1 alpha-2 of the own side and the other. */
  readonly country: string;
  readonly neighbourCountry: string;
  readonly status: CrossingStatus;
  /** Of a restriction or closure. */
  readonly statusReason?: string;
  readonly statusUntilMs?: EpochMs;
  readonly timeZone: string;
  /** Absent: day and night. */
  readonly hours?: readonly Hours[];
  readonly lanes: readonly Lane[];
  readonly contacts: readonly { readonly name: string; readonly channel: string }[];
  /** What lies across the border: its name, and its record where there is one. */
  readonly neighbour?: { readonly name: string; readonly id?: string };
  /** Both sides work in one place. */
  readonly joint: boolean;
  readonly report?: CrossingReport;
  /** Silence beyond this is shown. */
  readonly reportEveryMin: number;
  readonly marking: Marking;
}
