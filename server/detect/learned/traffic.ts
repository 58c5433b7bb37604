/**
 * How traffic goes, learned as it passes: by cell and class the courses steered, and by part of the day the speeds made.
 * A cell is known when different vessels made it known; what one vessel does alone says nothing.
 */
import { latLngToCell } from 'h3-js';
import type { LearnedTraffic, UsualTraffic } from './learned.ts';

/** H3 cells of about 5 km² (edge about 1.4 km). */
const RESOLUTION = 7;
/** Beyond it the cell where nobody passed for longest is forgotten: about 30 MB at the most, most of it outside the heap. */
const MAX_CELLS = 40_000;
/** Courses in steps of 10°. */
const COURSES = 36;
const COURSE_DEG = 360 / COURSES;
/** Within 30°: three steps to each side, and its own. */
const NEAR_COURSES = 3;
/** Speeds in steps of 1 kn to 23 kn; the last is all above. */
const SPEEDS = 24;
/** Night, morning, afternoon, evening by UTC and longitude: six hours each of the sun's day. */
const BANDS = 4;
/** Passages by fewer different vessels say nothing. */
const LEAST_VESSELS = 4;
/** Different vessels remembered of a cell and class, the newest. */
const MAX_VESSELS = 24;
/** At so many passages every count is halved: what was long ago fades, and no count grows without end. */
const FADES_AT = 2048;
const [SLOW, MEDIAN, FAST] = [0.05, 0.5, 0.95];
const VERSION = 1;

interface ClassTraffic {
  /** Below {@link FADES_AT} each. */
  readonly courses: Uint16Array;
  /** By band and speed. */
  readonly speeds: Uint16Array;
  /** MMSIs, the newest last. */
  readonly vessels: number[];
  passages: number;
}

type Cell = Map<string, ClassTraffic>;

const newTraffic = (): ClassTraffic => ({
  courses: new Uint16Array(COURSES),
  speeds: new Uint16Array(BANDS * SPEEDS),
  vessels: [],
  passages: 0,
});

export class TrafficMap implements LearnedTraffic {
  readonly #cells = new Map<string, Cell>();

  passed(
    cls: string,
    lat: number,
    lon: number,
    ms: number,
    sogKn: number,
    cogDeg: number,
    mmsi: number,
  ): void {
    const key = latLngToCell(lat, lon, RESOLUTION);
    const cell = this.#cells.get(key) ?? new Map<string, ClassTraffic>();
    this.#cells.delete(key);
    this.#cells.set(key, cell);
    if (this.#cells.size > MAX_CELLS) this.#cells.delete(this.#cells.keys().next().value!);
    let traffic = cell.get(cls);
    if (!traffic) {
      traffic = newTraffic();
      cell.set(cls, traffic);
    }
    traffic.courses[courseStep(cogDeg)]!++;
    traffic.speeds[bandOf(lon, ms) * SPEEDS + Math.min(SPEEDS - 1, Math.floor(sogKn))]!++;
    traffic.passages++;
    const known = traffic.vessels.indexOf(mmsi);
    if (known >= 0) traffic.vessels.splice(known, 1);
    traffic.vessels.push(mmsi);
    if (traffic.vessels.length > MAX_VESSELS) traffic.vessels.shift();
    if (traffic.passages >= FADES_AT) fade(traffic);
  }

  /** Speeds of this part of the day where it knows enough of them, else of all day. */
  usual(
    cls: string,
    lat: number,
    lon: number,
    ms: number,
    except?: number | undefined,
  ): UsualTraffic | undefined {
    const cell = this.#cells.get(latLngToCell(lat, lon, RESOLUTION));
    const traffic = cell?.get(cls);
    if (!cell || !traffic) return undefined;
    const samples = traffic.vessels.length - (traffic.vessels.includes(except ?? -1) ? 1 : 0);
    if (samples < LEAST_VESSELS) return undefined;
    const inBand = bandSpeeds(traffic, bandOf(lon, ms));
    const speeds = sumOf(inBand) >= 4 * LEAST_VESSELS ? inBand : allSpeeds(traffic);
    return {
      samples,
      slowKn: quantile(speeds, SLOW),
      medianKn: quantile(speeds, MEDIAN),
      fastKn: quantile(speeds, FAST),
      courseShare: (cogDeg) => courseShare([traffic], cogDeg),
      classShare: traffic.passages / Math.max(1, passagesOf(cell)),
    };
  }

  vesselsAt(lat: number, lon: number, except?: number | undefined): number {
    const vessels = new Set<number>();
    for (const { vessels: some } of this.#cells.get(latLngToCell(lat, lon, RESOLUTION))?.values() ?? [])
      for (const mmsi of some) if (mmsi !== except) vessels.add(mmsi);
    return vessels.size;
  }

  courseShare(lat: number, lon: number, cogDeg: number): number {
    const cell = this.#cells.get(latLngToCell(lat, lon, RESOLUTION));
    return cell ? courseShare([...cell.values()], cogDeg) : 0;
  }

  passages(lat: number, lon: number): number {
    const cell = this.#cells.get(latLngToCell(lat, lon, RESOLUTION));
    return cell ? passagesOf(cell) : 0;
  }

  /** For the checkpoint: the same passages in the same order give the same text. */
  save(): string {
    const cells = [...this.#cells].map(([key, cell]) => [
      key,
      [...cell].map(([cls, { courses, speeds, vessels, passages }]) => [
        cls,
        passages,
        sparse(courses),
        sparse(speeds),
        vessels,
      ]),
    ]);
    return JSON.stringify({ version: VERSION, cells });
  }

  /** From {@link save}; undefined: the text is none of ours, or of another version. */
  static load(text: string): TrafficMap | undefined {
    const said = parsed(text);
    if (typeof said !== 'object' || said === null) return undefined;
    const { version, cells } = said as Readonly<Record<string, unknown>>;
    if (version !== VERSION || !Array.isArray(cells) || cells.length > MAX_CELLS) return undefined;
    const map = new TrafficMap();
    for (const row of cells) {
      if (!Array.isArray(row) || typeof row[0] !== 'string' || !Array.isArray(row[1])) return undefined;
      const cell: Cell = new Map();
      for (const of of row[1]) {
        const traffic = trafficOf(of);
        if (!traffic) return undefined;
        cell.set((of as [string])[0], traffic);
      }
      map.#cells.set(row[0], cell);
    }
    return map;
  }
}

const courseStep = (cogDeg: number): number =>
  Math.floor((((cogDeg % 360) + 360) % 360) / COURSE_DEG) % COURSES;

/** By the sun: UTC and four minutes a degree of longitude. */
const bandOf = (lon: number, ms: number): number => {
  const day = 86_400_000;
  const local = (((ms + lon * 240_000) % day) + day) % day;
  return Math.floor((local / day) * BANDS) % BANDS;
};

type Counts = Uint16Array | readonly number[];

const sumOf = (counts: Counts): number => {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
};

const bandSpeeds = ({ speeds }: ClassTraffic, band: number): Counts =>
  speeds.subarray(band * SPEEDS, (band + 1) * SPEEDS);

const allSpeeds = ({ speeds }: ClassTraffic): readonly number[] =>
  Array.from({ length: SPEEDS }, (_, step) => {
    let sum = 0;
    for (let band = 0; band < BANDS; band++) sum += speeds[band * SPEEDS + step]!;
    return sum;
  });

const passagesOf = (cell: Cell): number => {
  let passages = 0;
  for (const traffic of cell.values()) passages += traffic.passages;
  return passages;
};

function courseShare(of: readonly ClassTraffic[], cogDeg: number): number {
  const middle = courseStep(cogDeg);
  let [near, all] = [0, 0];
  for (const { courses } of of)
    for (let step = 0; step < COURSES; step++) {
      all += courses[step]!;
      const apart = Math.abs(step - middle);
      if (Math.min(apart, COURSES - apart) <= NEAR_COURSES) near += courses[step]!;
    }
  return all > 0 ? near / all : 0;
}

/** Within its step as if evenly spread. */
function quantile(counts: Counts, share: number): number {
  const wanted = share * sumOf(counts);
  let before = 0;
  for (let step = 0; step < counts.length; step++) {
    const here = counts[step]!;
    if (here > 0 && before + here >= wanted) return step + (wanted - before) / here;
    before += here;
  }
  return counts.length;
}

function fade(traffic: ClassTraffic): void {
  for (const counts of [traffic.courses, traffic.speeds])
    for (let step = 0; step < counts.length; step++) counts[step] = counts[step]! >> 1;
  traffic.passages >>= 1;
}

/** Step and count by turns, of those that count. */
const sparse = (counts: Uint16Array): number[] =>
  Array.from(counts).flatMap((count, step) => (count > 0 ? [step, count] : []));

function filled(into: Uint16Array, from: unknown): boolean {
  if (!Array.isArray(from) || from.length % 2 !== 0) return false;
  for (let i = 0; i < from.length; i += 2) {
    const [step, count] = [from[i] as unknown, from[i + 1] as unknown];
    if (typeof step !== 'number' || typeof count !== 'number' || into[step] === undefined) return false;
    if (!(count >= 0 && count < 2 * FADES_AT)) return false;
    into[step] = count;
  }
  return true;
}

function trafficOf(said: unknown): ClassTraffic | undefined {
  if (!Array.isArray(said) || typeof said[0] !== 'string' || typeof said[1] !== 'number') return undefined;
  const traffic = newTraffic();
  const vessels = said[4] as unknown;
  if (!filled(traffic.courses, said[2]) || !filled(traffic.speeds, said[3])) return undefined;
  if (!Array.isArray(vessels) || vessels.length > MAX_VESSELS) return undefined;
  if (!vessels.every((mmsi) => typeof mmsi === 'number')) return undefined;
  traffic.vessels.push(...(vessels as number[]));
  traffic.passages = said[1];
  return traffic;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
