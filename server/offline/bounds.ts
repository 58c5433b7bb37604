/** What a count allows to be said: exact limits of a Poisson rate, and Wilson's interval of a share. */

/** Bisection ends where the limit is known this well, relative to itself. */
const PRECISION = 1e-12;

/** log of n!, exactly enough: a sum. */
function logFactorial(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k++) sum += Math.log(k);
  return sum;
}

/** Chance of at most `events` where `mean` are expected. */
function poissonAtMost(events: number, mean: number): number {
  let sum = 0;
  for (let k = 0; k <= events; k++) sum += Math.exp(k * Math.log(mean) - mean - logFactorial(k));
  return Math.min(1, sum);
}

/**
 * The largest mean that `events` (up to some thousands) leave possible: the exact one-sided limit of Garwood, where the
 * chance of so few is `1 − confidence`. None seen: 2.996 at 95 %.
 */
export function poissonUpper(events: number, confidence = 0.95): number {
  const least = 1 - confidence;
  let [low, high] = [0, events + 10 + 10 * Math.sqrt(events + 1)];
  while (high - low > PRECISION * high) {
    const middle = (low + high) / 2;
    if (poissonAtMost(events, middle) > least) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The two-sided interval of Wilson (1927) for a share, by default at 95 %; undefined where nothing was tried. */
export function wilson(
  hits: number,
  tries: number,
  z = 1.959964,
): { readonly low: number; readonly high: number } | undefined {
  if (tries === 0) return undefined;
  const share = hits / tries;
  const middle = share + (z * z) / (2 * tries);
  const half = z * Math.sqrt((share * (1 - share)) / tries + (z * z) / (4 * tries * tries));
  const scale = 1 + (z * z) / tries;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
