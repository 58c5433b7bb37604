/** Covariances as 95 % ellipses, and ellipses as the wire's bytes. */
import { ELLIPSE_BYTES, ellipseToWire } from '../../proto/codec/quantise.ts';
import type { Ellipse } from '../../proto/domain/track.ts';
import { degrees, metres, toDegrees } from '../../proto/domain/units.ts';
import type { TrackColumns } from './columns.ts';

/** 95 % of the chi-square distribution with two degrees of freedom: −2 ln 0.05. */
export const CHI2_95 = -2 * Math.log(0.05);

/** Of a position, m²: x east, y north. */
export interface Covariance {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** The 95 % ellipse of a covariance; `convergenceDeg`: what true directions are more than the plane's. */
export function ellipseOf({ xx, xy, yy }: Covariance, convergenceDeg = 0): Ellipse {
  const mean = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const axisDeg = toDegrees(Math.atan2(2 * xy, yy - xx)) / 2 + convergenceDeg;
  return {
    semiMajorM: metres(Math.sqrt(CHI2_95 * (mean + spread))),
    semiMinorM: metres(Math.sqrt(CHI2_95 * Math.max(mean - spread, 0))),
    orientationDeg: degrees(((axisDeg % 180) + 180) % 180),
  };
}

/** Writes an ellipse into a row; undefined: none. True when its bytes changed. */
export function writeEllipse(columns: TrackColumns, slot: number, ellipse: Ellipse | undefined): boolean {
  const bytes = ellipse
    ? ellipseToWire(ellipse.semiMajorM, ellipse.semiMinorM, ellipse.orientationDeg)
    : NO_ELLIPSE;
  const at = slot * ELLIPSE_BYTES;
  const changed = bytes.some((byte, i) => columns.ellipse[at + i] !== byte);
  if (changed) columns.ellipse.set(bytes, at);
  return changed;
}

const NO_ELLIPSE = [0, 0, 0];
