/** What sensors take a track for: each says a class and how sure it is, and the picture goes by the sum. */
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { ContactClass, PlotObservation } from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { SourceBits } from '../../../proto/domain/track.ts';
import type { Sensor } from '../sensors/sensor.ts';

/** A vote without a stated confidence. */
const UNSAID_CONFIDENCE = 0.5;
/** What earlier votes keep of their weight at each new one: some twenty count. */
const KEPT = 0.95;
/** A kind is given up for another that has so much more. */
const MARGIN = 1.2;
/** Below this share of all votes no class is believed. */
const MAJORITY = 0.5;

const KIND_OF: Record<ContactClass, TrackKind> = {
  vessel: TrackKind.seaContact,
  smallVessel: TrackKind.seaContact,
  person: TrackKind.person,
  group: TrackKind.group,
  vehicle: TrackKind.vehicle,
  animal: TrackKind.animal,
  drone: TrackKind.drone,
  aircraft: TrackKind.aircraft,
};

const SOURCE_OF: Record<SensorKind, number> = {
  [SensorKind.unknown]: SourceBits.radar,
  [SensorKind.radar]: SourceBits.radar,
  [SensorKind.groundRadar]: SourceBits.radar,
  [SensorKind.camera]: SourceBits.camera,
  [SensorKind.seismic]: SourceBits.groundSensor,
  [SensorKind.acoustic]: SourceBits.groundSensor,
  [SensorKind.proximity]: SourceBits.groundSensor,
  [SensorKind.passiveRf]: SourceBits.groundSensor,
  [SensorKind.neighbour]: SourceBits.neighbour,
};

const seesWater = (kind: SensorKind): boolean =>
  kind === SensorKind.radar || kind === SensorKind.neighbour || kind === SensorKind.unknown;

export class Votes {
  /** `SourceBits` of the sensors that saw it. */
  sources = 0;
  /** How many, as the sensor that said so last counts. */
  count: number | undefined;
  /** A neighbour's name for it, and the number that it claims. */
  label: string | undefined;
  claimedMmsi: number | undefined;
  altM: number | undefined;
  readonly #weights = new Map<TrackKind, number>();
  #ship = 0;
  #onWater = false;
  #kind: TrackKind | undefined;

  /** A sensor of this sort saw it. */
  see(kind: SensorKind): void {
    this.sources |= SOURCE_OF[kind];
    if (seesWater(kind)) this.#onWater = true;
  }

  /** Takes over the votes of the same thing before it was lost for a moment. */
  inherit(before: Votes): void {
    this.sources |= before.sources;
    this.#onWater ||= before.#onWater;
    this.#ship += before.#ship;
    this.count ??= before.count;
    this.label ??= before.label;
    this.claimedMmsi ??= before.claimedMmsi;
    for (const [kind, weight] of before.#weights) {
      this.#weights.set(kind, (this.#weights.get(kind) ?? 0) + weight);
    }
    this.#choose();
  }

  /** A plot that belongs to the track with this probability. */
  add(plot: PlotObservation, sensor: Sensor, probability: number): void {
    this.see(sensor.kind);
    if (plot.count !== undefined) this.count = plot.count;
    if (plot.label !== undefined) this.label = plot.label;
    if (plot.mmsi !== undefined) this.claimedMmsi = plot.mmsi;
    if (plot.altM !== undefined) this.altM = plot.altM;
    if (plot.contactClass === undefined) return;
    const weight = (plot.confidence ?? UNSAID_CONFIDENCE) * (sensor.settings?.trust ?? 1) * probability;
    for (const [kind, known] of this.#weights) this.#weights.set(kind, known * KEPT);
    const kind = KIND_OF[plot.contactClass];
    this.#weights.set(kind, (this.#weights.get(kind) ?? 0) + weight);
    this.#ship = this.#ship * KEPT + (plot.contactClass === 'vessel' ? weight : 0);
    this.#choose();
  }

  /** The kind that the votes make it; by where its sensors look while none has a majority. */
  get kind(): TrackKind {
    return this.#kind ?? (this.#onWater ? TrackKind.seaContact : TrackKind.landContact);
  }

  /** What sensors say that call it a ship, not a small one: 1 is one vote without doubt. */
  get ship(): number {
    return this.#ship;
  }

  /** A number is a group's, of things that come in groups. */
  get grouped(): boolean {
    return (this.count ?? 1) > 1 && this.kind === TrackKind.person;
  }

  #choose(): void {
    let best: TrackKind | undefined;
    let [most, all] = [0, 0];
    for (const [kind, weight] of this.#weights) {
      all += weight;
      if (weight > most) [best, most] = [kind, weight];
    }
    if (best === undefined || most < MAJORITY * all) return;
    const held = this.#kind === undefined ? 0 : (this.#weights.get(this.#kind) ?? 0);
    if (this.#kind === undefined || most > MARGIN * held) this.#kind = best;
  }
}
