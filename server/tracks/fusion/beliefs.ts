/**
 * Which plot belongs to which track, with probabilities: loopy belief propagation on tracks and plots (Williams and Lau,
 * "Approximate evaluation of marginal association probabilities with belief propagation", IEEE T-AES 50(4), 2014). Two
 * tracks that the radar may not resolve are one node with the joint states of both, a merged plot among them, so that a
 * pair alone is exact.
 */
import { Clusters } from './clusters.ts';

/** Messages change by less than this share: done. */
const TOLERANCE = 1e-5;
const MAX_ROUNDS = 60;

/**
 * The nodes of one scan. A node is a track (A) or a pair of tracks (A and B); each of its slots is a plot with the
 * weight that A, B or both merged into one gave it, relative to "not seen" and to "clutter".
 */
export class AssociationProblem {
  nodes = 0;
  slots = 0;
  plots = 0;
  slotStart = new Int32Array(1025);
  /** Chance that the radar shows the pair of a node as one plot. */
  unresolved = new Float64Array(1024);
  plot = new Int32Array(4096);
  psiA = new Float64Array(4096);
  psiB = new Float64Array(4096);
  psiMerged = new Float64Array(4096);
  betaA = new Float64Array(4096);
  betaB = new Float64Array(4096);
  betaMerged = new Float64Array(4096);
  /** How much of each plot the tracks take. */
  used = new Float64Array(1024);

  reset(plots: number): void {
    this.nodes = 0;
    this.slots = 0;
    this.plots = plots;
    if (plots > this.used.length) this.used = new Float64Array(2 ** Math.ceil(Math.log2(plots)));
    this.used.fill(0, 0, plots);
    this.slotStart[0] = 0;
  }

  addSlot(plot: number, psiA: number, psiB: number, psiMerged: number): void {
    const s = this.slots++;
    if (s >= this.plot.length) this.#growSlots();
    this.plot[s] = plot;
    this.psiA[s] = psiA;
    this.psiB[s] = psiB;
    this.psiMerged[s] = psiMerged;
  }

  /** Ends the node whose slots were added; returns its number. */
  endNode(unresolved: number): number {
    const node = this.nodes++;
    if (node + 2 > this.slotStart.length) this.#growNodes();
    this.unresolved[node] = unresolved;
    this.slotStart[node + 1] = this.slots;
    return node;
  }

  #growSlots(): void {
    const grown = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(from.length * 2);
      to.set(from);
      return to;
    };
    const plot = new Int32Array(this.plot.length * 2);
    plot.set(this.plot);
    this.plot = plot;
    this.psiA = grown(this.psiA);
    this.psiB = grown(this.psiB);
    this.psiMerged = grown(this.psiMerged);
    this.betaA = grown(this.betaA);
    this.betaB = grown(this.betaB);
    this.betaMerged = grown(this.betaMerged);
  }

  #growNodes(): void {
    const start = new Int32Array((this.slotStart.length - 1) * 2 + 1);
    start.set(this.slotStart);
    this.slotStart = start;
    const unresolved = new Float64Array(this.unresolved.length * 2);
    unresolved.set(this.unresolved);
    this.unresolved = unresolved;
  }
}

export class Beliefs {
  readonly #clusters = new Clusters();
  #message = new Float64Array(4096);
  #incoming = new Float64Array(1024);
  #owner = new Int32Array(1024);
  #next = new Int32Array(1024);
  #last = new Int32Array(1024);

  /** Fills the beta and `used` columns of the problem. */
  solve(problem: AssociationProblem): void {
    const { nodes, slotStart, plot } = problem;
    this.#prepare(problem);
    for (let node = 0; node < nodes; node++)
      for (let s = slotStart[node]!; s < slotStart[node + 1]!; s++) {
        const j = plot[s]!;
        if (this.#owner[j]! < 0) this.#owner[j] = node;
        else this.#clusters.join(this.#owner[j]!, node);
      }
    this.#chain(nodes);
    for (let root = 0; root < nodes; root++)
      if (this.#clusters.root(root) === root) this.#settle(problem, root);
    for (let node = 0; node < nodes; node++) this.#marginals(problem, node);
  }

  #prepare(problem: AssociationProblem): void {
    const { nodes, slots, plots } = problem;
    if (slots > this.#message.length) this.#message = new Float64Array(2 ** Math.ceil(Math.log2(slots)));
    if (plots > this.#incoming.length) {
      this.#incoming = new Float64Array(2 ** Math.ceil(Math.log2(plots)));
      this.#owner = new Int32Array(this.#incoming.length);
    }
    if (nodes > this.#next.length) {
      this.#next = new Int32Array(2 ** Math.ceil(Math.log2(nodes)));
      this.#last = new Int32Array(this.#next.length);
    }
    this.#message.fill(0, 0, slots);
    this.#incoming.fill(0, 0, plots);
    this.#owner.fill(-1, 0, plots);
    this.#clusters.reset(nodes);
  }

  /** Links the nodes of each cluster behind its root, in order. */
  #chain(nodes: number): void {
    for (let node = 0; node < nodes; node++) {
      this.#next[node] = -1;
      const root = this.#clusters.root(node);
      if (root !== node) this.#next[this.#last[root]!] = node;
      this.#last[root] = node;
    }
  }

  #settle(problem: AssociationProblem, root: number): void {
    if (this.#next[root]! < 0) {
      this.#send(problem, root);
      return;
    }
    for (let round = 0; round < MAX_ROUNDS; round++) {
      let change = 0;
      for (let node = root; node >= 0; node = this.#next[node]!)
        change = Math.max(change, this.#send(problem, node));
      if (change < TOLERANCE) return;
    }
  }

  /** What the other tracks leave of the plot of a slot. */
  #left(s: number, plot: number): number {
    return 1 / (1 + Math.max(0, this.#incoming[plot]! - this.#message[s]!));
  }

  /** New messages from a node to its plots; the largest change, as a share. */
  #send(problem: AssociationProblem, node: number): number {
    const { slotStart, plot, psiA, psiB, psiMerged, unresolved } = problem;
    const from = slotStart[node]!;
    const to = slotStart[node + 1]!;
    const apart = 1 - unresolved[node]!;
    const sums = this.#sums(problem, node);
    let change = 0;
    for (let s = from; s < to; s++) {
      const j = plot[s]!;
      const left = this.#left(s, j);
      const takes =
        psiA[s]! * (1 + apart * (sums.b - psiB[s]! * left)) +
        psiB[s]! * (1 + apart * (sums.a - psiA[s]! * left)) +
        unresolved[node]! * psiMerged[s]!;
      const message = takes / Math.max(sums.z - takes * left, 1e-12);
      const old = this.#message[s]!;
      change = Math.max(change, Math.abs(message - old) / (1 + Math.max(message, old)));
      this.#incoming[j] = Math.max(0, this.#incoming[j]! + message - old);
      this.#message[s] = message;
    }
    return change;
  }

  readonly #sumsOut = { a: 0, b: 0, z: 1 };

  #sums(problem: AssociationProblem, node: number): { a: number; b: number; z: number } {
    const { slotStart, plot, psiA, psiB, psiMerged, unresolved } = problem;
    let a = 0;
    let b = 0;
    let both = 0;
    let merged = 0;
    for (let s = slotStart[node]!; s < slotStart[node + 1]!; s++) {
      const left = this.#left(s, plot[s]!);
      const atA = psiA[s]! * left;
      const atB = psiB[s]! * left;
      a += atA;
      b += atB;
      both += atA * atB;
      merged += psiMerged[s]! * left;
    }
    const out = this.#sumsOut;
    out.a = a;
    out.b = b;
    out.z = 1 + a + b + (1 - unresolved[node]!) * Math.max(0, a * b - both) + unresolved[node]! * merged;
    return out;
  }

  #marginals(problem: AssociationProblem, node: number): void {
    const { slotStart, plot, psiA, psiB, psiMerged, unresolved, betaA, betaB, betaMerged, used } = problem;
    const apart = 1 - unresolved[node]!;
    const { a, b, z } = this.#sums(problem, node);
    for (let s = slotStart[node]!; s < slotStart[node + 1]!; s++) {
      const j = plot[s]!;
      const left = this.#left(s, j);
      const atA = psiA[s]! * left;
      const atB = psiB[s]! * left;
      betaA[s] = (atA * (1 + apart * (b - atB))) / z;
      betaB[s] = (atB * (1 + apart * (a - atA))) / z;
      betaMerged[s] = (unresolved[node]! * psiMerged[s]! * left) / z;
      used[j] = used[j]! + betaA[s]! + betaB[s]! + betaMerged[s]!;
    }
  }
}
