/** Our simulator's traffic as a picture, a second at a time: AIS over the simulated air, decoded and tracked as a server does. */
import path from 'node:path';
import type { Bounds } from '../../proto/domain/geo.ts';
import { feedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { AisDecoder } from '../../server/decode/ais/decoder.ts';
import type { DecodeSink } from '../../server/decode/decoder.ts';
import { createLoad } from '../../server/simulate/load/load.ts';
import { readScenario } from '../../server/simulate/scenariofile.ts';
import { createSimulation } from '../../server/simulate/simulation.ts';
import { Picture } from '../../server/tracks/picture.ts';
import type { JsonTrack } from './fleet.side.ts';

const START_MS = epochMs(Date.UTC(2026, 5, 21, 10));
const SCENARIOS = path.resolve(import.meta.dirname, '../../fixtures/scenarios');

/** Lives on to a time and says what has reached a feed by then. */
type Advance = (untilMs: EpochMs, emit: (feed: string, bytes: Uint8Array, atMs: number) => void) => void;

/** The demonstration's sea: ferries, lanes, fishing fleets, pilots, pleasure craft. */
export function demonstration(): Advance {
  const read = readScenario('southern-adriatic', SCENARIOS);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const simulation = createSimulation(read.scenario, 1, START_MS);
  const heard = new Set(simulation.feeds.filter(({ format }) => format === 'ais').map(({ name }) => name));
  return (untilMs, emit) =>
    simulation.advance(untilMs, (feed, bytes, atMs) => heard.has(feed) && emit(feed, bytes, atMs));
}

/** So many vessels of every sort, reporting by the standard. */
export function vessels(count: number, area: Bounds): Advance {
  const load = createLoad({ vessels: count, area, seed: 1, startMs: START_MS });
  return (untilMs, emit) => load.advance(untilMs, (bytes, atMs) => emit('load', bytes, atMs));
}

export class Traffic {
  readonly picture = new Picture({ epoch: 1 });
  nowMs: EpochMs = START_MS;
  readonly #advance: Advance;
  readonly #decoders = new Map<string, AisDecoder>();
  readonly #sink: DecodeSink;

  constructor(advance: Advance) {
    this.#advance = advance;
    this.#sink = {
      message: () => undefined,
      observation: (said) => this.picture.apply(said),
      fault: () => undefined,
      reply: () => undefined,
      cutOff: () => undefined,
    };
  }

  /** A second later. Answers the picture's tick. */
  second(): number {
    this.nowMs = epochMs(this.nowMs + 1000);
    this.#advance(this.nowMs, (feed, bytes, atMs) => this.#decode(feed, bytes, atMs));
    return this.picture.tick(this.nowMs);
  }

  #decode(feed: string, bytes: Uint8Array, atMs: number): void {
    const decoder = this.#decoders.get(feed) ?? new AisDecoder();
    this.#decoders.set(feed, decoder);
    const from = { feedId: feedId(feed), nature: Nature.synthetic, connection: 1 };
    decoder.push({ ...from, receivedMs: epochMs(Math.round(atMs)), timeShiftMs: 0, bytes }, this.#sink);
  }

  /** What is not known is left out. */
  json(slot: number): Partial<JsonTrack> {
    const { lat, lon, sogKn, cogDeg, headingDeg, observedMs, state } = this.picture.columns;
    const rounded = (value: number, by: number): number | undefined =>
      Number.isNaN(value) ? undefined : Math.round(value * by) / by;
    const moves = {
      sogKn: rounded(sogKn[slot]!, 10),
      cogDeg: rounded(cogDeg[slot]!, 10),
      headingDeg: rounded(headingDeg[slot]!, 1),
    };
    return {
      id: this.picture.id(slot),
      ...{ lat: Math.round(lat[slot]! * 1e6) / 1e6, lon: Math.round(lon[slot]! * 1e6) / 1e6 },
      // Text leaves out what is undefined.
      ...(moves as Partial<JsonTrack>),
      ...{ observedMs: observedMs[slot]!, state: state[slot]! },
    };
  }
}
