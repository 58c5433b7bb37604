/**
 * The one interface of the detectors: changes of tracks and picture in, conditions with evidence out. A detector takes
 * time from what it is told alone, keeps bounded state, and lets go of what it keeps of a thing that is `gone`.
 */
import type { About, Clue, Condition, Measure, Party, Priority } from '../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../proto/domain/alert/kinds.table.ts';
import type { ThingClass } from '../../proto/domain/alert/thingclass.ts';
import type { ThresholdTable } from '../../proto/domain/alert/thresholds/threshold.ts';
import type { Shore, WatchedPicture, WatchedRecords, WatchedSystem } from '../../proto/domain/detecting.ts';
import type { IdentityObservation, PositionObservation } from '../../proto/domain/observation.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import type { LatLon } from '../../proto/domain/operations/area.ts';
import type { Learned } from './learned/learned.ts';
import type { Thing, Vessel } from './thing.ts';

/** What a detector says of something. The same key again brings measure and evidence up to date. */
export interface Finding {
  /** Below its kind: who and where, by stable names (`Thing.name`, a zone's id). The engine puts the kind before it. */
  readonly name: string;
  readonly kind: AlertKind;
  /** Whom it is about; the first is meant where one is shown. */
  readonly things: readonly Thing[];
  /** Instead, where the track is gone or never was: as they were known. */
  readonly parties?: readonly Party[];
  readonly about?: About;
  /** Absent: where the first thing is. */
  readonly place?: LatLon;
  readonly onsetMs: number;
  /** Absent: now. */
  readonly provedMs?: number;
  /** As in `Condition`. */
  readonly grewMs?: number;
  readonly rule: string;
  readonly measured: Measure;
  readonly threshold: Measure;
  readonly evidence: readonly Clue[];
  /** Absent: the kind's, or what the site set. */
  readonly priority?: Priority;
  /** It is over by itself so long after it was last said (a turn, a jump); absent: until `clear`. */
  readonly holdsMs?: number;
  /** It outlasts its things: silence, a stop before. Absent: it is cleared when all of them are gone. */
  readonly outlasts?: true;
}

/** What every detector is given. */
export interface Watch {
  readonly picture: WatchedPicture;
  readonly records: WatchedRecords;
  readonly system: WatchedSystem;
  readonly shore: Shore;
  readonly learned: Learned;
  /** The data's time of this tick. */
  readonly nowMs: number;
  raise(finding: Finding): void;
  /** It is no longer so. Nothing happens where nothing was raised. */
  clear(kind: AlertKind, name: string): void;
  /** Late data show that it never was so; `why` is a word of the catalogue: `retraction.<why>`. */
  retract(kind: AlertKind, name: string, why: string): void;
  isRaised(kind: AlertKind, name: string): boolean;
  /** What a finding of this kind gets that says none: what the site set, else the kind's own. */
  priorityOf(kind: AlertKind): Priority;
  /** The thresholds of a table as they hold for a class and in the zones where the thing is. */
  values<N extends string>(
    table: ThresholdTable<N>,
    of?: ThingClass,
    zoneIds?: readonly string[],
  ): {
    readonly [K in N]: number;
  };
  /** Everything that is followed. */
  things(): Iterable<Thing>;
  thing(slot: number): Thing | undefined;
  vessel(mmsi: number, nature: number): Vessel | undefined;
  /** Others within a distance (200 km at most), in no order. */
  near(lat: number, lon: number, rangeM: number): readonly Thing[];
  /** The track of a unit of ours; undefined: not in the picture. */
  unit(unitId: string): Thing | undefined;
}

export interface Detector {
  /** Its file's name. */
  readonly name: string;
  /** A position report that was news (`older`: it came late; a duplicate is never told). `thing`: the track that took it. */
  reported?(vessel: Vessel, report: PositionObservation, thing: Thing, isLate: boolean): void;
  /** A transmitter said who it is. */
  identified?(vessel: Vessel, said: IdentityObservation): void;
  /** The place of something is news, once a tick at most. Own units, aircraft and fixed things too: look at `class`. */
  moved?(thing: Thing): void;
  /** It left the picture. */
  gone?(thing: Thing): void;
  /** Everything that was received, after the picture took it. */
  heard?(said: Observation): void;
  /** Once a second of the data's time, after all `moved`. */
  tick?(nowMs: number): void;
  /** Another detector's condition began to hold, or one of this one's own. */
  raised?(condition: Condition): void;
  /** The clock was set back: forget what waits for a time to come. */
  stepBack?(nowMs: number): void;
}

/** Every detector's file exports one. */
export type OpenDetector = (watch: Watch) => Detector;
