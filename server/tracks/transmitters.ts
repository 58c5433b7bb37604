/** What AIS transmitters say: a track for each real one, however many share a number. */
import type { IdentityObservation, PositionObservation } from '../../proto/domain/observation.ts';
import { SourceBits } from '../../proto/domain/track.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { associate, newnessOf } from './association.ts';
import { countHeard } from './contributions.ts';
import type { HeardTally } from './counts.ts';
import { writeEllipse } from './ellipse.ts';
import { type Statement, WaitingIdentities } from './identity.ts';
import { stageAfter } from './life.ts';
import type { Spoken } from './notes.ts';
import { ownersOf } from './ownership.ts';
import type { TrackRegistry } from './registry.ts';
import { isDistress, writePosition, writeStatements } from './report.ts';
import { isLocatingDevice, owedIntervalMs } from './reporting.ts';
import { claimKey } from './siblings.ts';

/** Told of each report that a track took; `isLate`: an older one, or a coarser one beside it, is its newest still. */
export type OnReport = (slot: number, report: PositionObservation, isLate: boolean) => void;

export class Transmitters {
  readonly #tracks: TrackRegistry;
  readonly #heard: HeardTally;
  readonly #waiting = new WaitingIdentities();
  readonly #onReport: OnReport;

  constructor(tracks: TrackRegistry, heard: HeardTally, onReport: OnReport) {
    this.#tracks = tracks;
    this.#heard = heard;
    this.#onReport = onReport;
  }

  /** Transmitters with a name and no position yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  applyPosition(report: PositionObservation, nowMs: number): void {
    const { columns, siblings, tallies, trails } = this.#tracks;
    const key = claimKey(report.mmsi, report.nature);
    const known = associate(columns, siblings.of(key), report, this.#shipTypeOf, this.#spokenOf);
    const slot = known ?? this.#start(key, report, nowMs);
    if (slot === undefined) return;
    const spoken = this.#spokenOf(slot);
    const newness = known === undefined ? 'newer' : newnessOf(columns, slot, spoken, report);
    countHeard(tallies[slot]!, report.feedId, report.observedMs);
    if (report.identity) this.#tracks.claim(slot, statementOf(report, report.identity), false);
    if (newness === 'duplicate') {
      this.#heard.duplicates++;
      return;
    }
    columns.reports[slot]!++;
    columns.firstMs[slot] = Math.min(columns.firstMs[slot]!, report.observedMs);
    if (spoken) {
      if (newness === 'newer') this.#speak(slot, spoken, report);
    } else {
      trails.add(slot, { timeMs: report.observedMs, lat: report.lat, lon: report.lon });
      if (newness === 'newer') this.#write(slot, report, nowMs);
    }
    if (newness !== 'newer') this.#heard[newness]++;
    this.#onReport(slot, report, newness !== 'newer');
    if (siblings.only(key) === undefined) this.#tracks.reconcile(key);
  }

  applyIdentity(said: IdentityObservation): void {
    const { columns, siblings, claims } = this.#tracks;
    const key = claimKey(said.mmsi, said.nature);
    const statement = statementOf(said, said.identity);
    const owners = ownersOf(columns, siblings.of(key), statement, claims);
    if (owners.slots.length === 0) this.#waiting.add(key, statement);
    for (const slot of owners.slots) this.#tracks.claim(slot, statement, owners.ambiguous);
  }

  /** One report that never came again, under a number that another track uses: an error, not a second ship. */
  isOutlier(slot: number): boolean {
    const { columns, siblings } = this.#tracks;
    const key = this.#tracks.keyOf(slot);
    if (key === undefined || columns.reports[slot]! > 1 || columns.calling[slot] === 1) return false;
    if (isLocatingDevice(columns.kindOf(slot))) return false;
    for (const other of siblings.of(key)) if (columns.reports[other]! > 1) return true;
    return false;
  }

  /** The clock was set back. */
  stepBack(nowMs: EpochMs): void {
    this.#waiting.stepBack(nowMs);
  }

  #write(slot: number, report: PositionObservation, nowMs: number): void {
    const { columns, notes } = this.#tracks;
    if (writePosition(columns, slot, report)) columns.staticVersion[slot]!++;
    // What began with a call by radio is a transmitter's track from its first report on.
    const beside = notes[slot];
    if (beside?.ends) {
      beside.ends = undefined;
      beside.ellipse = undefined;
      writeEllipse(columns, slot, undefined);
    }
    this.#tracks.age(slot, nowMs);
    this.#tracks.touch(slot);
  }

  /** Sensors see it too, and the row shows what they make of it together: the report is kept beside. */
  #speak(slot: number, spoken: Spoken, report: PositionObservation): void {
    const { columns } = this.#tracks;
    spoken.lat = report.lat;
    spoken.lon = report.lon;
    spoken.sogKn = report.sogKn;
    spoken.cogDeg = report.cogDeg;
    spoken.observedMs = report.observedMs;
    spoken.longRange = report.longRange ?? false;
    if (writeStatements(columns, slot, report)) columns.staticVersion[slot]!++;
    this.#tracks.touch(slot);
  }

  readonly #shipTypeOf = (slot: number): number | undefined => this.#tracks.claims[slot]?.shipType?.value;
  readonly #spokenOf = (slot: number): Spoken | undefined => this.#tracks.notes[slot]?.spoken;

  /** A new track; undefined when there is no room, or when the report is so old that it would be gone. */
  #start(key: number, report: PositionObservation, nowMs: number): number | undefined {
    const distress = isDistress(report.kind, report.mmsi, report.navStatus);
    const owedMs = owedIntervalMs(report.kind, report);
    if (!stageAfter(nowMs - report.observedMs, owedMs, report.kind, distress)) {
      this.#heard.tooOld++;
      return undefined;
    }
    const slot = this.#tracks.start(birthOf(report), distress, nowMs);
    if (slot === undefined) {
      this.#heard.refused++;
      return undefined;
    }
    // With a sibling, what waited may be the sibling's.
    const claims = this.#tracks.siblings.only(key) === slot ? this.#waiting.take(key) : undefined;
    if (claims) this.#tracks.setClaims(slot, claims);
    return slot;
  }
}

const birthOf = ({ mmsi, nature, kind, observedMs }: PositionObservation) => ({
  mmsi,
  nature,
  kind,
  observedMs,
  sources: SourceBits.ais,
});

const statementOf = (
  said: PositionObservation | IdentityObservation,
  fields: Statement['fields'],
): Statement => ({ fields, feedId: said.feedId, observedMs: said.observedMs, kind: said.kind });
