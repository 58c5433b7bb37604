/**
 * The parts of an area notice (SN.1/Circ.289, tables 11.4 to 11.9): shapes that follow one another, and text. The coast
 * guard of the United States sends the same with finer positions and longer distances.
 */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import { listed } from '../listed.ts';
import { clamp } from '../quantities.ts';
import { direction, type Field, fineLat, fineLon, lat, lon, untrimmed } from './fields.ts';

/** Distances as they come: they have three to four digits and a power of ten. */
interface Placed {
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  /** Decimals of a minute that the position is good for; 4 is the default. */
  readonly precision?: number | undefined;
}

export type SubArea =
  /** A radius of 0 is a point. */
  | ({ readonly shape: 'circle'; readonly radiusM: number } & Placed)
  | ({
      readonly shape: 'rectangle';
      readonly eastM: number;
      readonly northM: number;
      /** Turned clockwise about its south-west corner, which the position is. */
      readonly orientationDeg?: number | undefined;
    } & Placed)
  | ({
      readonly shape: 'sector';
      readonly radiusM: number;
      readonly fromDeg?: number | undefined;
      readonly toDeg?: number | undefined;
    } & Placed)
  /** Each point from the last; the first from the point or line before. */
  | { readonly shape: 'polyline' | 'polygon'; readonly points: readonly Step[] }
  | { readonly shape: 'text'; readonly text?: string | undefined }
  | { readonly shape: 'reserved'; readonly code: number };

export interface Step {
  /** In half degrees, true; a step without it leads nowhere that is known. */
  readonly bearingDeg?: number | undefined;
  readonly distanceM: number;
}

/** How one country or circular fills a part. */
export interface SubAreaForm {
  readonly bits: number;
  readonly lon: Field<number>;
  readonly lat: Field<number>;
  readonly distanceBits: number;
  readonly characters: number;
  /** Whether the precision is said. */
  readonly precise: boolean;
}

export const CIRC_289: SubAreaForm = {
  bits: 87,
  lon,
  lat,
  distanceBits: 10,
  characters: 14,
  precise: true,
};
/** 366/22, as the coast guard tried it out in 2012. */
export const USCG_TRIAL: SubAreaForm = {
  bits: 90,
  lon: fineLon,
  lat: fineLat,
  distanceBits: 11,
  characters: 14,
  precise: false,
};
/** 367/22, "Geographic Notice", release 1b. */
export const USCG: SubAreaForm = {
  bits: 96,
  lon: fineLon,
  lat: fineLat,
  distanceBits: 11,
  characters: 15,
  precise: true,
};

const SHAPES = ['circle', 'rectangle', 'sector', 'polyline', 'polygon', 'text'] as const;
const STEPS = 4;
const RADIUS_BITS = 12;
const SIDE_BITS = 8;
const TURN = direction();
const BEARINGS = 720;

/** Reads all whole parts of [at, end); texts that follow one another are one. */
export function readSubAreas(form: SubAreaForm, from: Bits, at: number, end: number): SubArea[] {
  const areas: SubArea[] = [];
  let said = '';
  const finishText = (): void => {
    const whole = said.trimEnd();
    if (whole !== '') areas.push({ shape: 'text', text: whole });
    said = '';
  };
  for (let next = at; next + form.bits <= end; next += form.bits) {
    const shape = SHAPES[from.unsigned(next, 3)];
    if (shape === 'text') {
      said += untrimmed(from, next + 3, form.characters);
      continue;
    }
    finishText();
    areas.push(readSubArea(form, from, next, shape));
  }
  finishText();
  return areas;
}

function readSubArea(
  form: SubAreaForm,
  from: Bits,
  at: number,
  shape: Exclude<(typeof SHAPES)[number], 'text'> | undefined,
): SubArea {
  const scale = 10 ** from.unsigned(at + 3, 2);
  if (shape === undefined) return { shape: 'reserved', code: from.unsigned(at, 3) };
  if (shape === 'polyline' || shape === 'polygon')
    return { shape, points: readSteps(form, from, at + 5, scale) };
  const latAt = at + 5 + form.lon.bits;
  const precisionAt = latAt + form.lat.bits;
  const next = precisionAt + (form.precise ? 3 : 0);
  const placed = {
    lon: form.lon.read(from, at + 5),
    lat: form.lat.read(from, latAt),
    precision: form.precise ? from.unsigned(precisionAt, 3) : undefined,
  };
  switch (shape) {
    case 'circle':
      return { shape, ...placed, radiusM: from.unsigned(next, RADIUS_BITS) * scale };
    case 'rectangle':
      return {
        shape,
        ...placed,
        eastM: from.unsigned(next, SIDE_BITS) * scale,
        northM: from.unsigned(next + SIDE_BITS, SIDE_BITS) * scale,
        orientationDeg: TURN.read(from, next + 2 * SIDE_BITS),
      };
    case 'sector':
      return {
        shape,
        ...placed,
        radiusM: from.unsigned(next, RADIUS_BITS) * scale,
        fromDeg: TURN.read(from, next + RADIUS_BITS),
        toDeg: TURN.read(from, next + RADIUS_BITS + TURN.bits),
      };
  }
}

function readSteps({ distanceBits }: SubAreaForm, from: Bits, at: number, scale: number): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < STEPS; i++) {
    const next = at + i * (10 + distanceBits);
    const distanceM = from.unsigned(next + 10, distanceBits) * scale;
    if (distanceM === 0) break;
    const bearing = from.unsigned(next, 10);
    steps.push({ bearingDeg: bearing < BEARINGS ? bearing / 2 : undefined, distanceM });
  }
  return steps;
}

/** How many parts these areas are: a text may need several. */
export const MAX_SUB_AREAS = 10;

/** Writes as many parts as an area notice has room for. */
export function writeSubAreas(form: SubAreaForm, to: BitWriter, areas: readonly SubArea[]): void {
  let left = MAX_SUB_AREAS;
  for (const area of listed(areas)) {
    if (area.shape !== 'text') {
      if (left-- <= 0) return;
      writeSubArea(form, to, area);
      continue;
    }
    const whole = typeof area.text === 'string' ? area.text : '';
    for (let i = 0; i < whole.length && left-- > 0; i += form.characters) {
      const from = to.length;
      to.put(5, 3).text(whole.slice(i, i + form.characters), form.characters);
      fill(to, from + form.bits);
    }
  }
}

type Text = Extract<SubArea, { shape: 'text' }>;
type Reserved = Extract<SubArea, { shape: 'reserved' }>;
type Chain = Extract<SubArea, { points: readonly Step[] }>;

function writeSubArea(form: SubAreaForm, to: BitWriter, area: Exclude<SubArea, Text>): void {
  const end = to.length + form.bits;
  if (area.shape === 'reserved') to.put(area.code, 3);
  else {
    to.put(SHAPES.indexOf(area.shape), 3);
    if ('points' in area) writeSteps(form, to, listed(area.points).slice(0, STEPS));
    else writePlaced(form, to, area);
  }
  fill(to, end);
}

function writePlaced(
  form: SubAreaForm,
  to: BitWriter,
  area: Exclude<SubArea, Text | Reserved | Chain>,
): void {
  const lengths = area.shape === 'rectangle' ? [area.eastM, area.northM] : [area.radiusM];
  const bits = area.shape === 'rectangle' ? SIDE_BITS : RADIUS_BITS;
  const scale = putScale(to, bits, lengths);
  form.lon.write(to, area.lon);
  form.lat.write(to, area.lat);
  if (form.precise) to.put(area.precision ?? 4, 3);
  for (const length of lengths) putDistance(to, length, scale, bits);
  if (area.shape === 'rectangle') TURN.write(to, area.orientationDeg);
  if (area.shape === 'sector') {
    TURN.write(to, area.fromDeg);
    TURN.write(to, area.toDeg);
  }
}

function writeSteps({ distanceBits }: SubAreaForm, to: BitWriter, steps: readonly Step[]): void {
  const scale = putScale(
    to,
    distanceBits,
    steps.map(({ distanceM }) => distanceM),
  );
  for (const { bearingDeg, distanceM } of steps) {
    to.put(bearingDeg === undefined ? BEARINGS : Math.round(bearingDeg * 2) % BEARINGS, 10);
    putDistance(to, distanceM, scale, distanceBits);
  }
  for (let i = steps.length; i < STEPS; i++) to.put(BEARINGS, 10).put(0, distanceBits);
}

/** The smallest power of ten with which all the distances fit; it is written and returned. */
function putScale(to: BitWriter, bits: number, distances: readonly number[]): number {
  const longest = Math.max(0, ...distances);
  let power = 0;
  while (power < 3 && Math.round(longest / 10 ** power) >= 2 ** bits) power++;
  to.put(power, 2);
  return 10 ** power;
}

function putDistance(to: BitWriter, distanceM: number, scale: number, bits: number): void {
  to.put(clamp(distanceM / scale, 0, 2 ** bits - 1), bits);
}

function fill(to: BitWriter, end: number): void {
  while (to.length < end) to.put(0, Math.min(30, end - to.length));
}
