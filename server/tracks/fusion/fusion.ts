/** The fusion engine: scans and reports in, tracks with their reasons out. One plane, one thread, no clock of its own. */

import type { SensorId } from '../../../proto/domain/ids.ts';
import type {
  Contribution,
  CooperativeReport,
  FusionEvent,
  FusionSensor,
  FusionTrack,
  Plot,
  Reason,
  Registration,
  Scan,
  ScanOutcome,
} from './contract.ts';
import { FusionStatus } from './contract.ts';
import { Identity } from './identity.ts';
import { Initiation } from './initiation.ts';
import { Life } from './life.ts';
import { Misplaced } from './misplaced.ts';
import { inPlane, ScanPlots } from './plots.ts';
import { Reasons } from './reasons.ts';
import { Registrar } from './registrar.ts';
import { ScanStep } from './scanstep.ts';
import { SensorState } from './sensors.ts';
import { Tracks } from './tracks.ts';
import { trackAt } from './view.ts';

/** What is older than this against the newest time of all is refused. */
export const OUT_OF_SEQUENCE_MS = 30_000;
/** What speaks of a time so much after we received it has a wrong clock, and is refused. */
const AHEAD_MS = 2_000;
/** Tracks are judged after each turn of a radar; after what comes more often, so rarely. */
const JUDGE_MS = 500;
const DEFAULT_CAPACITY = 16_384;
const MAX_SENSORS = 1024;

export class Fusion {
  readonly #tracks: Tracks;
  readonly #reasons = new Reasons();
  readonly #identity: Identity;
  readonly #life: Life;
  readonly #step: ScanStep;
  readonly #registrar: Registrar;
  readonly #initiation = new Initiation();
  readonly #plots = new ScanPlots();
  readonly #sensors = new Map<SensorId, SensorState>();
  readonly #byIndex: SensorState[] = [];
  readonly #misplaced: Misplaced;
  #newestMs = Number.NEGATIVE_INFINITY;
  #judgedMs = Number.NEGATIVE_INFINITY;

  /** `capacity`: tracks at most, tentative ones included; at the limit nothing new is started. */
  constructor({ capacity = DEFAULT_CAPACITY }: { readonly capacity?: number } = {}) {
    this.#tracks = new Tracks(capacity);
    this.#identity = new Identity(this.#tracks, this.#reasons);
    this.#life = new Life(this.#tracks, this.#identity.claims, this.#reasons, this.#identity.reception);
    this.#step = new ScanStep(this.#tracks);
    this.#registrar = new Registrar(this.#tracks, this.#identity.claims, this.#life);
    this.#misplaced = new Misplaced(this.#tracks, this.#identity.claims, this.#byIndex);
  }

  /** Adds a sensor or changes its settings; false when there are too many or a number is not finite. */
  setSensor(settings: FusionSensor): boolean {
    if (!inPlane(settings.xM) || !inPlane(settings.yM)) return false;
    const known = this.#sensors.get(settings.id);
    if (known !== undefined) {
      known.configure(settings);
      return true;
    }
    if (this.#byIndex.length >= MAX_SENSORS) return false;
    const sensor = new SensorState(settings, this.#byIndex.length);
    this.#byIndex.push(sensor);
    this.#sensors.set(settings.id, sensor);
    return true;
  }

  /** Takes one scan. Never throws on its numbers: what is not finite is left out or refused. */
  scan(scan: Scan): ScanOutcome {
    const sensor = this.#sensors.get(scan.sensorId);
    const none = { trackIds: scan.plots.map(() => -1), probabilities: scan.plots.map(() => 0) };
    if (sensor === undefined) return { refused: 'unknown sensor', ...none };
    if (!Number.isFinite(scan.observedMs) || !Number.isFinite(scan.receivedMs))
      return { refused: 'not finite', ...none };
    if (scan.observedMs < this.#newestMs - OUT_OF_SEQUENCE_MS) return { refused: 'too old', ...none };
    if (scan.observedMs > scan.receivedMs + AHEAD_MS) return { refused: 'ahead', ...none };
    this.#newestMs = Math.max(this.#newestMs, scan.observedMs);
    if (scan.xM !== undefined && scan.yM !== undefined && inPlane(scan.xM) && inPlane(scan.yM)) {
      sensor.xM = scan.xM;
      sensor.yM = scan.yM;
    }
    const plots = this.#plots;
    plots.take(scan, sensor);
    if (sensor.settings.kind === 'radar' && scan.partial !== true)
      if (this.#registrar.take(sensor, plots, scan)) {
        // The bias was found just now: what it misled begins anew, this scan first.
        this.#initiation.clear(sensor.index);
        plots.take(scan, sensor);
      }
    plots.weigh(sensor);
    this.#step.run({
      sensor,
      plots,
      nowMs: scan.observedMs,
      partial: scan.partial === true,
      sector: scan.sector,
      number: (j) => finite(scan.plots[plots.index[j]!]!.number),
    });
    this.#learn(sensor, scan);
    const outcome = this.#outcome(none);
    const whole = sensor.settings.kind === 'radar' && scan.partial !== true;
    if (whole || Math.abs(scan.observedMs - this.#judgedMs) >= JUDGE_MS) {
      this.#judgedMs = scan.observedMs;
      this.#life.judge(scan.observedMs);
    }
    return outcome;
  }

  /** Takes a transmitter's report; the id of the track that carries it now, undefined where it was refused. */
  cooperative(report: CooperativeReport): number | undefined {
    const { key, observedMs, receivedMs, xM, yM, sigmaM } = report;
    if (![key, observedMs, receivedMs].every(Number.isFinite)) return undefined;
    if (!inPlane(xM) || !inPlane(yM) || !(sigmaM > 0 && inPlane(sigmaM))) return undefined;
    if (observedMs < this.#newestMs - OUT_OF_SEQUENCE_MS) return undefined;
    if (observedMs > receivedMs + AHEAD_MS) return undefined;
    this.#newestMs = Math.max(this.#newestMs, Math.min(observedMs, receivedMs));
    const row = this.#identity.report(report);
    return row < 0 ? undefined : this.#tracks.id[row]!;
  }

  /** Lets time pass where no sensor looks: claims grow old. */
  advance(nowMs: number): void {
    if (!Number.isFinite(nowMs)) return;
    this.#newestMs = Math.max(this.#newestMs, nowMs);
    this.#life.judge(nowMs);
  }

  /** Every track at `atMs` (default: where its last measurement left it), tentative ones only when asked for. */
  *tracks(atMs?: number, tentative = false): Generator<FusionTrack> {
    const nowMs = this.#newestMs;
    this.#misplaced.look(nowMs);
    for (let n = 0; n < this.#tracks.count; n++) {
      const row = this.#tracks.live[n]!;
      if (!tentative && this.#tracks.status[row] === FusionStatus.tentative) continue;
      const track = trackAt(this.#tracks, row, this.#identity.claims, this.#identity.reception, nowMs, atMs);
      const isBeside = track.key === undefined && this.#misplaced.mayBe(row, track.xM, track.yM, nowMs);
      // What is heard there may be its own AIS.
      yield isBeside ? { ...track, expectedAis: 0 } : track;
    }
  }

  /** Why a track is as it is, oldest first; empty for one that is lost. */
  reasons(trackId: number): readonly Reason[] {
    return this.#reasons.of(trackId);
  }

  /** What happened since the last call, in order. */
  drain(): readonly FusionEvent[] {
    return this.#reasons.drain();
  }

  contributions(trackId: number): readonly Contribution[] {
    const row = this.#rowOf(trackId);
    if (row < 0) return [];
    return this.#tracks.contributionsOf(row).map(({ sensor, ...rest }) => ({
      sensorId: this.#byIndex[sensor]!.settings.id,
      ...rest,
    }));
  }

  /** Estimated bias of a radar; undefined until identified transmitters have settled it. */
  registration(sensorId: SensorId): Registration | undefined {
    const sensor = this.#sensors.get(sensorId);
    return sensor === undefined ? undefined : this.#registrar.registrationOf(sensor);
  }

  #rowOf(trackId: number): number {
    for (let n = 0; n < this.#tracks.count; n++)
      if (this.#tracks.id[this.#tracks.live[n]!] === trackId) return this.#tracks.live[n]!;
    return -1;
  }

  /** New tracks, clutter and period from what the scan left. */
  #learn(sensor: SensorState, scan: Scan): void {
    const plots = this.#plots;
    const { used } = this.#step.problem;
    const { kind } = sensor.settings;
    if (kind === 'bearing') {
      let unexplained = 0;
      for (let j = 0; j < plots.count; j++) unexplained += Math.max(0, 1 - used[j]!);
      sensor.bearingRate += 0.05 * (unexplained - sensor.bearingRate);
      sensor.scanned(scan.observedMs);
      return;
    }
    this.#initiation.start(this.#tracks, sensor, plots, used, scan.observedMs, sensor.meanDetection);
    if (scan.partial === true) return;
    if (sensor.scans > 0) {
      for (let j = 0; j < plots.count; j++)
        sensor.clutter.add(plots.rangeM[j]!, plots.azimuth[j]!, Math.max(0, 1 - used[j]!));
      sensor.clutter.endScan();
    }
    sensor.scanned(scan.observedMs);
  }

  #outcome(none: { trackIds: number[]; probabilities: number[] }): ScanOutcome {
    const plots = this.#plots;
    for (let j = 0; j < plots.count; j++) {
      const row = this.#step.bestRow[j]!;
      if (row < 0 || this.#step.bestWeight[j]! < 0.5) continue;
      none.trackIds[plots.index[j]!] = this.#tracks.id[row]!;
      none.probabilities[plots.index[j]!] = this.#step.bestWeight[j]!;
    }
    return none;
  }
}

const finite = (value: Plot['number']): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined;
