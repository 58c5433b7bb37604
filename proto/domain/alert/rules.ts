/** What people ask to be alerted of: rules of zones, watch lists, and the site's settings of the detectors. */
import type { Marking } from '../operations/agency.ts';
import type { Area } from '../operations/area.ts';
import type { Schedule } from '../operations/schedule.ts';
import type { EpochMs } from '../units.ts';
import type { Priority } from './alert.ts';
import type { AlertKind } from './kinds.table.ts';
import type { ThingClass } from './thingclass.ts';

/** What a rule of a zone looks at. */
export const ZONE_RULE_KINDS = [
  'entry',
  'exit',
  'presence',
  'approach',
  'speed',
  'anchoring',
  'loitering',
  'crossing',
  'notListed',
  'uncooperative',
  'group',
  'collision',
] as const;
export type ZoneRuleKind = (typeof ZONE_RULE_KINDS)[number];

/** One rule of a zone. A line takes `crossing` alone. */
export interface ZoneRule {
  readonly kind: ZoneRuleKind;
  /** Absent: that of the kind of alert. Never `emergency`. */
  readonly priority?: Exclude<Priority, 'emergency'>;
  /** Whom it is for; absent: all but own units. */
  readonly classes?: readonly ThingClass[];
  /** Whom it is not for, by MMSI: a standing exception, owned and dated like the zone. With `notListed`: the list. */
  readonly exceptMmsis?: readonly string[];
  /** Absent: while the zone is active. */
  readonly schedule?: Schedule;
  /** `presence`, `loitering`: after this. `approach`: within this. */
  readonly afterMin?: number;
  /** `speed`. */
  readonly maxKn?: number;
  readonly minKn?: number;
  /** `group`: from so many on. */
  readonly minCount?: number;
  readonly note?: string;
}

/** What an owner wants to know of, until it expires. No list by nationality, ethnicity or religion. */
export interface WatchList {
  readonly name: string;
  readonly reason: string;
  readonly untilMs: EpochMs;
  readonly priority?: Exclude<Priority, 'emergency'>;
  /** A vessel by any one of what it claims. */
  readonly vessels: readonly {
    readonly mmsi?: string;
    readonly imo?: number;
    readonly callSign?: string;
    readonly name?: string;
    readonly note?: string;
  }[];
  /** Anything of these classes in these areas. */
  readonly areas: readonly {
    readonly area: Area;
    readonly classes?: readonly ThingClass[];
    readonly note?: string;
  }[];
  /** These kinds of alert become this list's too: "any rendezvous of tankers". */
  readonly patterns: readonly {
    readonly kind: AlertKind;
    readonly classes?: readonly ThingClass[];
    readonly note?: string;
  }[];
  readonly marking: Marking;
}

/** The site's settings of the detectors: what differs from `thresholds.table.ts`. One record a site. */
export interface DetectionSettings {
  /** Kinds that are not raised. Never `distress`. */
  readonly off: readonly AlertKind[];
  /** Priorities that differ; never of `distress`, never to `emergency`. */
  readonly priorities: Readonly<Partial<Record<AlertKind, Exclude<Priority, 'emergency'>>>>;
  /** Values that differ, by path of `thresholds.table.ts`: `loitering.radiusM`. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** For a class alone, before `thresholds`. */
  readonly ofClass: Readonly<Partial<Record<ThingClass, Readonly<Record<string, number>>>>>;
  /** In a zone alone, by its id, before both. */
  readonly inZone: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly marking: Marking;
}
