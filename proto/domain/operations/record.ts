/** What people decided, as it is kept and told: every change makes a new version, and none is lost. */
import type { DetectionSettings, WatchList } from '../alert/rules.ts';
import type { EpochMs } from '../units.ts';
import type { Agency, Person, Release } from './agency.ts';
import type { Agreement } from './agreement.ts';
import type { Patrol, Sector, Task, Unit } from './patrol.ts';
import type { CrossingPoint, Zone } from './zone.ts';

export interface RecordValues {
  readonly agency: Agency;
  readonly person: Person;
  readonly agreement: Agreement;
  readonly release: Release;
  readonly zone: Zone;
  readonly crossingPoint: CrossingPoint;
  readonly unit: Unit;
  readonly sector: Sector;
  readonly patrol: Patrol;
  readonly task: Task;
  readonly watchList: WatchList;
  readonly detection: DetectionSettings;
}

/** A kind's name, and the path under which REST has it. */
export const RECORD_PATHS = {
  agency: 'agencies',
  person: 'people',
  agreement: 'agreements',
  release: 'releases',
  zone: 'zones',
  crossingPoint: 'crossing-points',
  unit: 'units',
  sector: 'sectors',
  patrol: 'patrols',
  task: 'tasks',
  watchList: 'watch-lists',
  detection: 'detection-settings',
} as const satisfies Readonly<Record<keyof RecordValues, string>>;

export type RecordKind = keyof RecordValues;
export const RECORD_KINDS = Object.keys(RECORD_PATHS) as readonly RecordKind[];

/** One version of one thing. */
export interface Version<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly id: string;
  /** 1, 2, 3… A change names the version that it was made upon; another in between is a conflict. */
  readonly version: number;
  readonly value: RecordValues[K];
  /** What made this version: `created`, `changed`, `removed`, or an event of the kind's table of states. */
  readonly event: string;
  readonly reason?: string;
  readonly atMs: EpochMs;
  /** A person's id, or `system`. */
  readonly by: string;
  /** What somebody reading a list may call them. */
  readonly byName: string;
  readonly removed?: true;
  /** Grows by one with every change of anything: where a reader goes on. */
  readonly revision: number;
}

export type AnyVersion = { [K in RecordKind]: Version<K> }[RecordKind];

/** What a plan's checks found. Errors forbid it, warnings ask for a decision. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** One word of the catalogue: `finding.<code>`. */
  readonly code: FindingCode;
  /** Whom and what it speaks of: record ids by role in the sentence. */
  readonly about: Readonly<Record<string, string>>;
  /** Numbers of the sentence, unit-suffixed: `lateMin`, `hours`. */
  readonly values?: Readonly<Record<string, number>>;
  /** What would help most, if anything would. */
  readonly remedy?: {
    readonly code: 'useUnit' | 'startAt' | 'citeAgreement' | 'joinPatrol' | 'shorten' | 'askPowers';
    readonly id?: string;
    readonly atMs?: EpochMs;
  };
}

export const FINDING_CODES = [
  'unitEngaged',
  'unitUnavailable',
  'unitOffDuty',
  'unitTooSlow',
  'unitOverHours',
  'unitOutOfRange',
  'noAgreement',
  'agreementEnds',
  'formNotAgreed',
  'typeNotAgreed',
  'powersMissing',
  'commandNotAgreed',
  'partyMissing',
  'plannedTwice',
  'sectorVoid',
  'crossingVoid',
  'noNightSight',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];
