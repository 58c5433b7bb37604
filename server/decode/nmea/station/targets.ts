/** What is remembered of a radar's targets from one sentence to the next. */
import type { PlotPlace } from '../../../../proto/domain/sensing.ts';

/** Targets remembered at once, of all talkers of a connection; the one heard of longest ago is forgotten first. */
const LIMIT = 1024;
/** For so long after a target's TTM its TLL says nothing new. */
const SAME_MS = 30_000;

interface Memory {
  label?: string;
  place?: PlotPlace;
  /** Of its last TTM that made a plot. */
  ttmMs?: number;
}

export class Targets {
  readonly #memories = new Map<string, Memory>();

  /** The target's label (TLB); a blank one takes it away. */
  name(talker: string, targetNumber: number, label: string | undefined): void {
    const memory = this.#memory(talker, targetNumber);
    if (label === undefined) delete memory.label;
    else memory.label = label;
  }

  labelOf(talker: string, targetNumber: number): string | undefined {
    return this.#memories.get(talker + targetNumber)?.label;
  }

  /** A TTM made a plot of it. */
  plotted(talker: string, targetNumber: number, place: PlotPlace, atMs: number): void {
    Object.assign(this.#memory(talker, targetNumber), { place, ttmMs: atMs });
  }

  /** Where it was when last plotted, for a sentence that only says that it is lost. */
  lastPlace(talker: string, targetNumber: number): PlotPlace | undefined {
    return this.#memories.get(talker + targetNumber)?.place;
  }

  /**
   * Whether a TLL repeats what a TTM says: a radar that sends both measures once, and range and bearing are what it
   * measures.
   */
  repeats(talker: string, targetNumber: number, atMs: number): boolean {
    const ttmMs = this.#memories.get(talker + targetNumber)?.ttmMs;
    return ttmMs !== undefined && Math.abs(atMs - ttmMs) <= SAME_MS;
  }

  #memory(talker: string, targetNumber: number): Memory {
    const key = talker + targetNumber;
    const memory = this.#memories.get(key) ?? {};
    this.#memories.delete(key);
    if (this.#memories.size >= LIMIT)
      for (const oldest of this.#memories.keys()) {
        this.#memories.delete(oldest);
        break;
      }
    this.#memories.set(key, memory);
    return memory;
  }
}
