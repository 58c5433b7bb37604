/** A transmitter's report as a measurement of a track: position and velocity at its own time. */
import type { CooperativeReport } from './contract.ts';
import { STATE } from './imm.ts';
import type { Tracks } from './tracks.ts';
import { updateBy } from './update.ts';

const DEFAULT_SPEED_SIGMA_MPS = 0.07;
const DEFAULT_COURSE_SIGMA_DEG = 0.55;
/** Course of something that hardly moves says little: at least this across, m/s. */
const LEAST_ACROSS_MPS = 0.02;
/** Uniform over one second: 1/√12 s. */
const TRUNCATION_SIGMA_S = 0.2887;
/** Velocity of a transmitter that says none, a component. */
const UNKNOWN_SPEED_MPS = 8;

/** Nothing that reports itself is faster, a component. */
const FASTEST_MPS = 1000;

/** Nobody knows better than this, m and m/s: smaller numbers are mistakes. */
const LEAST_SIGMA_M = 0.05;
const LEAST_SPEED_SIGMA_MPS = 0.005;

const positive = (value: number | undefined, usual: number): number =>
  value !== undefined && value > 0 && value < 1e6 ? value : usual;

/** A report reduced to numbers, once. */
export interface Fix {
  readonly timeMs: number;
  readonly x: number;
  readonly y: number;
  readonly rxx: number;
  readonly rxy: number;
  readonly ryy: number;
  readonly velocity?: {
    readonly x: number;
    readonly y: number;
    readonly rxx: number;
    readonly rxy: number;
    readonly ryy: number;
  };
}

/** The report with accuracy, antenna offset and truncation in its noise; a truncated time stands for its middle. */
export function fixOf(report: CooperativeReport): Fix {
  const truncated = report.truncated ?? report.observedMs % 1000 === 0;
  const base = Math.max(report.sigmaM, LEAST_SIGMA_M) ** 2 + (positive(report.offsetM, 0) / 2) ** 2;
  const { vxMps, vyMps } = report;
  const moves = Math.abs(vxMps ?? Number.NaN) <= FASTEST_MPS && Math.abs(vyMps ?? Number.NaN) <= FASTEST_MPS;
  const timeMs = report.observedMs + (truncated ? 500 : 0);
  const place = { timeMs, x: report.xM, y: report.yM };
  if (vxMps === undefined || vyMps === undefined || !moves) {
    const slack = truncated ? (TRUNCATION_SIGMA_S * UNKNOWN_SPEED_MPS) ** 2 : 0;
    return { ...place, rxx: base + slack, rxy: 0, ryy: base + slack };
  }
  const late = truncated ? TRUNCATION_SIGMA_S ** 2 : 0;
  const speed = Math.hypot(vxMps, vyMps);
  const along = Math.max(LEAST_SPEED_SIGMA_MPS, positive(report.sigmaSpeedMps, DEFAULT_SPEED_SIGMA_MPS)) ** 2;
  const across = Math.max(
    LEAST_ACROSS_MPS ** 2,
    (speed * positive(report.sigmaCourseDeg, DEFAULT_COURSE_SIGMA_DEG) * (Math.PI / 180)) ** 2,
  );
  const ux = speed > 0 ? vxMps / speed : 1;
  const uy = speed > 0 ? vyMps / speed : 0;
  return {
    ...place,
    rxx: base + late * vxMps * vxMps,
    rxy: late * vxMps * vyMps,
    ryy: base + late * vyMps * vyMps,
    velocity: {
      x: vxMps,
      y: vyMps,
      rxx: along * ux * ux + across * uy * uy,
      rxy: (along - across) * ux * uy,
      ryy: along * uy * uy + across * ux * ux,
    },
  };
}

/**
 * The update tried on the scratch row: normalised distance squared (4 degrees of freedom, 2 without velocity). A report
 * older than the track is applied at its time: back along each model's path, updated with the model's noise over the
 * delay, and forward again (Bar-Shalom 2002, one-step out-of-sequence update, the correlation of the noise left out).
 */
export function tryFix(tracks: Tracks, row: number, fix: Fix): number {
  const { bank, scratch } = tracks;
  bank.copy(row, scratch);
  const stepS = (fix.timeMs - tracks.timeMs[row]!) / 1000;
  const lateS = Math.max(0, -stepS);
  if (stepS > 0) bank.predict(scratch, stepS);
  else if (lateS > 0) bank.shift(scratch, -lateS);
  let d2 = updateBy(bank, scratch, 'position', fix.x, fix.y, fix.rxx, fix.rxy, fix.ryy, lateS);
  if (fix.velocity) {
    const { x, y, rxx, rxy, ryy } = fix.velocity;
    d2 += updateBy(bank, scratch, 'velocity', x, y, rxx, rxy, ryy, lateS);
  }
  if (lateS > 0) {
    bank.shift(scratch, lateS);
    bank.combine(scratch);
  }
  return d2;
}

/** Takes the update that {@link tryFix} tried last. */
export function takeFix(tracks: Tracks, row: number, fix: Fix): void {
  tracks.bank.copy(tracks.scratch, row);
  tracks.timeMs[row] = Math.max(tracks.timeMs[row]!, fix.timeMs);
}

/** Starts a track's motion from a report. */
export function seedFrom(tracks: Tracks, row: number, fix: Fix): void {
  const { velocity } = fix;
  tracks.timeMs[row] = fix.timeMs;
  tracks.bank.seed(
    row,
    [fix.x, fix.y, velocity?.x ?? 0, velocity?.y ?? 0],
    [fix.rxx, fix.rxy, fix.ryy],
    velocity ? Math.max(velocity.rxx, velocity.ryy) : UNKNOWN_SPEED_MPS ** 2,
  );
}

/** Distance between a report and where a track is carried on or back to its time, metres: for a first, cheap choice. */
export function roughDistance(tracks: Tracks, row: number, fix: Fix): number {
  const { mean } = tracks.bank;
  const stepS = (fix.timeMs - tracks.timeMs[row]!) / 1000;
  const at = row * STATE;
  const dx = mean[at]! + stepS * mean[at + 2]! - fix.x;
  const dy = mean[at + 1]! + stepS * mean[at + 3]! - fix.y;
  return Math.sqrt(dx * dx + dy * dy);
}
