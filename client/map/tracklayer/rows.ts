/**
 * What the table's rows look like, as the graphics card takes it beside their motion: one record a track, written when
 * something else is to be seen of it, no object a track. The same records answer the questions of picking, labels and
 * follow, so that they agree with the drawing.
 */
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { MotionRecords } from '../../store/motion.ts';
import { CHUNK_ROWS, courseDeg, type Motion } from '../../store/motionrecord.ts';
import type { TrackStatic, TrackTable } from '../../store/tracks.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import type { Palette } from '../../store/view.ts';
import { whereabouts } from '../../store/whereabouts.ts';
import { classColour, INKS, type Rgba } from '../colours.ts';
import { directionDeg, glyphOf, isAircraft, reckonedAfterS, signOf, turns } from '../symbols/glyph.ts';

/** Four-byte words of a record, and what is where in it. */
export const LOOK_WORDS = 7;
export const Look = {
  /** Bytes: glyph, life, flags, seconds without a report beyond which the place is reckoned (0: never). */
  style: 0,
  /** Bytes: glyph of the sign beside the symbol (0: none), three spare. */
  sign: 1,
  /** Bytes: red, green, blue, alpha. */
  colour: 2,
  /** Metres from the antenna; all 0 when unknown. */
  toBowM: 3,
  toSternM: 4,
  toPortM: 5,
  toStarboardM: 6,
} as const;

export const RowFlag = { visible: 1, turns: 2, urgent: 4, aloft: 8, underway: 16, distress: 32 } as const;

export type Visibility = (table: TrackTable, row: number) => boolean;

export class TrackRows {
  #words = new Float32Array(CHUNK_ROWS * LOOK_WORDS);
  #bytes = new Uint8Array(this.#words.buffer);
  #whole = new Uint32Array(this.#words.buffer);
  /** By kind and type of ship; bounded by their bytes. */
  #colours: (number | undefined)[] = [];
  #dangerColour = 0;
  /** Whose hulls the records have. */
  #hulls: (TrackStatic | undefined)[] = [];
  #palette: Palette | undefined;
  /** Records in use. */
  count = 0;
  /** Of the table that was taken over last. */
  motion: Motion = new MotionRecords(0);
  /** Grows with every change of a look: who copied them elsewhere copies those again that {@link changedIn} says. */
  generation = 0;
  /** No hull that any row had is longer, metres. */
  longestHullM = 0;
  /** Of each {@link CHUNK_ROWS} rows, the generation of their last change. */
  #changedIn = new Uint32Array(1);
  /** What was taken over last. */
  #taken: { readonly table: TrackTable; version: number } | undefined;

  /** The generation in which {@link CHUNK_ROWS} rows looked otherwise last. */
  changedIn(chunk: number): number {
    return this.#changedIn[chunk] ?? this.generation;
  }

  /** The looks of the first `rows` rows; valid until the next `fill`. */
  bytes(rows: number): Uint8Array {
    return this.#bytes.subarray(0, rows * LOOK_WORDS * 4);
  }

  /** Takes over the whole table as it is. */
  fill(table: TrackTable, palette: Palette, visible: Visibility): void {
    this.#grow(table.count);
    if (palette !== this.#palette) {
      this.#colours = [];
      this.#dangerColour = asWord(INKS[palette].danger);
      this.#palette = palette;
    }
    this.count = table.count;
    this.motion = table.motion;
    for (let row = 0; row < table.count; row++) this.#fillRow(table, row, palette, visible(table, row));
    this.generation++;
    this.#changedIn.fill(this.generation);
    this.#taken = { table, version: table.version };
  }

  /** Takes over what the table's last commit changed, where no more than that did; otherwise all, as {@link fill}. */
  update(table: TrackTable, palette: Palette, visible: Visibility): void {
    const taken = this.#taken;
    const restyled = taken?.table === table ? table.restyledRows(taken.version) : undefined;
    if (taken === undefined || restyled === undefined || palette !== this.#palette) {
      this.fill(table, palette, visible);
      return;
    }
    this.#grow(table.count);
    this.count = table.count;
    taken.version = table.version;
    if (restyled.length === 0) return;
    this.generation++;
    for (let i = 0; i < restyled.length; i++) {
      const row = restyled[i]!;
      if (row >= table.count) continue;
      this.#fillRow(table, row, palette, visible(table, row));
      this.#changedIn[Math.floor(row / CHUNK_ROWS)] = this.generation;
    }
  }

  /** Longitude and latitude of a row at `nowMs`, as the vertex shader reckons them. */
  whereabouts(row: number, nowMs: number, out: [number, number]): [number, number] {
    return whereabouts(this.motion, row, nowMs, out);
  }

  /** A number of a row's look. */
  word(row: number, word: number): number {
    return this.#words[row * LOOK_WORDS + word]!;
  }

  /** Four bytes as the machine has them in a word. */
  colour(row: number): number {
    return this.#whole[row * LOOK_WORDS + Look.colour]!;
  }

  glyph(row: number): number {
    return this.#bytes[(row * LOOK_WORDS + Look.style) * 4]!;
  }

  has(row: number, flag: number): boolean {
    return (this.#bytes[(row * LOOK_WORDS + Look.style) * 4 + 2]! & flag) !== 0;
  }

  #grow(count: number): void {
    if (count * LOOK_WORDS <= this.#words.length) return;
    const capacity = 2 ** Math.ceil(Math.log2(count));
    const words = new Float32Array(capacity * LOOK_WORDS);
    words.set(this.#words);
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer);
    this.#whole = new Uint32Array(words.buffer);
    this.#changedIn = new Uint32Array(Math.ceil(capacity / CHUNK_ROWS)).fill(this.generation + 1);
  }

  #fillRow(table: TrackTable, row: number, palette: Palette, visible: boolean): void {
    this.#hull(table.statics[row], row);
    const { motion } = table;
    const at = row * LOOK_WORDS;
    const state = motion.state(row);
    const kind = table.kind[row]!;
    const distress = (state & TrackStateBits.distress) !== 0;
    const urgent = distress || (state & TrackStateBits.alarmed) !== 0;
    const directed = !Number.isNaN(
      directionDeg(motion.headingDeg(row), courseDeg(motion, row), motion.sogKn(row)),
    );
    const contact = table.contact[row]!;
    const shipType = table.shipType[row]!;
    const glyph = glyphOf({ kind, shipType, state, contact, sources: table.sources[row]!, directed });
    let flags = 0;
    if (visible || distress) flags |= RowFlag.visible;
    if (directed && turns(glyph)) flags |= RowFlag.turns;
    if (urgent) flags |= RowFlag.urgent;
    if (distress) flags |= RowFlag.distress;
    if (isAircraft(kind)) flags |= RowFlag.aloft;
    if (motion.isUnderway(row)) flags |= RowFlag.underway;
    // Carried on without being seen looks as stale as it is.
    const coasting = state & TrackStateBits.coasting ? TrackLife.stale : TrackLife.live;
    const style = (at + Look.style) * 4;
    const bytes = this.#bytes;
    bytes[style] = glyph;
    bytes[style + 1] = Math.max(state & TrackStateBits.lifeMask, coasting);
    bytes[style + 2] = flags;
    bytes[style + 3] = reckonedAfterS(kind, state);
    // The three spare bytes stay 0.
    bytes[(at + Look.sign) * 4] = signOf(state, contact) ?? 0;
    this.#whole[at + Look.colour] = urgent ? this.#dangerColour : this.#colourOf(kind, shipType, palette);
  }

  /** Static data is another object whenever it says something else: most changes leave it as it is. */
  #hull(statics: TrackStatic | undefined, row: number): void {
    if (this.#hulls[row] === statics) return;
    this.#hulls[row] = statics;
    const at = row * LOOK_WORDS;
    const toBowM = statics?.toBowM ?? 0;
    const toSternM = statics?.toSternM ?? 0;
    this.longestHullM = Math.max(this.longestHullM, toBowM + toSternM);
    this.#words[at + Look.toBowM] = toBowM;
    this.#words[at + Look.toSternM] = toSternM;
    this.#words[at + Look.toPortM] = statics?.toPortM ?? 0;
    this.#words[at + Look.toStarboardM] = statics?.toStarboardM ?? 0;
  }

  /** The colour of a kind and type as one word, reckoned once a palette. */
  #colourOf(kind: number, shipType: number, palette: Palette): number {
    const of = (kind << 8) | shipType;
    const known = this.#colours[of];
    if (known !== undefined) return known;
    // A device under test is shown and not alarmed.
    const calm = kind === TrackKind.locatingDeviceTest;
    const colour = asWord(classColour(palette, calm ? 'other' : vesselClass(kind, shipType)));
    this.#colours[of] = colour;
    return colour;
  }
}

/** Four bytes as the machine has them in a word. */
const asWord = (colour: Rgba): number => new Uint32Array(Uint8Array.from(colour).buffer)[0]!;
