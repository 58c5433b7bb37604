/** What an analyst can ask of the archive, and what the answer is: at once a table, a map layer, a timeline and a file. */
import type { Alert, AlertVerdict } from '../alert/alert.ts';
import type { AlertKind } from '../alert/kinds.table.ts';
import type { TrackId } from '../ids.ts';
import type { EpochMs } from '../units.ts';
import type { RetentionClass } from './retention.table.ts';

/** Corners of a ring, `[lat, lon]`, not closed; or, of a line, its points. */
export type Corners = readonly (readonly [number, number])[];

/** The longest time of one question, milliseconds. */
export const LONGEST_ASKED_MS = 400 * 86_400_000;

interface Asked {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
}

export type Question =
  /** Any identity that it ever claimed: MMSI, IMO number, call sign, a part of its name, or a track's id. */
  | (Asked & { readonly ask: 'vessel'; readonly words: string })
  /** Who was in an area. */
  | (Asked & { readonly ask: 'area'; readonly area: Corners })
  /** Who was how near to whom for how long, slower than so much. */
  | (Asked & {
      readonly ask: 'meetings';
      readonly words?: string;
      readonly area?: Corners;
      readonly withinM: number;
      readonly minutes: number;
      readonly slowerKn?: number;
    })
  /** Whose AIS stopped for so long, and came again or not. */
  | (Asked & {
      readonly ask: 'gaps';
      readonly words?: string;
      readonly area?: Corners;
      readonly minutes: number;
    })
  /** Who crossed a line; `leftToRight` as seen along it. */
  | (Asked & {
      readonly ask: 'crossings';
      readonly line: Corners;
      readonly way?: 'leftToRight' | 'rightToLeft';
    })
  /** Who stayed inside an area (a zone's, a port's) for so long at a time. */
  | (Asked & { readonly ask: 'visits'; readonly area: Corners; readonly minutes: number })
  /** Who took the way that a track took. */
  | (Asked & { readonly ask: 'sameRoute'; readonly track: TrackId; readonly withinM: number })
  /** How many where: a grid. */
  | (Asked & {
      readonly ask: 'density';
      readonly area?: Corners;
      /** Of a cell, degrees. */
      readonly stepDeg: number;
      readonly by?: 'hour' | 'class' | 'speed';
    })
  /** All alerts of a kind, with what people judged. */
  | (Asked & {
      readonly ask: 'alerts';
      readonly kinds?: readonly AlertKind[];
      readonly verdict?: AlertVerdict;
    });

export type QuestionKind = Question['ask'];

/** One thing that was found. Absent is unknown. */
export interface FoundRow {
  readonly track?: TrackId;
  readonly mmsi?: number;
  readonly name?: string;
  /** The one that it met. */
  readonly other?: { readonly track: TrackId; readonly mmsi?: number; readonly name?: string };
  /** When: the timeline. */
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  /** Where: the map. */
  readonly lat?: number;
  readonly lon?: number;
  /** `[lat, lon, ms]`, thinned to at most 500 points. */
  readonly path?: readonly (readonly [number, number, number])[];
  /** The table's further columns, by the ids of {@link Answer.columns}. */
  readonly values: Readonly<Record<string, number | string>>;
  readonly alert?: Alert;
}

/** Of a density: `south`, `west` of the cell and how many points and different tracks. */
export interface DensityCell {
  readonly south: number;
  readonly west: number;
  /** The hour of day (UTC), the class or the band of speed, where it was asked by one. */
  readonly of?: string;
  readonly points: number;
  readonly tracks: number;
}

export interface Answer {
  /** Further columns of the table; the words and the unit are the screen's. */
  readonly columns: readonly string[];
  readonly rows: readonly FoundRow[];
  readonly cells?: readonly DensityCell[];
  /** There was more than is answered: {@link MOST_ROWS}. */
  readonly isCut: boolean;
  /** Files that could not be read, and are missing from the answer. */
  readonly missing: readonly string[];
  readonly tookMs: number;
}

export const MOST_ROWS = 5000;
export const MOST_CELLS = 200_000;

export type QuestionState =
  | { readonly id: string; readonly state: 'running'; readonly progress?: number }
  | { readonly id: string; readonly state: 'done'; readonly answer: Answer }
  | { readonly id: string; readonly state: 'failed'; readonly what: string; readonly remedy: string };

/** A track's points, for charts and coloured ways: columns of one length, absent numbers null. */
export interface TrackPoints {
  readonly track: TrackId;
  readonly mmsi?: number;
  readonly name?: string;
  readonly timesMs: readonly number[];
  readonly lats: readonly number[];
  readonly lons: readonly number[];
  readonly sogKn: readonly (number | null)[];
  readonly cogDeg: readonly (number | null)[];
  readonly headingDeg: readonly (number | null)[];
}

/** What was there over time, in equal steps from `fromMs`. */
export interface Histogram {
  readonly fromMs: EpochMs;
  readonly stepMs: number;
  /** Different tracks in each step. */
  readonly tracks: readonly number[];
  readonly alerts: readonly { readonly urgent: number; readonly others: number }[];
  /** Feeds that were live, of those there were. */
  readonly feedsUp: readonly number[];
  readonly feeds: number;
}

/** What the archive holds. */
export interface ArchiveSummary {
  /** Absent while nothing was recorded. */
  readonly fromMs?: EpochMs;
  readonly untilMs?: EpochMs;
  readonly classes: readonly {
    readonly class: RetentionClass;
    readonly rows: number;
    /** Of the archive's files. */
    readonly bytes: number;
    readonly keepDays: number;
    readonly fromMs?: EpochMs;
    readonly untilMs?: EpochMs;
    /** What is not in the archive's files yet, but in the log: larger there, and from when on. */
    readonly log?: { readonly bytes: number; readonly fromMs: EpochMs };
  }[];
  readonly days: readonly { readonly day: string; readonly rows: number; readonly bytes: number }[];
  readonly damaged: readonly { readonly file: string; readonly what: string }[];
}

export const EXPORT_FORMATS = ['csv', 'geojson', 'geoparquet', 'kml', 'mfjson', 'nmea', 'evidence'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
