/** The engine: what is received and what the picture makes of it, past every detector, to happenings that need a person. */
import type { Condition, Happening, Priority } from '../../proto/domain/alert/alert.ts';
import { type AlertKind, kindRow } from '../../proto/domain/alert/kinds.table.ts';
import type { DetectionSettings } from '../../proto/domain/alert/rules.ts';
import {
  NO_RECORDS,
  type Shore,
  type WatchedPicture,
  type WatchedRecords,
  type WatchedSystem,
} from '../../proto/domain/detecting.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import type { PositionObservation } from '../../proto/domain/observation.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { degrees, epochMs } from '../../proto/domain/units.ts';
import { Conditions } from './conditions.ts';
import type { Detector, Finding, OpenDetector, Watch } from './detector.ts';
import { FollowedThings } from './followed.ts';
import { guarded } from './guarded.ts';
import { Happenings } from './happenings.ts';
import type { Learned } from './learned/learned.ts';
import { partyOf, type Thing } from './thing.ts';
import { ThresholdValues } from './thresholdvalues.ts';

export interface DetectionOptions {
  readonly picture: WatchedPicture;
  readonly detectors: readonly OpenDetector[];
  readonly shore: Shore;
  readonly learned: Learned;
  /** Absent: nothing was decided. */
  readonly records?: WatchedRecords;
  /** Absent: the data speak for themselves. */
  readonly system?: WatchedSystem;
  /** Told of a defect of a detector, whose turn alone it ends; absent: it is thrown. */
  readonly onBug?: (error: unknown) => void;
}

const NO_SYSTEM: WatchedSystem = { feeds: () => [], sensors: () => [], troubles: () => [] };
/** Back by more is a clock that was set. */
const CLOCK_STEP_MS = 5_000;

export class Detection {
  readonly #options: DetectionOptions;
  readonly #followed: FollowedThings;
  readonly #thresholds = new ThresholdValues();
  readonly #happenings: Happenings;
  readonly #conditions: Conditions;
  readonly #records: WatchedRecords;
  readonly #detectors: readonly Detector[];
  #settings: DetectionSettings | undefined;
  #settingsRevision = -1;
  #defects = 0;
  #nowMs = Number.NEGATIVE_INFINITY;

  constructor(options: DetectionOptions) {
    this.#options = options;
    this.#records = options.records ?? NO_RECORDS;
    this.#followed = new FollowedThings(options.picture);
    this.#happenings = new Happenings(options.picture.epoch);
    this.#conditions = new Conditions(this.#happenings);
    const watch = this.#watch();
    const { onBug } = options;
    const told = onBug && this.#counted(onBug);
    this.#detectors = options.detectors.map((open) => (told ? guarded(open(watch), told) : open(watch)));
  }

  /** Conditions that hold now, those that made room for others, and turns of detectors that failed. */
  get counts(): { readonly conditions: number; readonly dropped: number; readonly defects: number } {
    const { size, dropped } = this.#conditions;
    return { conditions: size, dropped, defects: this.#defects };
  }

  #counted(onBug: (error: unknown) => void): (error: unknown) => void {
    return (error) => {
      this.#defects += 1;
      onBug(error);
    };
  }

  /** A position report that the picture took into a slot, before {@link heard} is told of it. */
  reported(slot: number, report: PositionObservation, isLate: boolean): void {
    const { vessel, thing } = this.#followed.report(report, slot, isLate);
    for (const detector of this.#detectors) detector.reported?.(vessel, report, thing, isLate);
  }

  /** Everything that was received, after the picture took it. */
  heard(said: Observation): void {
    for (const detector of this.#detectors) detector.heard?.(said);
    if (said.type !== 'identity') return;
    const vessel = this.#followed.heard(said.mmsi, said.nature, said.observedMs);
    for (const detector of this.#detectors) detector.identified?.(vessel, said);
  }

  /** After the picture's tick `pictureTick`: what changed in it, and what time alone brings. */
  tick(pictureTick: number): void {
    const nowMs = this.#options.picture.nowMs;
    if (nowMs < this.#nowMs - CLOCK_STEP_MS) {
      this.#conditions.stepBack(this.#nowMs - nowMs);
      for (const detector of this.#detectors) detector.stepBack?.(nowMs);
    }
    this.#nowMs = nowMs;
    this.#happenings.nowMs = nowMs;
    this.#takeSettings();
    this.#followed.read(pictureTick, this.#gone, this.#moved);
    for (const detector of this.#detectors) detector.tick?.(nowMs);
    this.#conditions.tick(nowMs);
    this.#happenings.tick();
  }

  /** Happenings that began, changed or ended since the last time. */
  drain(): readonly Happening[] {
    return this.#happenings.drain();
  }

  readonly #gone = (thing: Thing): void => {
    for (const detector of this.#detectors) detector.gone?.(thing);
    this.#conditions.gone(thing.id, this.#isThere);
  };

  readonly #moved = (thing: Thing): void => {
    for (const detector of this.#detectors) detector.moved?.(thing);
  };

  readonly #isThere = (track: TrackId): boolean => this.#options.picture.slotOf(track) !== undefined;

  #takeSettings(): void {
    if (this.#records.revision === this.#settingsRevision) return;
    this.#settingsRevision = this.#records.revision;
    this.#settings = this.#records.list('detection')[0]?.value;
    this.#thresholds.set(this.#settings);
  }

  #raise(finding: Finding): void {
    const { kind, name, things, about = {} } = finding;
    if (kind !== 'distress' && this.#settings?.off.includes(kind)) return;
    const [first] = things;
    const place = finding.place ?? (first && { lat: degrees(first.lat), lon: degrees(first.lon) });
    const condition: Condition = {
      key: `${kind}|${name}`,
      kind,
      priority: finding.priority ?? this.#priorityOf(kind),
      parties:
        finding.parties ??
        things.map((thing) => partyOf(thing, (thing.state & TrackStateBits.distress) !== 0)),
      about,
      ...(place && { place }),
      onsetMs: epochMs(finding.onsetMs),
      provedMs: epochMs(finding.provedMs ?? this.#options.picture.nowMs),
      ...(finding.grewMs !== undefined && { grewMs: epochMs(finding.grewMs) }),
      rule: finding.rule,
      measured: finding.measured,
      threshold: finding.threshold,
      evidence: finding.evidence,
    };
    const { nowMs } = this.#options.picture;
    this.#happenings.nowMs = nowMs;
    const isNew = !this.#conditions.has(condition.key);
    this.#conditions.raise(condition, finding.holdsMs, finding.outlasts === true, nowMs);
    if (isNew) for (const detector of this.#detectors) detector.raised?.(condition);
  }

  #priorityOf(kind: AlertKind): Priority {
    return this.#settings?.priorities[kind] ?? kindRow(kind).priority;
  }

  #end(kind: AlertKind, name: string, ending: 'cleared' | 'retracted', why?: string): void {
    this.#happenings.nowMs = this.#options.picture.nowMs;
    this.#conditions.end(`${kind}|${name}`, ending, why);
  }

  #watch(): Watch {
    const { picture, shore, learned, system = NO_SYSTEM } = this.#options;
    const records = this.#records;
    const followed = this.#followed;
    return {
      ...{ picture, records, system, shore, learned },
      get nowMs() {
        return picture.nowMs;
      },
      raise: (finding) => this.#raise(finding),
      clear: (kind, name) => this.#end(kind, name, 'cleared'),
      retract: (kind, name, why) => this.#end(kind, name, 'retracted', why),
      priorityOf: (kind) => this.#priorityOf(kind),
      isRaised: (kind, name) => this.#conditions.has(`${kind}|${name}`),
      values: (table, of, zoneIds) => this.#thresholds.of(table, of, zoneIds),
      things: () => followed.all(),
      thing: (slot) => followed.thing(slot),
      vessel: (mmsi, nature) => followed.vessel(mmsi, nature),
      near: (lat, lon, rangeM) => followed.nearby.near(lat, lon, rangeM),
      unit(unitId) {
        const bound = records.get('unit', unitId)?.value.bound;
        const slot = bound && picture.slotNamed(bound);
        return slot === undefined ? undefined : followed.thing(slot);
      },
    };
  }
}
