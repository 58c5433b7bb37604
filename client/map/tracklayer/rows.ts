/**
 * The table's rows as the graphics card takes them: one record a track, one block a frame of data, no object a
 * track. The same block answers the questions of picking, labels and follow, so that they agree with the drawing.
 */
import { MAX_EXTRAPOLATION_S, writeVelocityDegPerS } from '../../../proto/domain/motion.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import type { TrackStatic, TrackTable } from '../../store/tracks.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import type { Palette } from '../../store/view.ts';
import { classColour, INKS, type Rgba } from '../colours.ts';
import { directionDeg, glyphOf, isAircraft, reckonedAfterS, signOf, turns } from '../symbols/glyph.ts';

/** Four-byte words of a record, and what is where in it. Angles in degrees, negative when absent. */
export const RECORD_WORDS = 20;
export const Word = {
  lonHigh: 0,
  latHigh: 1,
  lonLow: 2,
  latLow: 3,
  /** Degrees a second. */
  lonVelocity: 4,
  latVelocity: 5,
  /** Seconds from `baseMs`, mostly negative. */
  observedS: 6,
  courseDeg: 7,
  directionDeg: 8,
  headingDeg: 9,
  /** Metres from the antenna; all 0 when unknown. */
  toBowM: 10,
  toSternM: 11,
  toPortM: 12,
  toStarboardM: 13,
  /** Bytes: glyph, life, flags, age of the position beyond which it is reckoned, seconds. */
  style: 14,
  /** Bytes: red, green, blue, alpha. */
  colour: 15,
  /** The 95 % ellipse: half axes in metres, 0 where there is none, and the major axis' direction. */
  semiMajorM: 16,
  semiMinorM: 17,
  orientationDeg: 18,
  /** Bytes: glyph of the sign beside the symbol (0: none), three spare. */
  sign: 19,
} as const;

export const RowFlag = { visible: 1, turns: 2, urgent: 4, aloft: 8, underway: 16, distress: 32 } as const;

/**
 * The age of the position, whole seconds up to 255, beyond which the track is reckoned: reports that dead reckoning
 * explains bring no position, yet the ship was heard.
 */
function reckonedAfterObservation(table: TrackTable, row: number): number {
  const afterS = reckonedAfterS(table.kind[row]!, table.state[row]!);
  if (afterS === 0) return 0;
  const heardS = (table.heardMs[row]! - table.observedMs[row]!) / 1000;
  return Math.min(255, Math.round(afterS + heardS));
}

const FIRST_CAPACITY = 1024;
/** Rows that go to the graphics card together. */
export const BLOCK_ROWS = 64;
/** Beyond this their base is made anew: single precision keeps a tenth of a millisecond until then. */
const BASE_STANDS_MS = 600_000;
const ABSENT = -1;

export type Visibility = (table: TrackTable, row: number) => boolean;

export class TrackRows {
  #words = new Float32Array(FIRST_CAPACITY * RECORD_WORDS);
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
  /** The picture's time that `observedS` counts from. */
  baseMs = 0;
  /** Grows with every change: who copied the records elsewhere copies those again that {@link changedIn} says. */
  generation = 0;
  /** No hull that any row had is longer, metres; no ellipse since the last `fill` has a longer half axis. */
  longestHullM = 0;
  widestEllipseM = 0;
  /** Of each {@link BLOCK_ROWS} rows, the generation of their last change. */
  #changedIn = new Uint32Array(FIRST_CAPACITY / BLOCK_ROWS);
  /** What was taken over last. */
  #taken: { readonly table: TrackTable; version: number } | undefined;

  /** The generation in which a block of {@link BLOCK_ROWS} rows changed last. */
  changedIn(block: number): number {
    return this.#changedIn[block] ?? this.generation;
  }

  /** The records in use; valid until the next `fill`. */
  get words(): Float32Array {
    return this.#words.subarray(0, this.count * RECORD_WORDS);
  }

  /** Takes over the whole table as it is; `nowMs` becomes the base of its times. */
  fill(table: TrackTable, palette: Palette, visible: Visibility, nowMs: number): void {
    this.#grow(table.count);
    if (palette !== this.#palette) {
      this.#colours = [];
      this.#dangerColour = asWord(INKS[palette].danger);
      this.#palette = palette;
    }
    this.count = table.count;
    this.baseMs = nowMs;
    this.widestEllipseM = 0;
    for (let row = 0; row < table.count; row++) this.#fillRow(table, row, palette, visible(table, row));
    this.generation++;
    this.#changedIn.fill(this.generation);
    this.#taken = { table, version: table.version };
  }

  /** Takes over what the table's last commit changed, where no more than that did; otherwise all, as {@link fill}. */
  update(table: TrackTable, palette: Palette, visible: Visibility, nowMs: number): void {
    const taken = this.#taken;
    const changed = taken?.table === table ? table.changedRows?.(taken.version) : undefined;
    const stands = nowMs >= this.baseMs && nowMs - this.baseMs < BASE_STANDS_MS;
    if (taken === undefined || changed === undefined || palette !== this.#palette || !stands) {
      this.fill(table, palette, visible, nowMs);
      return;
    }
    this.#grow(table.count);
    this.count = table.count;
    this.generation++;
    for (let i = 0; i < changed.length; i++) {
      const row = changed[i]!;
      if (row >= table.count) continue;
      this.#fillRow(table, row, palette, visible(table, row));
      this.#changedIn[Math.floor(row / BLOCK_ROWS)] = this.generation;
    }
    taken.version = table.version;
  }

  #fillRow(table: TrackTable, row: number, palette: Palette, visible: boolean): void {
    this.#motion(table, row);
    this.#hull(table.statics[row], row);
    this.#style(table, row, palette, visible);
  }

  /** Longitude and latitude of a row at `nowMs`, as the vertex shader reckons them. */
  whereabouts(row: number, nowMs: number, out: [number, number]): [number, number] {
    const at = row * RECORD_WORDS;
    const words = this.#words;
    const seconds = (nowMs - this.baseMs) / 1000 - words[at + Word.observedS]!;
    const t = Math.max(0, Math.min(seconds, MAX_EXTRAPOLATION_S));
    out[0] = words[at + Word.lonHigh]! + words[at + Word.lonLow]! + words[at + Word.lonVelocity]! * t;
    out[1] = words[at + Word.latHigh]! + words[at + Word.latLow]! + words[at + Word.latVelocity]! * t;
    return out;
  }

  word(row: number, word: number): number {
    return this.#words[row * RECORD_WORDS + word]!;
  }

  glyph(row: number): number {
    return this.#bytes[(row * RECORD_WORDS + Word.style) * 4]!;
  }

  has(row: number, flag: number): boolean {
    return (this.#bytes[(row * RECORD_WORDS + Word.style) * 4 + 2]! & flag) !== 0;
  }

  #grow(count: number): void {
    if (count * RECORD_WORDS <= this.#words.length) return;
    const capacity = 2 ** Math.ceil(Math.log2(count));
    const words = new Float32Array(capacity * RECORD_WORDS);
    words.set(this.#words);
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer);
    this.#whole = new Uint32Array(words.buffer);
    this.#changedIn = new Uint32Array(Math.ceil(capacity / BLOCK_ROWS)).fill(this.generation + 1);
  }

  #motion(table: TrackTable, row: number): void {
    const at = row * RECORD_WORDS;
    const words = this.#words;
    const lon = table.lonLat[2 * row]!;
    const lat = table.lonLat[2 * row + 1]!;
    const sogKn = table.sogKn[row]!;
    const cogDeg = table.cogDeg[row]!;
    const headingDeg = table.headingDeg[row]!;
    // At rest a ship swings and its receiver drifts: reckoning on would walk it off its berth.
    const still = (table.state[row]! & TrackStateBits.atRest) !== 0;
    const known = !still && !Number.isNaN(sogKn) && !Number.isNaN(cogDeg);
    const direction = directionDeg(headingDeg, cogDeg, sogKn);
    words[at + Word.lonHigh] = lon;
    words[at + Word.latHigh] = lat;
    // What single precision left out.
    words[at + Word.lonLow] = lon - words[at + Word.lonHigh]!;
    words[at + Word.latLow] = lat - words[at + Word.latHigh]!;
    if (known) writeVelocityDegPerS(lat, sogKn, cogDeg, words, at + Word.lonVelocity);
    else words[at + Word.lonVelocity] = words[at + Word.latVelocity] = 0;
    words[at + Word.observedS] = (table.observedMs[row]! - this.baseMs) / 1000;
    words[at + Word.courseDeg] = known ? cogDeg : ABSENT;
    words[at + Word.directionDeg] = Number.isNaN(direction) ? ABSENT : direction;
    words[at + Word.headingDeg] = Number.isNaN(headingDeg) ? ABSENT : headingDeg;
    const semiMajorM = table.semiMajorM[row]! || 0;
    if (semiMajorM > this.widestEllipseM) this.widestEllipseM = semiMajorM;
    words[at + Word.semiMajorM] = semiMajorM;
    words[at + Word.semiMinorM] = table.semiMinorM[row]! || 0;
    words[at + Word.orientationDeg] = table.orientationDeg[row]! || 0;
  }

  /** Static data is another object whenever it says something else: most reports leave it as it is. */
  #hull(statics: TrackStatic | undefined, row: number): void {
    if (this.#hulls[row] === statics) return;
    this.#hulls[row] = statics;
    const at = row * RECORD_WORDS;
    const toBowM = statics?.toBowM ?? 0;
    const toSternM = statics?.toSternM ?? 0;
    this.longestHullM = Math.max(this.longestHullM, toBowM + toSternM);
    this.#words[at + Word.toBowM] = toBowM;
    this.#words[at + Word.toSternM] = toSternM;
    this.#words[at + Word.toPortM] = statics?.toPortM ?? 0;
    this.#words[at + Word.toStarboardM] = statics?.toStarboardM ?? 0;
  }

  #style(table: TrackTable, row: number, palette: Palette, visible: boolean): void {
    const at = row * RECORD_WORDS;
    const state = table.state[row]!;
    const kind = table.kind[row]!;
    const distress = (state & TrackStateBits.distress) !== 0;
    const urgent = distress || (state & TrackStateBits.alarmed) !== 0;
    const directed = this.#words[at + Word.directionDeg]! >= 0;
    const contact = table.contact[row]!;
    const shipType = table.shipType[row]!;
    const glyph = glyphOf({ kind, shipType, state, contact, sources: table.sources[row]!, directed });
    let flags = 0;
    if (visible || distress) flags |= RowFlag.visible;
    if (directed && turns(glyph)) flags |= RowFlag.turns;
    if (urgent) flags |= RowFlag.urgent;
    if (distress) flags |= RowFlag.distress;
    if (isAircraft(kind)) flags |= RowFlag.aloft;
    if (this.#words[at + Word.courseDeg]! >= 0) flags |= RowFlag.underway;
    // Carried on without being seen looks as stale as it is.
    const coasting = state & TrackStateBits.coasting ? TrackLife.stale : TrackLife.live;
    const style = (at + Word.style) * 4;
    const bytes = this.#bytes;
    bytes[style] = glyph;
    bytes[style + 1] = Math.max(state & TrackStateBits.lifeMask, coasting);
    bytes[style + 2] = flags;
    bytes[style + 3] = reckonedAfterObservation(table, row);
    // The three spare bytes stay 0.
    bytes[(at + Word.sign) * 4] = signOf(state, contact) ?? 0;
    this.#whole[at + Word.colour] = urgent ? this.#dangerColour : this.#colourOf(kind, shipType, palette);
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
