/** A stretch of land border: who moves there, and its nodes, each on a connection of its own. */
import { seeded, subSeed } from '../../../proto/domain/random.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Outbox } from '../outbox.ts';
import type { BorderPlan } from '../scenarioland.ts';
import { ecefOf } from '../sensing/earth.ts';
import type { Actor } from './actor.ts';
import type { LandBody } from './lookout.ts';
import { LandNode } from './node.ts';

/** From a node to the feed; the same for all it says, which so keeps its order. */
const DELAY_MS = 80;
/** Part of the seed from which the nodes' streams begin. */
const FIRST_STREAM = 4_300_000;

export class Border {
  private readonly actors: readonly Actor[];
  private readonly nodes: readonly LandNode[];
  private readonly connections: number[];

  constructor(plan: BorderPlan, actors: readonly Actor[], seed: number, openingMs: EpochMs, outbox: Outbox) {
    this.actors = actors;
    this.connections = plan.nodes.map((_, i) => i + 1);
    this.nodes = plan.nodes.map((node, i) => {
      const random = seeded(subSeed(seed, FIRST_STREAM + i));
      return new LandNode(node, openingMs, random, {
        send: (atMs, bytes) => outbox.send(atMs + DELAY_MS, plan.feed, bytes, this.connections[i]!),
        hangUp: (atMs) => {
          outbox.hangUp(atMs + DELAY_MS, plan.feed, this.connections[i]!);
          // It comes back on a new one.
          this.connections[i]! += plan.nodes.length;
        },
      });
    });
  }

  tick(secondMs: number): void {
    const bodies: LandBody[] = [];
    for (const actor of this.actors) {
      const state = actor.at(secondMs);
      if (state !== undefined) bodies.push({ ...state, ...ecefOf(state.lat, state.lon, state.altM) });
    }
    for (const node of this.nodes) node.tick(secondMs, bodies);
  }

  /** Bytes from the centre; false where the connection has ended. */
  receive(connection: number, bytes: Uint8Array, nowMs: number): boolean {
    const node = this.nodes[this.connections.indexOf(connection)];
    node?.receive(bytes, nowMs);
    return node !== undefined;
  }
}
