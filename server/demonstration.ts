/** The demonstration world as feeds: one simulation, and a feed for each of its shore stations. */
import type { Clock } from '../proto/domain/clock.ts';
import type { Frame } from '../proto/domain/frame.ts';
import type { FeedId } from '../proto/domain/ids.ts';
import { Nature } from '../proto/domain/observation.ts';
import type { Feed, FeedListener } from './feeds/feed.ts';
import { FeedHealth } from './feeds/health.ts';
import { systemTimers } from './feeds/timers.ts';
import { SCENARIO_DIR } from './places.ts';
import { SimulationFeed } from './simulate/feed.ts';
import { readScenario } from './simulate/scenariofile.ts';

export const DEMONSTRATION_SCENARIO = 'southern-adriatic';

/** A way to open each station's feed; throws when the scenario that came with the product is broken. */
export function demonstrationFeeds(seed: number, clock: Clock): ((listener: FeedListener) => Feed)[] {
  const read = readScenario(DEMONSTRATION_SCENARIO, SCENARIO_DIR);
  if (!read.ok) throw new Error(`the demonstration cannot start: ${read.faults.join('; ')}`);
  const stations = new Map<FeedId, StationFeed>();
  const simulation = new SimulationFeed({
    scenario: read.scenario,
    seed,
    clock,
    after: systemTimers.after,
    deliver: (frame) => stations.get(frame.feedId)?.deliver(frame),
  });
  return simulation.feedIds.map((id) => (listener) => {
    const station = new StationFeed(id, simulation, listener, clock);
    stations.set(id, station);
    return station;
  });
}

class StationFeed implements Feed {
  readonly id: FeedId;
  readonly health: FeedHealth;
  readonly #simulation: SimulationFeed;
  readonly #listener: FeedListener;

  constructor(id: FeedId, simulation: SimulationFeed, listener: FeedListener, clock: Clock) {
    this.id = id;
    this.#simulation = simulation;
    this.#listener = listener;
    const url = `simulation:${DEMONSTRATION_SCENARIO}`;
    this.health = new FeedHealth({ id, name: id, url, format: 'ais', nature: Nature.synthetic }, clock);
  }

  start(): void {
    this.health.open('waiting for the first bytes');
    this.health.connections(1);
    this.#simulation.start();
  }

  deliver(frame: Frame): void {
    this.health.bytes(frame.bytes.length);
    this.#listener.frame(frame);
  }

  async stop(): Promise<void> {
    this.#simulation.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }
}
