/** A speed that a class cannot hold: said and made good, or made good alone, for a minute and several steps in a row. */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { isVesselClass, type ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { overspeed } from '../../../proto/domain/alert/thresholds/kinematics.table.ts';
import type { PositionObservation } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing, Vessel } from '../thing.ts';
import { apartM, meanKn } from './step.ts';

/** A run of steps that are too fast. */
interface Run {
  /** The fix that the next step begins at. */
  ms: number;
  lat: number;
  lon: number;
  steps: number;
  sinceMs: number;
  fromLat: number;
  fromLon: number;
  wayM: number;
  saidKn: number;
  toldMs: number;
}

/** A mean over less is noise. */
const STEP_MS = 10_000;
const LONGEST_STEP_MS = 600_000;
/** Steps that lead nowhere are two transmitters, or scatter: the way made good is this share of all steps at least. */
const STRAIGHT = 0.6;
/** Faster than this many times the limit is a jump. */
const JUMP = 4;
/** Over when it was slower for so long. */
const HOLDS_MS = 600_000;
const AGAIN_MS = 60_000;

export const speeds: OpenDetector = (watch) => {
  /** By transmitter; let go with its last track. */
  const runs = new Map<Vessel, Run>();
  return {
    name: 'speeds',
    reported(vessel, report, thing, isLate) {
      if (isLate || report.longRange || !isWatched(thing.class)) return;
      const run = runs.get(vessel);
      if (!run) {
        runs.set(vessel, newRun(report));
        return;
      }
      const tookMs = report.observedMs - run.ms;
      if (tookMs < STEP_MS && tookMs >= 0) return;
      const { maxKn, reports, holdS, saidShare } = watch.values(overspeed, thing.class);
      const wayM = apartM(run.lat, run.lon, report.lat, report.lon);
      const madeKn = meanKn(wayM, tookMs);
      const saidKn = report.sogKn ?? Number.NaN;
      const isFast = madeKn > maxKn || (saidKn > maxKn && madeKn >= maxKn * saidShare);
      if (!isFast || madeKn > JUMP * maxKn || tookMs < 0 || tookMs > LONGEST_STEP_MS) {
        restart(run, report);
        return;
      }
      if (run.steps === 0) begin(run);
      run.steps++;
      run.wayM += wayM;
      run.saidKn = Number.isNaN(saidKn) ? run.saidKn : saidKn;
      run.ms = report.observedMs;
      run.lat = report.lat;
      run.lon = report.lon;
      if (run.steps < reports || report.observedMs - run.sinceMs < holdS * 1000) return;
      tell(watch, vessel, thing, run, maxKn);
    },
    gone({ vessel }) {
      if (vessel && vessel.things.size === 0) runs.delete(vessel);
    },
    stepBack() {
      runs.clear();
    },
  };
};

const isWatched = (of: ThingClass): boolean => (isVesselClass(of) && of !== 'contact') || of === 'aircraft';

function newRun({ observedMs, lat, lon }: PositionObservation): Run {
  const at = { ms: observedMs, lat, lon, sinceMs: observedMs, fromLat: lat, fromLon: lon };
  return { ...at, steps: 0, wayM: 0, saidKn: Number.NaN, toldMs: Number.NEGATIVE_INFINITY };
}

function restart(run: Run, { observedMs, lat, lon }: PositionObservation): void {
  run.ms = observedMs;
  run.lat = lat;
  run.lon = lon;
  run.steps = 0;
}

function begin(run: Run): void {
  run.sinceMs = run.ms;
  run.fromLat = run.lat;
  run.fromLon = run.lon;
  run.wayM = 0;
  run.saidKn = Number.NaN;
}

function tell(watch: Watch, vessel: Vessel, thing: Thing, run: Run, maxKn: number): void {
  if (run.ms - run.toldMs < AGAIN_MS) return;
  const straightM = apartM(run.fromLat, run.fromLon, run.lat, run.lon);
  const name = `mmsi/${String(vessel.mmsi).padStart(9, '0')}`;
  if (straightM < STRAIGHT * run.wayM || watch.isRaised('duplicateMmsi', name)) return;
  run.toldMs = run.ms;
  const madeKn = meanKn(run.wayM, run.ms - run.sinceMs);
  const evidence: Clue[] = [
    { what: 'speedMadeGood', measure: { value: tenths(madeKn), unit: 'kn' }, atMs: epochMs(run.sinceMs) },
    { what: 'fastFor', measure: { value: Math.round((run.ms - run.sinceMs) / 1000), unit: 's' } },
    { what: 'fastSteps', measure: { value: run.steps, unit: 'count' } },
    { what: 'class', text: thing.class },
  ];
  if (!Number.isNaN(run.saidKn))
    evidence.unshift({ what: 'speedSaid', measure: { value: tenths(run.saidKn), unit: 'kn' } });
  watch.raise({
    ...{ name, kind: 'overspeed', things: [thing], evidence },
    onsetMs: run.sinceMs,
    rule: 'overspeed.maxKn',
    measured: { value: tenths(Math.max(madeKn, Number.isNaN(run.saidKn) ? 0 : run.saidKn)), unit: 'kn' },
    threshold: { value: maxKn, unit: 'kn' },
    holdsMs: HOLDS_MS,
  });
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
