/** The floors that are held, as a table: what was measured, what is asked, whether it holds. */
import type { Score, Scores } from './score.ts';

export interface Floor {
  readonly what: string;
  readonly measured: string;
  readonly floor: string;
  readonly holds: boolean;
}

export const percent = (share: number): string =>
  Number.isNaN(share) ? 'none' : `${(100 * share).toFixed(1)} %`;

export const shareOf = ({ tries, hits, share, low, high }: Score): string =>
  `${hits} of ${tries}: ${percent(share)} (${percent(low)} to ${percent(high)})`;

/** At least this share is found; too few tries are shown and not judged. */
export function atLeast(scores: Scores, injection: string, least: number, isJudged: boolean): Floor {
  const score = scores.of(injection);
  return {
    ...{
      what: `${injection} found`,
      measured: shareOf(score),
      floor: `≥ ${percent(least)}${isJudged ? '' : ' (not judged)'}`,
    },
    holds: !isJudged || score.share >= least,
  };
}

export const atMost = (what: string, count: number, most: number): Floor => ({
  ...{ what, measured: String(count), floor: `≤ ${most}`, holds: count <= most },
});

export const isSo = (what: string, measured: string, floor: string, holds: boolean): Floor => ({
  ...{ what, measured, floor, holds },
});

/** Found shares that the issue asks for. */
export const FOUND: Readonly<Record<string, number>> = {
  'teleport 2 km': 0.9,
  'teleport 5 km': 0.95,
  'teleport 20 km': 0.99,
  'teleport 100 km': 0.99,
  'duplicate MMSI': 0.95,
  rendezvous: 0.98,
  loiter: 0.9,
  'U-turn': 0.9,
  'slow-down': 0.8,
  '45° deviation': 0.5,
  gap: 0.95,
  'zone entry': 1,
  'border crossing': 1,
  'dark contact': 0.9,
  distress: 1,
};
/** Reported without a floor. */
export const WITHOUT_FLOOR = ['identity swap', 'overspeed', 'drift', 'circle spoof', 'jam', 'static change'];
