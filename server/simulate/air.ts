/** The two AIS channels: whose turn it is when, and who speaks over whom (ITU-R M.1371-5, annex 2). */
import { nauticalMilesToMetres } from '../../proto/domain/units.ts';
import { aisPayload } from '../decode/ais/encode.ts';
import type { AisMessage } from '../decode/ais/message.ts';
import { offsetM } from './path.ts';

/** 2,250 slots a minute and channel (annex 2, 3.1.1.2): three in 80 ms. */
const SLOTS = 3;
const SLOTS_MS = 80;
/** Bits that a first slot and each after it carry (annex 2, 3.2.2.11: 168, 424, 680, 936, 1192). */
const FIRST_SLOT_BITS = 168;
const NEXT_SLOT_BITS = 256;
/** What most transmitters hear of each other, aerial to aerial over the sea: who is farther away is not listened for. */
const LISTEN_NM = 22;
/** Slots that a transmitter looks at, one after another; where all are taken it speaks over whoever is there. */
const TRIES = 30;
/** Kept behind the newest, so that a message of several slots is still in the way. */
const KEPT_SLOTS = 600;

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** One message on the air. */
export interface Transmission {
  /** Since 1970. */
  readonly slot: number;
  readonly slots: number;
  readonly channel: 'A' | 'B';
  readonly from: Place;
  readonly weak: boolean;
}

/** Of how many slots. */
export function slotsOf(message: AisMessage): number {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 9:
    case 18:
    case 24:
      return 1;
    default: {
      const { payload, fillBits } = aisPayload(message);
      const bits = payload.length * 6 - fillBits;
      return 1 + Math.max(0, Math.ceil((bits - FIRST_SLOT_BITS) / NEXT_SLOT_BITS));
    }
  }
}

/** When a transmission has been received whole, ms since 1970. */
export const receivedMs = ({ slot, slots }: Transmission): number =>
  Math.ceil(((slot + slots) * SLOTS_MS) / SLOTS);

export const awayM = (a: Place, b: Place): number => Math.hypot(...offsetM(a.lat, a.lon, b.lat, b.lon));

/** Bounded by what is sent in {@link KEPT_SLOTS} slots. */
export class Air {
  readonly #taken = new Map<number, Transmission[]>();
  #keptFrom = 0;

  /**
   * Takes the first slots at or after a time in which the transmitter hears nobody; where it hears somebody in all that
   * it looks at, the first.
   */
  take(atMs: number, message: AisMessage, channel: 'A' | 'B', from: Place, weak: boolean): Transmission {
    const first = Math.ceil((atMs * SLOTS) / SLOTS_MS);
    const slots = slotsOf(message);
    let slot = first;
    for (let i = 0; i < TRIES && this.#hearsSomebody(slot, slots, channel, from); i += 1) slot += 1;
    if (slot === first + TRIES) slot = first;
    const taken: Transmission = { slot, slots, channel, from, weak };
    for (let i = 0; i < slots; i += 1) {
      const key = keyOf(slot + i, channel);
      const there = this.#taken.get(key);
      if (there) there.push(taken);
      else this.#taken.set(key, [taken]);
    }
    this.#forget(slot - KEPT_SLOTS);
    return taken;
  }

  /** The others in its slots on its channel. */
  *besides(one: Transmission): Generator<Transmission> {
    for (let i = 0; i < one.slots; i += 1)
      for (const other of this.#taken.get(keyOf(one.slot + i, one.channel)) ?? [])
        if (other !== one) yield other;
  }

  #hearsSomebody(slot: number, slots: number, channel: 'A' | 'B', from: Place): boolean {
    const rangeM = nauticalMilesToMetres(LISTEN_NM);
    for (let i = 0; i < slots; i += 1)
      for (const other of this.#taken.get(keyOf(slot + i, channel)) ?? [])
        if (awayM(other.from, from) < rangeM) return true;
    return false;
  }

  #forget(before: number): void {
    if (this.#keptFrom === 0) this.#keptFrom = before;
    for (; this.#keptFrom < before; this.#keptFrom += 1) {
      this.#taken.delete(keyOf(this.#keptFrom, 'A'));
      this.#taken.delete(keyOf(this.#keptFrom, 'B'));
    }
  }
}

const keyOf = (slot: number, channel: 'A' | 'B'): number => slot * 2 + (channel === 'A' ? 0 : 1);
