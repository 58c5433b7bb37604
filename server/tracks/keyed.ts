/** Tracks of what names itself once and for all: units, aircraft, and what people report. */
import type { Nature } from '../../proto/domain/observation.ts';
import type { Birth, TrackRegistry } from './registry.ts';

export class KeyedTracks {
  readonly #tracks: TrackRegistry;
  readonly #slots = new Map<string, number>();

  constructor(tracks: TrackRegistry) {
    this.#tracks = tracks;
    tracks.leaving.push((slot) => {
      const key = tracks.notes[slot]?.key;
      if (key !== undefined) this.#slots.delete(key);
    });
  }

  find(key: string): number | undefined {
    return this.#slots.get(key);
  }

  /** The track under a key, begun where there is none; undefined when there is no room. */
  findOrStart(key: string, birth: Birth, distress: boolean, nowMs: number): number | undefined {
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.#tracks.start(birth, distress, nowMs);
    if (slot !== undefined) this.give(key, slot);
    return slot;
  }

  /** From now on the track in this slot is found under this key. */
  give(key: string, slot: number): void {
    this.#slots.set(key, slot);
    this.#tracks.notesOf(slot).key = key;
  }
}

/** The simulated is never the real, whatever it calls itself. */
export const keyOf = (what: string, nature: Nature, name: string): string => `${what}\n${nature}\n${name}`;
