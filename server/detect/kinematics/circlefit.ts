/** The circle through a way: fitted, with how well it fits and how far around it the way goes. */
import { wrapDirection } from '../../../proto/domain/geo.ts';
import { toDegrees } from '../../../proto/domain/units.ts';
import type { Trace } from '../trace.ts';
import { eastM, northM } from './step.ts';

export interface FittedCircle {
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
  /** Root mean square distance from it, as a share of the radius. */
  readonly scatter: number;
  /** Signed: positive is clockwise. */
  readonly sweepDeg: number;
  readonly fromMs: number;
  /** Along the circle, mean, knots. */
  readonly meanKn: number;
  /** Of the courses that were said against the way along it, mean; undefined: too few were said. */
  readonly courseMisfitDeg: number | undefined;
}

/**
 * The newest `count` fixes of a trace by the algebraic least squares of Kåsa (IEEE Trans. Instrum. Meas. 25, 1976): biased to
 * small radii on short arcs (Pratt, SIGGRAPH 1987), which {@link FittedCircle.sweepDeg} excludes. Undefined: a line.
 */
export function fitCircle(trace: Trace, count: number): FittedCircle | undefined {
  const [lat0, lon0] = [trace.lat(0), trace.lon(0)];
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  let [sx, sy] = [0, 0];
  for (let i = 0; i < count; i++) {
    xs[i] = eastM(lon0, trace.lon(i), lat0);
    ys[i] = northM(lat0, trace.lat(i));
    sx += xs[i]!;
    sy += ys[i]!;
  }
  const [mx, my] = [sx / count, sy / count];
  let [sxx, sxy, syy, sxz, syz, sz] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const x = xs[i]! - mx;
    const y = ys[i]! - my;
    const z = x * x + y * y;
    sxx += x * x;
    sxy += x * y;
    syy += y * y;
    sxz += x * z;
    syz += y * z;
    sz += z;
  }
  const determinant = 2 * (sxx * syy - sxy * sxy);
  if (!(determinant > 1e-6 * sz * sz)) return undefined;
  const cx = (sxz * syy - syz * sxy) / determinant;
  const cy = (syz * sxx - sxz * sxy) / determinant;
  const radiusM = Math.sqrt(sz / count + cx * cx + cy * cy);
  let [off, sweep, misfit, courses] = [0, 0, 0, 0];
  let after = Number.NaN;
  for (let i = 0; i < count; i++) {
    const x = xs[i]! - mx - cx;
    const y = ys[i]! - my - cy;
    off += (Math.hypot(x, y) - radiusM) ** 2;
    const around = toDegrees(Math.atan2(x, y));
    if (i > 0) {
      const turned = signed(after - around);
      sweep += turned;
      const cog = trace.cogDeg(i);
      if (!Number.isNaN(cog)) {
        // Against the way clockwise; the way to port is the rest of half a turn.
        misfit += Math.abs(signed(cog - around - 90));
        courses++;
      }
    }
    after = around;
  }
  const tookS = (trace.ms(0) - trace.ms(count - 1)) / 1000;
  return {
    lat: lat0 + (my + cy) / northM(0, 1),
    lon: lon0 + (mx + cx) / eastM(0, 1, lat0),
    radiusM,
    scatter: Math.sqrt(off / count) / radiusM,
    sweepDeg: sweep,
    fromMs: trace.ms(count - 1),
    meanKn: ((Math.abs(sweep) * Math.PI * radiusM) / 180 / tookS / 1852) * 3600,
    courseMisfitDeg: courses < count / 2 ? undefined : sweep >= 0 ? misfit / courses : 180 - misfit / courses,
  };
}

/** A turn in (−180, 180]. */
function signed(deg: number): number {
  const turn = wrapDirection(deg);
  return turn > 180 ? turn - 360 : turn;
}
