/** The demonstration world as feeds: one simulation, and a feed for each who watches it or says where it is. */
import type { Clock } from '../proto/domain/clock.ts';
import type { Frame } from '../proto/domain/frame.ts';
import { type FeedId, feedId } from '../proto/domain/ids.ts';
import { Nature } from '../proto/domain/observation.ts';
import type { SensorSettings } from '../proto/domain/sensor.ts';
import type { Feed, FeedListener } from './feeds/feed.ts';
import { FeedHealth } from './feeds/health.ts';
import { systemTimers } from './feeds/timers.ts';
import { SCENARIO_DIR } from './places.ts';
import { SimulationFeed } from './simulate/feed.ts';
import { readScenario } from './simulate/scenariofile.ts';
import type { SimulatedFeed } from './simulate/simulatedfeed.ts';

export const DEMONSTRATION_SCENARIO = 'southern-adriatic';

/** A feed before it is opened, and what a site would say of it in its configuration. */
export interface DemonstrationFeed {
  readonly id: FeedId;
  readonly format: SimulatedFeed['format'];
  /** Of a feed that is one sensor. */
  readonly sensor?: SensorSettings;
  /** By the sensors' own ids; nodes of a SAPIENT feed say themselves what they are. */
  readonly sensors?: Readonly<Record<string, SensorSettings>>;
  open(listener: FeedListener): Feed;
}

/** Every feed of the demonstration; throws when the scenario that came with the product is broken. */
export function demonstrationFeeds(seed: number, clock: Clock): DemonstrationFeed[] {
  const read = readScenario(DEMONSTRATION_SCENARIO, SCENARIO_DIR);
  if (!read.ok) throw new Error(`the demonstration cannot start: ${read.faults.join('; ')}`);
  const stations = new Map<FeedId, StationFeed>();
  const simulation = new SimulationFeed({
    scenario: read.scenario,
    seed,
    clock,
    after: systemTimers.after,
    deliver: (frame) => stations.get(frame.feedId)?.deliver(frame),
    hungUp: (id, connection) => stations.get(id)?.hungUp(connection),
  });
  return simulation.feeds.map((simulated) => ({
    id: feedId(simulated.name),
    format: simulated.format,
    ...(simulated.sensor === undefined ? {} : { sensor: simulated.sensor }),
    ...(simulated.sensors === undefined ? {} : { sensors: simulated.sensors }),
    open(listener) {
      const station = new StationFeed(simulated, simulation, listener, clock);
      stations.set(station.id, station);
      return station;
    },
  }));
}

class StationFeed implements Feed {
  readonly id: FeedId;
  readonly health: FeedHealth;
  readonly #simulation: SimulationFeed;
  readonly #listener: FeedListener;
  /** The connections that have been heard and not ended; as many as the scenario has nodes. */
  readonly #connections = new Set<number>();

  constructor(
    { name, format, title }: SimulatedFeed,
    simulation: SimulationFeed,
    listener: FeedListener,
    clock: Clock,
  ) {
    this.id = feedId(name);
    this.#simulation = simulation;
    this.#listener = listener;
    const url = `simulation:${DEMONSTRATION_SCENARIO}`;
    this.health = new FeedHealth({ id: this.id, name: title, url, format, nature: Nature.synthetic }, clock);
  }

  start(): void {
    this.health.open('waiting for the first bytes');
    this.health.connections(1);
    this.#simulation.start();
  }

  deliver(frame: Frame): void {
    this.#connections.add(frame.connection);
    this.health.connections(this.#connections.size);
    this.health.bytes(frame.bytes.length);
    this.#listener.frame(frame);
  }

  hungUp(connection: number): void {
    this.#connections.delete(connection);
    this.health.connections(this.#connections.size);
    this.#listener.closed(connection);
  }

  /** Acknowledgements and tasks, to one connection or to all. */
  send(bytes: Uint8Array, connection?: number): boolean {
    const to = connection === undefined ? [...this.#connections] : [connection];
    return to.map((one) => this.#simulation.receive(this.id, one, bytes)).some((taken) => taken);
  }

  async stop(): Promise<void> {
    this.#simulation.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }
}
