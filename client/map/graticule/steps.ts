/** Which meridians and parallels are drawn. */

/** Round distances between lines, in minutes of arc, from a quarter of a minute to thirty degrees. */
const STEPS_MIN = [0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800];
/** Lines stand at least this far apart, CSS pixels. */
const CLOSEST_PX = 130;

/** Minutes of arc between lines at so many CSS pixels a degree of longitude. */
export function graticuleStepMin(pxPerDegree: number): number {
  const smallest = (60 * CLOSEST_PX) / pxPerDegree;
  return STEPS_MIN.find((step) => step >= smallest) ?? STEPS_MIN.at(-1)!;
}

/** The multiples of `stepMin` minutes between two values in degrees, both ends included. */
export function gridValues(fromDeg: number, toDeg: number, stepMin: number): number[] {
  const first = Math.ceil((fromDeg * 60) / stepMin);
  const last = Math.floor((toDeg * 60) / stepMin);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ((first + i) * stepMin) / 60);
}
