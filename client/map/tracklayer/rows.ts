/**
 * The table's rows as the graphics card takes them: one record a track, one block a frame of data, no object a
 * track. The same block answers the questions of picking, labels and follow, so that they agree with the drawing.
 */
import { MAX_EXTRAPOLATION_S, velocityDegPerS } from '../../../proto/domain/motion.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import type { TrackStatic, TrackTable } from '../../store/tracks.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import type { Palette, VesselClass } from '../../store/view.ts';
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
const ABSENT = -1;

export type Visibility = (table: TrackTable, row: number) => boolean;

export class TrackRows {
  #words = new Float32Array(FIRST_CAPACITY * RECORD_WORDS);
  #bytes = new Uint8Array(this.#words.buffer);
  #colours = new Map<VesselClass, Rgba>();
  #palette: Palette | undefined;
  /** Records in use. */
  count = 0;
  /** The picture's time that `observedS` counts from. */
  baseMs = 0;
  /** Grows with every change of the block: who copied it elsewhere copies again. */
  generation = 0;

  /** The records in use; valid until the next `fill`. */
  get words(): Float32Array {
    return this.#words.subarray(0, this.count * RECORD_WORDS);
  }

  /** Takes over the whole table as it is; `nowMs` becomes the base of its times. */
  fill(table: TrackTable, palette: Palette, visible: Visibility, nowMs: number): void {
    this.#grow(table.count);
    if (palette !== this.#palette) {
      this.#colours.clear();
      this.#palette = palette;
    }
    this.count = table.count;
    this.baseMs = nowMs;
    for (let row = 0; row < table.count; row++) {
      this.#motion(table, row);
      this.#hull(table.statics[row], row);
      this.#ellipse(table, row);
      this.#style(table, row, palette, visible(table, row));
    }
    this.generation++;
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
    this.#words = new Float32Array(2 ** Math.ceil(Math.log2(count)) * RECORD_WORDS);
    this.#bytes = new Uint8Array(this.#words.buffer);
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
    const velocity = velocityDegPerS(lat, known ? sogKn : undefined, known ? cogDeg : undefined);
    const direction = directionDeg(headingDeg, cogDeg, sogKn);
    words[at + Word.lonHigh] = lon;
    words[at + Word.latHigh] = lat;
    words[at + Word.lonLow] = lon - Math.fround(lon);
    words[at + Word.latLow] = lat - Math.fround(lat);
    words[at + Word.lonVelocity] = velocity.lon;
    words[at + Word.latVelocity] = velocity.lat;
    words[at + Word.observedS] = (table.observedMs[row]! - this.baseMs) / 1000;
    words[at + Word.courseDeg] = known ? cogDeg : ABSENT;
    words[at + Word.directionDeg] = Number.isNaN(direction) ? ABSENT : direction;
    words[at + Word.headingDeg] = Number.isNaN(headingDeg) ? ABSENT : headingDeg;
  }

  #hull(statics: TrackStatic | undefined, row: number): void {
    const at = row * RECORD_WORDS;
    this.#words[at + Word.toBowM] = statics?.toBowM ?? 0;
    this.#words[at + Word.toSternM] = statics?.toSternM ?? 0;
    this.#words[at + Word.toPortM] = statics?.toPortM ?? 0;
    this.#words[at + Word.toStarboardM] = statics?.toStarboardM ?? 0;
  }

  #ellipse(table: TrackTable, row: number): void {
    const at = row * RECORD_WORDS;
    this.#words[at + Word.semiMajorM] = table.semiMajorM[row]! || 0;
    this.#words[at + Word.semiMinorM] = table.semiMinorM[row]! || 0;
    this.#words[at + Word.orientationDeg] = table.orientationDeg[row]! || 0;
  }

  #style(table: TrackTable, row: number, palette: Palette, visible: boolean): void {
    const state = table.state[row]!;
    const kind = table.kind[row]!;
    const urgent = (state & (TrackStateBits.distress | TrackStateBits.alarmed)) !== 0;
    const directed = this.word(row, Word.directionDeg) >= 0;
    const contact = table.contact[row]!;
    const shipType = table.shipType[row]!;
    const glyph = glyphOf({ kind, shipType, state, contact, sources: table.sources[row]!, directed });
    let flags = 0;
    if (visible || state & TrackStateBits.distress) flags |= RowFlag.visible;
    if (turns(glyph) && directed) flags |= RowFlag.turns;
    if (urgent) flags |= RowFlag.urgent;
    if (state & TrackStateBits.distress) flags |= RowFlag.distress;
    if (isAircraft(kind)) flags |= RowFlag.aloft;
    if (this.word(row, Word.courseDeg) >= 0) flags |= RowFlag.underway;
    const style = (row * RECORD_WORDS + Word.style) * 4;
    this.#bytes[style] = glyph;
    // Carried on without being seen looks as stale as it is.
    const coasting = state & TrackStateBits.coasting ? TrackLife.stale : TrackLife.live;
    this.#bytes[style + 1] = Math.max(state & TrackStateBits.lifeMask, coasting);
    this.#bytes[style + 2] = flags;
    this.#bytes[style + 3] = reckonedAfterObservation(table, row);
    const sign = (row * RECORD_WORDS + Word.sign) * 4;
    this.#bytes[sign] = signOf(state, contact) ?? 0;
    this.#bytes.fill(0, sign + 1, sign + 4);
    // A device under test is shown and not alarmed.
    const calm = kind === TrackKind.locatingDeviceTest;
    const colour = urgent
      ? INKS[palette].danger
      : this.#colour(palette, calm ? 'other' : vesselClass(kind, shipType));
    this.#bytes.set(colour, (row * RECORD_WORDS + Word.colour) * 4);
  }

  #colour(palette: Palette, of: VesselClass): Rgba {
    let colour = this.#colours.get(of);
    if (colour === undefined) {
      colour = classColour(palette, of);
      this.#colours.set(of, colour);
    }
    return colour;
  }
}
