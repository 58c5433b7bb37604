/**
 * A detector whose defect is its own: what it throws ends its turn, and neither the turns of others nor the watch. A
 * distress is found although something else is broken.
 */
import type { Detector } from './detector.ts';

/** @param onBug told of what it threw */
export function guarded(detector: Detector, onBug: (error: unknown) => void): Detector {
  const failed = (error: unknown): void => {
    onBug(new Error(`the detector ${detector.name} failed`, { cause: error }));
  };
  const { name } = detector;
  const has = (turn: Exclude<keyof Detector, 'name'>): boolean => detector[turn] !== undefined;
  // Written out: nothing is allocated with a report.
  const guard: Required<Detector> = {
    name,
    reported(vessel, report, thing, isLate) {
      try {
        detector.reported!(vessel, report, thing, isLate);
      } catch (error) {
        failed(error);
      }
    },
    identified(vessel, said) {
      try {
        detector.identified!(vessel, said);
      } catch (error) {
        failed(error);
      }
    },
    moved(thing) {
      try {
        detector.moved!(thing);
      } catch (error) {
        failed(error);
      }
    },
    gone(thing) {
      try {
        detector.gone!(thing);
      } catch (error) {
        failed(error);
      }
    },
    heard(said) {
      try {
        detector.heard!(said);
      } catch (error) {
        failed(error);
      }
    },
    tick(nowMs) {
      try {
        detector.tick!(nowMs);
      } catch (error) {
        failed(error);
      }
    },
    raised(condition) {
      try {
        detector.raised!(condition);
      } catch (error) {
        failed(error);
      }
    },
    stepBack(nowMs) {
      try {
        detector.stepBack!(nowMs);
      } catch (error) {
        failed(error);
      }
    },
  };
  const { reported, identified, moved, gone, heard, tick, raised, stepBack } = guard;
  return {
    name,
    ...(has('reported') && { reported }),
    ...(has('identified') && { identified }),
    ...(has('moved') && { moved }),
    ...(has('gone') && { gone }),
    ...(has('heard') && { heard }),
    ...(has('tick') && { tick }),
    ...(has('raised') && { raised }),
    ...(has('stepBack') && { stepBack }),
  };
}
