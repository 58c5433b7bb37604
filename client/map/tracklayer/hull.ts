/** What is on a ship's hull in true scale, from its dimensions, the place of its antenna and its heading. */

/** Share of the length that the bow tapers over. */
export const TAPER = 0.18;

export interface HullSize {
  readonly toBowM: number;
  readonly toSternM: number;
  readonly toPortM: number;
  readonly toStarboardM: number;
}

/** True when a point, metres east and north of the antenna, lies on the hull heading that way (degrees true). */
export function onHull(hull: HullSize, headingDeg: number, eastM: number, northM: number): boolean {
  const heading = (headingDeg * Math.PI) / 180;
  const ahead = eastM * Math.sin(heading) + northM * Math.cos(heading);
  const starboard = eastM * Math.cos(heading) - northM * Math.sin(heading);
  if (ahead > hull.toBowM || ahead < -hull.toSternM) return false;
  const lengthM = hull.toBowM + hull.toSternM;
  const taper = Math.min(1, (hull.toBowM - ahead) / (lengthM * TAPER));
  const middle = (hull.toStarboardM - hull.toPortM) / 2;
  const half = ((hull.toPortM + hull.toStarboardM) / 2) * taper;
  return Math.abs(starboard - middle) <= half;
}
