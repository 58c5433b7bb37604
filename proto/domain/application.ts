/**
 * What AIS application messages (types 6 and 8) say of the world beyond where ships are: notices with areas, and what
 * stations and ships measure of sea and air. Sources: IMO SN.1/Circ.289; the inland AIS standard (CESNI ES-RIS).
 */
import type { Heard } from './observation.ts';
import type { Degrees, EpochMs, Knots, Metres } from './units.ts';

/** An area, a route or a text that a station tells ships of. */
export interface NoticeObservation extends Heard {
  readonly type: 'notice';
  readonly notice: AreaNotice;
}

export interface AreaNotice {
  /** Names the notice among those of its sender (message linkage id); the same number said later replaces it. */
  readonly linkage: number;
  /** `route` of SN.1/Circ.289 FI 27 and 28; `text` of FI 29 and 30. */
  readonly about: 'area' | 'route' | 'text';
  /** What it is: notice description (Circ.289 table 11.11) or type of route; 0…127. */
  readonly description?: number;
  /** The sender takes the notice back. */
  readonly cancelled?: boolean;
  /** Absent: from now. */
  readonly startMs?: EpochMs;
  /** Absent: until it is taken back. */
  readonly durationMin?: number;
  readonly areas: readonly NoticeArea[];
  readonly text?: string;
  /** Only for this ship (FI 23, 28, 30). */
  readonly addressedTo?: number;
}

export type NoticePoint = readonly [lat: Degrees, lon: Degrees];

export type NoticeArea =
  /** A radius of 0 is a point. */
  | { readonly kind: 'circle'; readonly lat: Degrees; readonly lon: Degrees; readonly radiusM: Metres }
  | {
      readonly kind: 'sector';
      readonly lat: Degrees;
      readonly lon: Degrees;
      readonly radiusM: Metres;
      /** Clockwise from … to …, true. */
      readonly fromDeg: Degrees;
      readonly toDeg: Degrees;
    }
  | { readonly kind: 'line'; readonly points: readonly NoticePoint[] }
  /** Not closed: the last point is not the first. Rectangles are polygons too. */
  | { readonly kind: 'polygon'; readonly points: readonly NoticePoint[] };

/** A station, a buoy or a ship says what wind and sea are there. */
export interface WeatherObservation extends Heard {
  readonly type: 'weather';
  /** Of the sensors: a base station speaks for several places, told apart by position and site. */
  readonly lat: Degrees;
  readonly lon: Degrees;
  /** Site number of an environmental report (Circ.289 FI 26), 0…127. */
  readonly site?: number;
  readonly weather: Weather;
}

export interface Weather {
  readonly windKn?: Knots;
  readonly gustKn?: Knots;
  /** From where it blows, true. */
  readonly windFromDeg?: Degrees;
  readonly gustFromDeg?: Degrees;
  readonly airC?: number;
  readonly humidityPercent?: number;
  readonly dewPointC?: number;
  readonly pressureHpa?: number;
  readonly pressureTendency?: 'steady' | 'falling' | 'rising';
  readonly visibilityNm?: number;
  /** The instrument sees no farther: "or more". */
  readonly visibilityBeyond?: boolean;
  /** Against the local chart datum. */
  readonly waterLevelM?: number;
  readonly waterLevelTrend?: 'steady' | 'falling' | 'rising';
  /** At most three, the surface first. */
  readonly currents?: readonly Current[];
  readonly waveHeightM?: number;
  readonly wavePeriodS?: number;
  readonly waveFromDeg?: Degrees;
  readonly swellHeightM?: number;
  readonly swellPeriodS?: number;
  readonly swellFromDeg?: Degrees;
  /** Beaufort, 0…12. */
  readonly seaState?: number;
  readonly waterC?: number;
  readonly salinityPermille?: number;
  /** Circ.289 FI 31: 1 rain, 2 thunderstorm, 3 freezing rain, 4 mixed, 5 snow. */
  readonly precipitation?: number;
  readonly ice?: boolean;
}

export interface Current {
  /** 0: at the surface. */
  readonly depthM: number;
  readonly kn: Knots;
  /** Towards where it flows, true. */
  readonly toDeg?: Degrees;
}
