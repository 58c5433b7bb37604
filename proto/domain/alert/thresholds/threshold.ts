/** Tables of thresholds: a value with its unit, its meaning and where it comes from; a file a family of detectors. */
import type { MeasureUnit } from '../alert.ts';
import type { ThingClass } from '../thingclass.ts';

export interface Threshold {
  readonly value: number;
  readonly unit: MeasureUnit;
  readonly text: string;
  /** A standard with its clause, a paper, a measurement of ours with its data. */
  readonly source: string;
  /** The least and the most that a site may set. */
  readonly from: number;
  readonly to: number;
  readonly ofClass?: Readonly<Partial<Record<ThingClass, number>>>;
}

/** The thresholds of one kind of alert or detector; a path is `<name>.<member>`. */
export interface ThresholdTable<N extends string = string> {
  readonly name: string;
  readonly rows: Readonly<Record<N, Threshold>>;
}

export type ValuesOf<T> = T extends ThresholdTable<infer N> ? { readonly [K in N]: number } : never;

export const thresholds = <N extends string>(
  name: string,
  rows: Readonly<Record<N, Threshold>>,
): ThresholdTable<N> => ({
  name,
  rows,
});
