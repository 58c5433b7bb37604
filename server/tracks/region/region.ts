/** One region: its plane, its fusion, the sensors that look into it, and what is known of its tracks beside motion. */
import type { Position } from '../../../proto/domain/geo.ts';
import type { SensorId } from '../../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { PlotObservation } from '../../../proto/domain/sensing.ts';
import type { SensorKind } from '../../../proto/domain/sensor.ts';
import type { Reason } from '../../../proto/domain/track.ts';
import { Votes } from '../fused/votes.ts';
import type { FusionSensor } from '../fusion/contract.ts';
import { Fusion } from '../fusion/fusion.ts';
import type { PlotRing } from '../sensors/plots.ts';
import type { Sensor } from '../sensors/sensor.ts';
import type { Batch } from './batch.ts';
import { fusionSensor, isInGround, measure } from './measure.ts';
import { LocalPlane, type PlanePoint } from './plane.ts';

/** What is known of a track of the fusion, beside what the fusion knows. */
export interface Seen {
  /** The row that shows it; none before it is confirmed. */
  slot?: number;
  readonly votes: Votes;
  /** What happened before it had a row. */
  readonly reasons: Reason[];
  /** What of it the row shows now. */
  shown?: { readonly timeMs: number; readonly seenMs: number; readonly status: number } | undefined;
  /** The number of a silent vessel that was lost about here. */
  formerMmsi?: string | undefined;
  /** Several go together, and this one stands for them. */
  groupKind?: TrackKind | undefined;
  groupCount?: number | undefined;
}

/** How far beyond a sensor's range transmitters are told to the fusion: they may come in. */
const MARGIN = 1.1;
const MARGIN_M = 1000;
/** The range of a sensor of which nobody says it. */
const UNKNOWN_RANGE_M = 5000;
const IN_GROUND_RANGE_M = 500;

interface Reach {
  readonly at: PlanePoint;
  rangeM: number;
  /** The smallest that it promises to see; nothing where nobody says what it covers. */
  readonly minSizeM: number;
}

export class Region {
  readonly nature: Nature;
  readonly plane: LocalPlane;
  readonly fusion = new Fusion();
  readonly seen = new Map<number, Seen>();
  /** AIS reports heard in it so far: before there are some, nobody knows whether AIS is received at all. */
  aisReports = 0;
  /** Rows of transmitters that no sensor supports, whose contact state the fusion decided. */
  doubted: ReadonlySet<number> = new Set();
  /** Its sensors look further than when somebody asked last. */
  reachGrew = false;
  /** When a sensor of this region was heard last. */
  heardMs = 0;
  readonly #reach = new Map<SensorId, Reach>();
  readonly #known = new Map<SensorId, string>();
  readonly #kinds = new Map<SensorId, SensorKind>();

  constructor(nature: Nature, anchor: Position) {
    this.nature = nature;
    this.plane = new LocalPlane(anchor);
  }

  seenOf(trackId: number): Seen {
    let seen = this.seen.get(trackId);
    if (!seen) {
      seen = { votes: new Votes(), reasons: [] };
      this.seen.set(trackId, seen);
    }
    return seen;
  }

  /** The plots that began a track voted for nothing yet: its sensors say at least what sort they are. */
  recall(trackId: number, { votes }: Seen): void {
    for (const { sensorId } of this.fusion.contributions(trackId)) {
      const kind = this.#kinds.get(sensorId);
      if (kind !== undefined) votes.see(kind);
    }
  }

  /** A sensor that looks elsewhere now, or is no more. */
  forget(id: SensorId): void {
    this.#reach.delete(id);
    this.#known.delete(id);
    this.#kinds.delete(id);
  }

  /** Whether a sensor may see what is there. */
  reaches(point: PlanePoint): boolean {
    return this.promises(point, Number.POSITIVE_INFINITY);
  }

  /** Whether a sensor that may see what is there promises to see things of this length. */
  promises(point: PlanePoint, lengthM: number): boolean {
    for (const { at, rangeM, minSizeM } of this.#reach.values()) {
      if (lengthM >= minSizeM && (point.x - at.x) ** 2 + (point.y - at.y) ** 2 <= rangeM ** 2) return true;
    }
    return false;
  }

  /** A scan of one of its sensors, from where it stood; its plots go into the ring as they were seen. */
  take(sensor: Sensor, origin: Position | undefined, batch: Batch, applyBias: boolean, ring: PlotRing): void {
    this.heardMs = Math.max(this.heardMs, batch.receivedMs);
    const measured = batch.plots.flatMap((said) => {
      const one = measure(said, sensor, this.plane, origin);
      return one ? [{ said, ...one }] : [];
    });
    for (const { said, at } of measured) if (at) ring.add(at.lat, at.lon, said.observedMs, sensor.id);
    const tracked = measured.filter(({ said }) => !said.test);
    if (!this.#introduce(sensor, origin, batch.plots[0], applyBias)) return;
    this.#widen(
      sensor,
      origin,
      tracked.map(({ at }) => at),
    );
    const turn = origin ? this.plane.convergenceDeg(origin) : 0;
    const { x, y } = origin ? this.plane.toPlane(origin) : { x: 0, y: 0 };
    const outcome = this.fusion.scan({
      sensorId: sensor.id,
      observedMs: batch.observedMs,
      receivedMs: batch.receivedMs,
      plots: tracked.map(({ plot }) => plot),
      ...(batch.partial && { partial: true }),
      ...(batch.sector && {
        sector: { fromDeg: batch.sector.fromDeg - turn, toDeg: batch.sector.toDeg - turn },
      }),
      ...(origin && { xM: x, yM: y }),
    });
    outcome.trackIds.forEach((trackId, i) => {
      if (trackId >= 0) this.seenOf(trackId).votes.add(tracked[i]!.said, sensor, outcome.probabilities[i]!);
    });
  }

  /** Tells the fusion of a sensor, again whenever something of it changed. */
  #introduce(
    sensor: Sensor,
    origin: Position | undefined,
    first: PlotObservation | undefined,
    applyBias: boolean,
  ): boolean {
    const known = this.#known.get(sensor.id);
    if (!first && known === undefined) return false;
    const told: FusionSensor | undefined = fusionSensor(sensor, this.plane, origin, first, applyBias);
    if (!told) return false;
    // Its place goes with each scan; a period that is still being learned is no news, nor what an empty scan lacks.
    const { xM: _, yM: __, periodMs: ___, ...settled } = told;
    const words = JSON.stringify(settled);
    this.#kinds.set(sensor.id, sensor.kind);
    if (first && words !== known) {
      this.fusion.setSensor(told);
      this.#known.set(sensor.id, words);
    }
    return true;
  }

  #widen(sensor: Sensor, origin: Position | undefined, seen: readonly (Position | undefined)[]): void {
    const place = origin ?? seen.find((at) => at !== undefined);
    if (!place) return;
    const at = this.plane.toPlane(place);
    const minSizeM = sensor.coverage ? (sensor.coverage.minSizeM ?? 0) : Number.POSITIVE_INFINITY;
    const stated = sensor.coverage?.rangeM ?? (isInGround(sensor.kind) ? IN_GROUND_RANGE_M : UNKNOWN_RANGE_M);
    let rangeM = Math.max(stated * MARGIN + MARGIN_M, this.#reach.get(sensor.id)?.rangeM ?? 0);
    for (const one of seen) {
      if (!one) continue;
      const point = this.plane.toPlane(one);
      rangeM = Math.max(rangeM, Math.hypot(point.x - at.x, point.y - at.y) * MARGIN);
    }
    this.reachGrew ||= rangeM > (this.#reach.get(sensor.id)?.rangeM ?? 0);
    this.#reach.set(sensor.id, { at, rangeM, minSizeM });
  }
}
