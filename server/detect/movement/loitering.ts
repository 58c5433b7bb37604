/** A vessel that came on passage and now goes about in a small area at sea: to and fro, or in circles. */
import { LOITERING } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import {
  atWork,
  DAY_MS,
  isBusy,
  LONG_PASSAGE_MS,
  nearPort,
  nearShore,
  timesBefore,
  vesselsLie,
} from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';
import { newLeg, Way } from './way.ts';

const SPACING_MS = 25_000;
/** The passage before may have ended so long before the loitering began. */
const LATELY_MS = 25 * 60_000;
const STEP_MS = 5 * 60_000;
const STRAIGHT = 0.8;
/** Of the way gone: more is a slow passage. */
const GETS_AHEAD = 0.75;
/** Fastest five minutes against the slowest: who stops and goes works. */
const STEADY = 2;
/** Left by twice the radius it is over. */
const LEFT = 2;

export const loitering: OpenDetector = (watch) => {
  const way = new Way();
  const leg = newLeg();
  const paced = new Paced(60_000);
  const told = new Told();
  /** When it was last on passage, and for how long. */
  const passages = new Map<Thing, { readonly endMs: number; readonly passageMs: number }>();
  /** Where those loiter of whom it was said. */
  const held = new Map<Thing, Position>();

  /** Slowest and fastest five minutes of the way since fix `oldest`, knots. */
  const pace = (oldest: number): { readonly slowKn: number; readonly fastKn: number } => {
    let [slowKn, fastKn, newer] = [Number.POSITIVE_INFINITY, 0, 0];
    for (;;) {
      const older = way.back(STEP_MS, newer);
      if (older === undefined || older > oldest) return { slowKn, fastKn };
      const kn = way.pathKn(older, newer);
      slowKn = Math.min(slowKn, kn);
      fastKn = Math.max(fastKn, kn);
      newer = older;
    }
  };

  /** The trace of one that reports often is too short for both: what it did before is remembered. */
  const remember = (thing: Thing): void => {
    const { transitKn, transitS } = watch.values(LOITERING, thing.class);
    const passageMs = way.passageMs(0, STRAIGHT, transitKn, LONG_PASSAGE_MS, leg);
    if (passageMs >= transitS * 1000) passages.set(thing, { endMs: thing.ms, passageMs });
  };

  const look = (thing: Thing): void => {
    const limits = watch.values(LOITERING, thing.class);
    way.load(thing.trace, SPACING_MS, Math.max(limits.minS * 1000, LONG_PASSAGE_MS) + STEP_MS);
    remember(thing);
    const passage = passages.get(thing);
    const oldest = way.back(limits.minS * 1000);
    if (passage === undefined || oldest === undefined) return;
    const onsetMs = way.ms[oldest]!;
    if (passage.endMs < onsetMs - LATELY_MS) return;
    way.leg(oldest, 0, leg);
    if (leg.netM > 2 * limits.radiusM || leg.straight > GETS_AHEAD) return;
    const radiusM = way.radiusM(oldest);
    if (radiusM > limits.radiusM) return;
    const { slowKn, fastKn } = pace(oldest);
    if (slowKn < limits.slowestKn || fastKn > STEADY * slowKn) return;
    const pathM = leg.pathM;
    if (nearShore(watch, thing, limits.shoreM) || nearPort(watch, thing, limits.portM)) return;
    if (isBusy(watch, thing) || vesselsLie(watch, thing)) return;
    const before =
      timesBefore(watch, 'slow', thing, onsetMs, DAY_MS) + timesBefore(watch, 'turn', thing, onsetMs, DAY_MS);
    if (passage.passageMs < LONG_PASSAGE_MS && before >= limits.habit) return;
    if (!told.first(thing.name, onsetMs)) return;
    const place = way.placeOf(oldest);
    held.set(thing, place);
    watch.raise({
      name: thing.name,
      kind: 'loitering',
      things: [thing],
      onsetMs,
      rule: 'loitering.minS',
      measured: { value: (thing.ms - onsetMs) / 1000, unit: 's' },
      threshold: { value: limits.minS, unit: 's' },
      evidence: [
        { what: 'loitersSince', atMs: epochMs(onsetMs), place },
        { what: 'withinRadius', measure: { value: radiusM, unit: 'm' } },
        { what: 'wentM', measure: { value: pathM, unit: 'm' } },
        { what: 'passageBefore', measure: { value: passage.passageMs / 1000, unit: 's' } },
      ],
    });
  };

  /** Over when it is twice as far from where it began as it could be. */
  const hasLeft = (thing: Thing, at: Position): boolean => {
    const limits = watch.values(LOITERING, thing.class);
    return distanceM({ lat: degrees(thing.lat), lon: degrees(thing.lon) }, at) > 2 * LEFT * limits.radiusM;
  };

  return {
    name: 'loitering',
    moved(thing) {
      if (!paced.isDue(thing)) return;
      const at = held.get(thing);
      if (at === undefined) {
        if (!atWork(thing)) look(thing);
      } else if (hasLeft(thing, at)) {
        held.delete(thing);
        watch.clear('loitering', thing.name);
      }
    },
    gone(thing) {
      paced.gone(thing);
      held.delete(thing);
      passages.delete(thing);
    },
    stepBack: () => paced.stepBack(),
  };
};
