/** All that sensors bring to the picture: plots into regions, regions' tracks into rows, transmitters told to both. */
import type { PositionObservation, UnitObservation } from '../../../proto/domain/observation.ts';
import type { PlotObservation, ScanObservation } from '../../../proto/domain/sensing.ts';
import type { Offer } from '../../../proto/domain/track.ts';
import type { KeyedTracks } from '../keyed.ts';
import type { OffersFor } from '../manual.ts';
import { Regions } from '../region/regions.ts';
import type { TrackRegistry } from '../registry.ts';
import { PlotRing } from '../sensors/plots.ts';
import { SensorRegistry } from '../sensors/registry.ts';
import { Contacts } from './contacts.ts';
import { Cooperation } from './cooperation.ts';
import { Groups } from './groups.ts';
import { takeJump } from './jump.ts';
import { offersFor } from './offers.ts';

export class Sensing {
  readonly sensors: SensorRegistry;
  readonly plots = new PlotRing();
  readonly #tracks: TrackRegistry;
  readonly #keyed: KeyedTracks;
  readonly #regions: Regions;
  readonly #cooperation: Cooperation;
  readonly #contacts: Contacts;
  readonly #groups: Groups;
  #nowMs = 0;

  constructor(tracks: TrackRegistry, keyed: KeyedTracks, registrationAllowed: boolean) {
    this.#tracks = tracks;
    this.#keyed = keyed;
    this.sensors = new SensorRegistry(registrationAllowed);
    this.#regions = new Regions(this.sensors, this.plots, (region) =>
      this.#contacts.drop(region, this.#nowMs),
    );
    this.#cooperation = new Cooperation(tracks, this.#regions);
    this.#contacts = new Contacts(tracks, keyed, this.#cooperation);
    this.#groups = new Groups(tracks);
  }

  /** A plot, or the end of a turn. */
  sensed(said: PlotObservation | ScanObservation): void {
    const sensor = this.sensors.heard(said);
    if (!sensor) return;
    if (said.type === 'plot') this.#regions.plot(sensor, said);
    else this.#regions.scan(sensor, said);
  }

  /** A transmitter's report that is news of its track. */
  transmitted(slot: number, report: PositionObservation): void {
    if (this.#regions.all.length === 0) return;
    takeJump(this.#tracks, this.#keyed, this.#cooperation, this.#contacts, slot);
    this.#cooperation.heard(slot, report);
  }

  unit(slot: number, said: UnitObservation): void {
    if (this.#regions.all.length > 0) this.#cooperation.unit(slot, said);
  }

  tick(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#regions.tick(nowMs);
    this.#cooperation.catchUp(nowMs);
    for (const region of this.#regions.all) this.#contacts.sync(region, nowMs);
    this.#groups.tick(this.#contacts.slots(), (slot) => this.#contacts.seen(slot), nowMs);
    this.sensors.tick(nowMs);
  }

  /** The clock was set back: what sensors saw begins anew. */
  stepBack(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#regions.clear();
    this.sensors.stepBack(nowMs);
  }

  /** What a person's report may be. */
  readonly offersFor: OffersFor = (slot, contact, report): readonly Offer[] =>
    offersFor(this.#tracks, this.#contacts.slots(), slot, contact, report);
}
