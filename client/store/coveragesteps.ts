/** Steps of age in which coverage is shown, the same on the map and in its legend. */

const SHARES = [0.25, 0.5, 1] as const;

/** Ends of the steps, milliseconds: what is older is covered no longer. */
export const coverageSteps = (coveredForMin: number): readonly number[] =>
  SHARES.map((share) => share * coveredForMin * 60_000);

/** The step of a part seen so long ago: 0 is the newest, `old` covered no longer, `never` not seen at all. */
export function coverageStep(ageMs: number | undefined, coveredForMin: number): number | 'old' | 'never' {
  if (ageMs === undefined) return 'never';
  const step = coverageSteps(coveredForMin).findIndex((within) => ageMs <= within);
  return step < 0 ? 'old' : step;
}
