/**
 * What needs a person: priorities, states and evidence of an alert. States and priorities borrow the words of
 * IEC 62923-1 and IMO MSC.302(87), a standard for ships' bridges; no conformity is claimed.
 */
import type { FeedId, SensorId, TrackId } from '../ids.ts';
import type { Nature, TrackKind } from '../observation.ts';
import type { LatLon } from '../operations/area.ts';
import type { EpochMs } from '../units.ts';
import type { AlertKind } from './kinds.table.ts';

/** The most urgent first. `emergency`: somebody's life; outside every filter, shelf and budget. */
export const PRIORITIES = ['emergency', 'alarm', 'warning', 'caution'] as const;
export type Priority = (typeof PRIORITIES)[number];
/** 0 is the most urgent. */
export const rankOf = (priority: Priority): number => PRIORITIES.indexOf(priority);

/** A measured value or its limit. Machine units: the screen writes them as its reader wants. */
export interface Measure {
  readonly value: number;
  readonly unit: MeasureUnit;
}
export type MeasureUnit = 'm' | 's' | 'kn' | 'deg' | 'count' | 'ratio' | 'degPerMin' | 'none';

/** One piece of evidence: one line on the card, in words of the catalogue (`clue.<what>`). */
export interface Clue {
  readonly what: string;
  readonly measure?: Measure;
  /** What a transmitter or a person said, as it was said. */
  readonly text?: string;
  readonly atMs?: EpochMs;
  readonly place?: LatLon;
  readonly trackId?: TrackId;
}

/** A track that an alert is about, as it was known then: it can be judged by the policy when the track is gone. */
export interface Party {
  readonly trackId: TrackId;
  readonly kind: TrackKind;
  readonly nature: Nature;
  /** Which feeds it came from. */
  readonly feeds: readonly FeedId[];
  readonly distress: boolean;
  /** Nine digits. */
  readonly mmsi?: string;
  readonly name?: string;
}

/** What else an alert is about, by id. */
export interface About {
  readonly zoneId?: string;
  readonly crossingPointId?: string;
  readonly sectorId?: string;
  readonly unitId?: string;
  readonly patrolId?: string;
  readonly taskId?: string;
  readonly sensorId?: SensorId;
  readonly feedId?: FeedId;
  readonly watchListId?: string;
}

/** What a detector found: true from its onset until it is cleared or retracted. */
export interface Condition {
  /**
   * Names one happening over restarts: the kind and the stable names of whom it is about (an MMSI, a zone's id, a
   * sensor; a track's id only where nothing else names it).
   */
  readonly key: string;
  readonly kind: AlertKind;
  /** The kind's own, unless a zone's rule or the context says otherwise. */
  readonly priority: Priority;
  readonly parties: readonly Party[];
  readonly about: About;
  readonly place?: LatLon;
  /** When it began, by the data. */
  readonly onsetMs: EpochMs;
  /** The time of the data that proved it. */
  readonly provedMs: EpochMs;
  /** More of the same came last then (people who crossed after the first): who had acknowledged it is asked again. */
  readonly grewMs?: EpochMs;
  /** The threshold that was passed, by its path in `thresholds.table.ts`, or the zone's rule: `zone/<id>/<number>`. */
  readonly rule: string;
  readonly measured: Measure;
  readonly threshold: Measure;
  readonly evidence: readonly Clue[];
}

/** Why an alert is over. */
export type Ending =
  /** It is no longer so. */
  | 'cleared'
  /** Late data showed that it never was so. */
  | 'retracted';

/** A happening: one condition that leads, and those that belong to it. */
export interface Happening {
  /** `<epoch>-a<counter>`. */
  readonly id: string;
  readonly lead: Condition;
  /** The other conditions of the same happening, the first to come first; at most 16. */
  readonly parts: readonly Condition[];
  /** The most urgent of all its conditions. */
  readonly priority: Priority;
  readonly onsetMs: EpochMs;
  /** When it was raised: the picture's time. */
  readonly raisedMs: EpochMs;
  readonly endedMs?: EpochMs;
  readonly ending?: Ending;
  /** Of a retraction, in words of the catalogue: `retraction.<why>`. */
  readonly why?: string;
}

/** How an alert stands with those who watch. Rectified: the condition is over, and nobody has acknowledged it. */
export const ALERT_STATES = ['unacknowledged', 'silenced', 'acknowledged', 'rectified', 'closed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const VERDICTS = ['true', 'false', 'notUseful'] as const;
export type AlertVerdict = (typeof VERDICTS)[number];

/** For how long an alert is put aside. Never an emergency, and never beyond the shift. */
export const SHELF_TIMES = ['occurrence', 'quarter', 'hour', 'shift'] as const;
export type ShelfTime = (typeof SHELF_TIMES)[number];

export interface Shelf {
  readonly time: ShelfTime;
  /** Of the behaviour: what began until then stays on the shelf. Absent: as long as this occurrence lasts. */
  readonly untilMs?: EpochMs;
  readonly reason: string;
  readonly by: string;
  readonly byName: string;
  readonly atMs: EpochMs;
}

/** What people did with an alert; the machine's time. */
export const ALERT_ACTS = [
  'acknowledge',
  'silence',
  'claim',
  'handBack',
  'assign',
  'comment',
  'escalate',
  'shelve',
  'unshelve',
  'join',
  'leave',
  'judge',
  'sendToRescue',
] as const;
export type AlertAct = (typeof ALERT_ACTS)[number];

/** One line of an alert's history. */
export interface AlertEvent {
  readonly atMs: EpochMs;
  readonly what:
    | AlertAct
    | 'raised'
    | 'worsened'
    | 'returned'
    | 'escalated'
    | 'cleared'
    | 'retracted'
    | 'told';
  /** A person's id, or `system`. */
  readonly by: string;
  readonly byName: string;
  readonly text?: string;
}

/** An alert as it is kept and told: what happened, and how it stands. */
export interface Alert extends Happening {
  /** Grows by one with every change of any alert: where a reader goes on. */
  readonly revision: number;
  readonly state: AlertState;
  /** When it was told, by the machine's clock: escalation counts from it. */
  readonly toldMs: EpochMs;
  /** Silenced until then: silence is not acknowledgement. */
  readonly silentUntilMs?: EpochMs;
  readonly acknowledged?: { readonly by: string; readonly byName: string; readonly atMs: EpochMs };
  /** Who answers for it. */
  readonly owner?: { readonly id: string; readonly name: string; readonly atMs: EpochMs };
  readonly escalatedMs?: EpochMs;
  readonly shelf?: Shelf;
  readonly verdict?: {
    readonly is: AlertVerdict;
    readonly by: string;
    readonly byName: string;
    readonly atMs: EpochMs;
  };
  /** The alert that a person or the flood put it under. */
  readonly partOf?: string;
  /** Told to these rescue centres. */
  readonly rescue?: readonly { readonly agency: string; readonly name: string; readonly atMs: EpochMs }[];
  /** The newest last, at most 64. */
  readonly history: readonly AlertEvent[];
  /** Only as it is told: another service answers it, and whoever reads this may merely see it. Never kept. */
  readonly onlySeen?: true;
}

/** `GET /api/alerts?since=`: what changed since a revision, for this asker. */
export interface AlertsAnswer {
  readonly revision: number;
  /** Of what the asker may see: another than before, and everything is told anew. */
  readonly access: string;
  readonly whole: boolean;
  readonly alerts: readonly Alert[];
  /** Ids that are no longer to be shown. */
  readonly gone: readonly string[];
}
