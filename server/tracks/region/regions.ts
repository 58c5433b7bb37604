/** Which region a sensor looks into, and which regions hear a transmitter. */
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import type { SensorId } from '../../../proto/domain/ids.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import type { PlotObservation, ScanObservation } from '../../../proto/domain/sensing.ts';
import type { PlotRing } from '../sensors/plots.ts';
import type { SensorRegistry } from '../sensors/registry.ts';
import type { Sensor } from '../sensors/sensor.ts';
import { type Batch, Batcher } from './batch.ts';
import type { PlanePoint } from './plane.ts';
import { Region } from './region.ts';
import { cutTurn } from './turn.ts';

/** A sensor joins the region whose anchor is nearest within this, else it makes another. */
export const REGION_M = 250_000;
/** Regions at most; the one whose sensors are silent longest goes. */
export const REGIONS_KEPT = 64;

/** A region and a place in its plane. */
export interface InRegion {
  readonly region: Region;
  readonly point: PlanePoint;
}

export class Regions {
  readonly #sensors: SensorRegistry;
  readonly #ring: PlotRing;
  /** Told of a region that goes. */
  readonly #leaving: (region: Region) => void;
  #regions: Region[] = [];
  readonly #batchers = new Map<SensorId, Batcher>();
  /** Where each sensor looks now. */
  readonly #regionOf = new Map<SensorId, Region>();

  constructor(sensors: SensorRegistry, ring: PlotRing, leaving: (region: Region) => void) {
    this.#sensors = sensors;
    this.#ring = ring;
    this.#leaving = leaving;
  }

  get all(): readonly Region[] {
    return this.#regions;
  }

  plot(sensor: Sensor, plot: PlotObservation): void {
    // What its sensor has lost, or only carries on, was not seen.
    if (plot.ended || plot.coasted) return;
    this.#batcherOf(sensor).add(plot);
  }

  scan(sensor: Sensor, scan: ScanObservation): void {
    this.#batcherOf(sensor).scan(scan);
  }

  /** Hands on what waits, and takes from each fusion how far its sensors are off. */
  tick(nowMs: number): void {
    for (const batcher of this.#batchers.values()) batcher.endIfDue(nowMs);
    for (const region of this.#regions) {
      region.fusion.advance(nowMs);
    }
    for (const [id, region] of this.#regionOf) {
      const sensor = this.#sensors.get(id);
      const found = region.fusion.registration(id);
      if (!sensor || !found) continue;
      const { sensorId: _, ...estimate } = found;
      sensor.registration = estimate;
    }
  }

  /** Whether a sensor began to look, or looks further, since this was asked last. */
  reachGrew(): boolean {
    const grew = this.#regions.filter((region) => region.reachGrew);
    for (const region of grew) region.reachGrew = false;
    return grew.length > 0;
  }

  /** The nearest region of this nature whose sensors may see a place. */
  at(place: Position, nature: Nature): InRegion | undefined {
    let nearest: InRegion | undefined;
    let nearestM = Number.POSITIVE_INFINITY;
    for (const region of this.#regions) {
      if (region.nature !== nature || !isNear(region.plane.anchor, place)) continue;
      const point = region.plane.toPlane(place);
      const apartM = Math.hypot(point.x, point.y);
      if (apartM < nearestM && region.reaches(point)) {
        nearest = { region, point };
        nearestM = apartM;
      }
    }
    return nearest;
  }

  /** The clock was set back: everything begins anew. */
  clear(): void {
    for (const region of this.#regions) this.#leaving(region);
    this.#regions = [];
    this.#regionOf.clear();
    this.#batchers.clear();
  }

  #batcherOf(sensor: Sensor): Batcher {
    let batcher = this.#batchers.get(sensor.id);
    if (!batcher) {
      if (this.#batchers.size > 2 * this.#sensors.size) this.#forgetGone();
      batcher = new Batcher(sensor, (batch) => this.#take(sensor, batch));
      this.#batchers.set(sensor.id, batcher);
    }
    return batcher;
  }

  #forgetGone(): void {
    for (const id of this.#batchers.keys()) {
      if (this.#sensors.get(id)) continue;
      this.#batchers.delete(id);
      this.#regionOf.get(id)?.forget(id);
      this.#regionOf.delete(id);
    }
  }

  #take(sensor: Sensor, batch: Batch): void {
    const first = batch.plots[0];
    const origin = first ? sensor.originOf(first.place) : sensor.place;
    const place = origin ?? (first?.place.kind === 'position' ? first.place : undefined);
    if (first) sensor.placeless = place === undefined;
    if (!place) return;
    const region = this.#regionFor(sensor, place, batch.receivedMs);
    const applyBias = this.#sensors.isRegistrationAllowed(sensor);
    for (const part of cutTurn(batch, sensor.periodMs))
      region.take(sensor, origin, part, applyBias, this.#ring);
  }

  /** It stays where it is while it is near enough; one that moved away is the next region's. */
  #regionFor(sensor: Sensor, place: Position, nowMs: number): Region {
    const { nature } = sensor;
    const held = this.#regionOf.get(sensor.id);
    if (held?.nature === nature && distanceM(held.plane.anchor, place) < REGION_M) return held;
    held?.forget(sensor.id);
    const region = this.#nearest(place, nature) ?? this.#begin(place, nature);
    region.heardMs = nowMs;
    this.#regionOf.set(sensor.id, region);
    return region;
  }

  #nearest(place: Position, nature: Nature): Region | undefined {
    let nearest: Region | undefined;
    let nearestM = REGION_M;
    for (const region of this.#regions) {
      const apartM = region.nature === nature ? distanceM(region.plane.anchor, place) : REGION_M;
      if (apartM < nearestM) [nearest, nearestM] = [region, apartM];
    }
    return nearest;
  }

  #begin(place: Position, nature: Nature): Region {
    if (this.#regions.length >= REGIONS_KEPT) this.#dropSilent();
    const region = new Region(nature, { lat: place.lat, lon: place.lon });
    this.#regions.push(region);
    return region;
  }

  #dropSilent(): void {
    const silent = this.#regions.reduce((a, b) => (b.heardMs < a.heardMs ? b : a));
    this.#regions = this.#regions.filter((region) => region !== silent);
    for (const [id, region] of this.#regionOf) if (region === silent) this.#regionOf.delete(id);
    this.#leaving(silent);
  }
}

/** Well within the plane's use, without a cosine: a degree of latitude is 111 km. */
const isNear = (anchor: Position, place: Position): boolean => Math.abs(anchor.lat - place.lat) < 5;
