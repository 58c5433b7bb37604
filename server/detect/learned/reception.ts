/**
 * Where which feed hears which class of transmitter, learned from what each vessel owes by its own interval: received
 * against owed in cells, and how far a feed hears in each direction.
 */
import { cellToLatLng, latLngToCell } from 'h3-js';
import { bearingDeg, distanceM, type Position } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { LearnedReception } from './learned.ts';

/** H3 cells of about 36 km² (edge about 3.7 km). */
const RESOLUTION = 6;
/** What was received or owed counts half so long after. */
const HALF_LIFE_MS = 7 * 86_400_000;
/** Of the watch, and of each feed; beyond it the cell of which nothing was heard for longest is forgotten. */
const MAX_CELLS = 20_000;
const MAX_FEEDS = 64;
/** Less was owed, by fewer vessels, and nothing is known. */
const LEAST_OWED = 20;
const LEAST_VESSELS = 2;
/** A footprint of fewer vessels' cells says nothing. */
const LEAST_CELLS = 5;
const LEAST_REPORTS = 300;
const SECTOR_DEG = 10;
const SECTORS = 360 / SECTOR_DEG;
/** A cell is as wide: what was heard in it may have been at its edge. */
const CELL_M = 4000;
/** A footprint is made anew when a feed was heard in so many more cells, or so much more in all. */
const STALE_SHARE = 1.1;
/** Of the hashes of a feed's vessels: 2,048 bits tell some thousands of vessels apart. */
const HASH_WORDS = 64;
const VERSION = 2;

interface Cell {
  /** Class A, class B; as of `ms`. */
  readonly got: [number, number];
  readonly owed: [number, number];
  ms: number;
  /** Which of 32 hashes of an MMSI were heard, a word a class: how many vessels there were, roughly. */
  readonly vessels: [number, number];
}

/** By cell: how many reports, and hashes as in `Cell`. */
type FeedCells = Map<string, [number, number]>;

interface FeedReception {
  readonly cells: FeedCells;
  /** Which hashes of an MMSI were heard: how many vessels there were (linear counting, Whang et al. 1990). */
  readonly vessels: Uint32Array;
  reports: number;
  footprint?: { readonly of: Footprint | undefined; readonly reports: number };
}

interface Footprint extends Position {
  readonly vessels: number;
  rangeM(bearing: number): number | undefined;
}

export class ReceptionMap implements LearnedReception {
  readonly #cells = new Map<string, Cell>();
  readonly #feeds = new Map<string, FeedReception>();

  heard(feedId: string, isClassA: boolean, lat: number, lon: number, ms: number, mmsi: number): void {
    const name = latLngToCell(lat, lon, RESOLUTION);
    const cell = this.#aged(name, ms);
    const cls = isClassA ? 0 : 1;
    const bit = hashBit(mmsi);
    cell.got[cls]++;
    cell.owed[cls]++;
    cell.vessels[cls] |= bit;
    const feed = this.#feed(feedId);
    feed.reports++;
    const hash = hashOf(mmsi);
    feed.vessels[hash >>> 5]! |= 1 << (hash & 31);
    const there = feed.cells.get(name);
    if (there) {
      there[0]++;
      there[1] |= bit;
      return;
    }
    feed.cells.set(name, [1, bit]);
    if (feed.cells.size > MAX_CELLS) feed.cells.delete(feed.cells.keys().next().value!);
  }

  missed(isClassA: boolean, lat: number, lon: number, ms: number, count: number): void {
    this.#aged(latLngToCell(lat, lon, RESOLUTION), ms).owed[isClassA ? 0 : 1] += count;
  }

  chance(isClassA: boolean, lat: number, lon: number): number | undefined {
    const cell = this.#cells.get(latLngToCell(lat, lon, RESOLUTION));
    if (!cell) return undefined;
    const cls = isClassA ? 0 : 1;
    if (cell.owed[cls] < LEAST_OWED || countBits(cell.vessels[cls]) < LEAST_VESSELS) return undefined;
    return cell.got[cls] / cell.owed[cls];
  }

  footprint(feedId: string): Footprint | undefined {
    const feed = this.#feeds.get(feedId);
    if (!feed || feed.reports < LEAST_REPORTS) return undefined;
    const known = feed.footprint;
    if (known && feed.reports < known.reports * STALE_SHARE) return known.of;
    const of = footprintOf(feed.cells, vesselsIn(feed.vessels));
    feed.footprint = { of, reports: feed.reports };
    return of;
  }

  /** For the checkpoint: the same reports in the same order give the same text. */
  save(): string {
    const cells = [...this.#cells].map(([name, { got, owed, ms, vessels }]) => [
      name,
      ...got,
      ...owed,
      ms,
      ...vessels,
    ]);
    const feeds = [...this.#feeds].map(([name, { reports, vessels, cells: of }]) => [
      name,
      reports,
      [...vessels],
      [...of].map(([cell, [count, vessels]]) => [cell, count, vessels]),
    ]);
    return JSON.stringify({ version: VERSION, cells, feeds });
  }

  /** From {@link save}; undefined: the text is none of ours, or of another version. */
  static load(text: string): ReceptionMap | undefined {
    const said = parsed(text);
    if (said?.version !== VERSION || !Array.isArray(said.cells) || !Array.isArray(said.feeds))
      return undefined;
    const map = new ReceptionMap();
    for (const row of said.cells) {
      if (!isRow(row, 8)) return undefined;
      const [name, gotA, gotB, owedA, owedB, ms, a, b] = row as [string, ...number[]];
      map.#cells.set(name, {
        got: [gotA!, gotB!],
        owed: [owedA!, owedB!],
        ms: ms!,
        vessels: [a!, b!],
      });
    }
    for (const row of said.feeds) {
      if (!Array.isArray(row)) return undefined;
      const [name, reports, vessels, cells]: readonly unknown[] = row;
      if (typeof name !== 'string' || typeof reports !== 'number') return undefined;
      if (!Array.isArray(vessels) || vessels.length !== HASH_WORDS || !Array.isArray(cells)) return undefined;
      const of: FeedCells = new Map();
      for (const cell of cells) {
        if (!isRow(cell, 3)) return undefined;
        of.set(cell[0] as string, [cell[1] as number, cell[2] as number]);
      }
      map.#feeds.set(name, { cells: of, vessels: Uint32Array.from(vessels as number[]), reports });
    }
    return map;
  }

  /** The cell, with what was long ago counting less; the newest heard of is the last to be forgotten. */
  #aged(name: string, ms: number): Cell {
    const known = this.#cells.get(name);
    if (!known) {
      const cell: Cell = { got: [0, 0], owed: [0, 0], ms, vessels: [0, 0] };
      this.#cells.set(name, cell);
      if (this.#cells.size > MAX_CELLS) this.#cells.delete(this.#cells.keys().next().value!);
      return cell;
    }
    // Every hour is often enough, for the weights and for the order.
    if (ms - known.ms < 3_600_000) return known;
    const share = 0.5 ** ((ms - known.ms) / HALF_LIFE_MS);
    for (const counts of [known.got, known.owed]) for (const cls of [0, 1] as const) counts[cls] *= share;
    known.ms = ms;
    this.#cells.delete(name);
    this.#cells.set(name, known);
    return known;
  }

  #feed(feedId: string): FeedReception {
    const known = this.#feeds.get(feedId);
    if (known) return known;
    const feed: FeedReception = { cells: new Map(), vessels: new Uint32Array(HASH_WORDS), reports: 0 };
    this.#feeds.set(feedId, feed);
    if (this.#feeds.size > MAX_FEEDS) this.#feeds.delete(this.#feeds.keys().next().value!);
    return feed;
  }
}

/** Cells of one vessel alone do not count: one that lies about its place makes no coverage. */
function footprintOf(cells: FeedCells, vessels: number): Footprint | undefined {
  const places: { readonly at: Position; readonly count: number }[] = [];
  for (const [name, [count, heard]] of cells) {
    if (countBits(heard) < LEAST_VESSELS) continue;
    const [lat, lon] = cellToLatLng(name);
    places.push({ at: { lat: degrees(lat), lon: degrees(lon) }, count });
  }
  if (places.length < LEAST_CELLS) return undefined;
  const [first] = places as [(typeof places)[0]];
  const sum = { lat: 0, lon: 0, weight: 0 };
  for (const { at, count } of places) {
    sum.lat += at.lat * count;
    // About the first, so that the antimeridian is no jump.
    sum.lon += (first.at.lon + turned(at.lon - first.at.lon)) * count;
    sum.weight += count;
  }
  const centre = { lat: degrees(sum.lat / sum.weight), lon: degrees(turned(sum.lon / sum.weight)) };
  const farthest = new Float64Array(SECTORS);
  for (const { at } of places) {
    const sector = Math.floor(bearingDeg(centre, at) / SECTOR_DEG) % SECTORS;
    farthest[sector] = Math.max(farthest[sector]!, distanceM(centre, at) + CELL_M);
  }
  return {
    ...centre,
    vessels,
    rangeM(bearing) {
      const at = Math.floor((((bearing % 360) + 360) % 360) / SECTOR_DEG);
      const range = Math.max(
        farthest[(at + SECTORS - 1) % SECTORS]!,
        farthest[at]!,
        farthest[(at + 1) % SECTORS]!,
      );
      return range > 0 ? range : undefined;
    },
  };
}

const turned = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180;

/** One of 32 bits (Knuth's multiplicative hash). */
const hashBit = (mmsi: number): number => 1 << (Math.imul(mmsi, 0x9e3779b1) >>> 27);

/** One of so many bits as {@link HASH_WORDS} have. */
const hashOf = (mmsi: number): number => Math.imul(mmsi, 0x85ebca6b) >>> 21;

function vesselsIn(words: Uint32Array): number {
  const bits = words.length * 32;
  const empty = bits - words.reduce((sum, word) => sum + countBits(word), 0);
  return empty === 0 ? Number.POSITIVE_INFINITY : Math.round(-bits * Math.log(empty / bits));
}

function countBits(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

const isRow = (row: unknown, length: number): row is readonly unknown[] =>
  Array.isArray(row) &&
  row.length === length &&
  typeof row[0] === 'string' &&
  row.slice(1).every((value) => typeof value === 'number');

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null
      ? (said as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
