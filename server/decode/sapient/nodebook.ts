/** The registered nodes of one feed: who may register, who is silent, who is gone. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { type Declaration, UNDECLARED } from './declaration.ts';
import { LEAST_SILENCE_MS, Node } from './node.ts';
import type { Peer } from './peer.ts';

/** Nodes over one connection, and of one feed. */
export const MAX_NODES_A_CONNECTION = 256;
const MAX_NODES = 4096;

/** Why a node is not taken. */
export interface Refusal {
  readonly kind: FaultKind;
  readonly reason: string;
}

export class NodeBook {
  readonly #feedId: FeedId;
  readonly #nodes = new Map<string, Node>();

  constructor(feedId: FeedId) {
    this.#feedId = feedId;
  }

  get(id: string): Node | undefined {
    return this.#nodes.get(id);
  }

  values(): IterableIterator<Node> {
    return this.#nodes.values();
  }

  /** Why this node may not register over this connection now, if so. */
  refusal(id: string, peer: Peer, nowMs: EpochMs): Refusal | undefined {
    const known = this.#nodes.get(id);
    if (known !== undefined && known.peer !== peer && !mayTakeOver(known, nowMs))
      return { kind: 'protocol', reason: 'node_id is in use over another connection' };
    if (known?.peer === peer) return undefined;
    if (peer.nodes.size >= MAX_NODES_A_CONNECTION)
      return { kind: 'protocol', reason: `more than ${MAX_NODES_A_CONNECTION} nodes over one connection` };
    if (known === undefined && this.#nodes.size >= MAX_NODES)
      return { kind: 'protocol', reason: `more than ${MAX_NODES} nodes` };
    return undefined;
  }

  /** Takes a node that was not refused: a new one, one that registers again, or one that returned another way. */
  admit(id: string, peer: Peer, nature: Nature, declared: Declaration, nowMs: EpochMs): Node {
    const known = this.#nodes.get(id);
    let node = known;
    if (known?.peer === peer) known.declare(declared);
    else {
      node = new Node(id, this.#feedId, peer, nature, declared, nowMs);
      node.place = known?.place;
      this.#nodes.set(id, node);
    }
    peer.nodes.add(id);
    peer.registered = true;
    return node!;
  }

  /** The node that may speak under this id over this connection: registered there, or listed by a fusion node there. */
  speaking(id: string, peer: Peer, nature: Nature, nowMs: EpochMs): Node | undefined {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known.peer === peer ? known : undefined;
    for (const parent of peer.nodes)
      if (this.#nodes.get(parent)?.declared.dependents.has(id) && this.refusal(id, peer, nowMs) === undefined)
        return this.admit(id, peer, nature, UNDECLARED, nowMs);
    return undefined;
  }

  /** Over this connection no node said that it speaks for others. */
  hasFusion(peer: Peer): boolean {
    for (const id of peer.nodes) if (this.#nodes.get(id)?.declared.fusion) return true;
    return false;
  }

  remove(node: Node): void {
    if (this.#nodes.get(node.id) === node) this.#nodes.delete(node.id);
  }
}

/** Another connection may bring a node that was not heard for two of its intervals: its old connection is a dead one. */
const mayTakeOver = (known: Node, nowMs: EpochMs): boolean =>
  known.silent ||
  nowMs - known.lastHeardMs > Math.max(LEAST_SILENCE_MS / 3, 2 * known.declared.statusIntervalMs);
