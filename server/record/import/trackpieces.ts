/** One place of a track at a time, as files of tracks say it; and what can be wrong with a file. */

export interface GivenPoint {
  /** Of its own file; tracks are told apart by it. */
  readonly track: string;
  readonly ms: number;
  readonly lat: number;
  readonly lon: number;
  readonly mmsi?: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly headingDeg?: number;
  readonly navStatus?: number;
  /** As our exports call it: `classA`. */
  readonly kind?: string;
  /** As our exports call it: `SYNTHETIC`. */
  readonly nature?: string;
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType?: number;
}

/** Where it stands (a line, a feature), and what is wrong with it. */
export type OnFault = (line: number, why: string) => void;

export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};
/** A whole number from 0 to `most`; what is none is not known. */
export function wholeOf(value: unknown, most: number): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= 0 && number <= most
    ? number
    : undefined;
}
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** UTC epoch milliseconds of ISO 8601, or of a number: seconds or milliseconds, as its size says. A time without a zone is UTC. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) ? Math.round(value < 1e11 ? value * 1000 : value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replace(' ', 'T');
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isFinite(ms) ? ms : undefined;
}
