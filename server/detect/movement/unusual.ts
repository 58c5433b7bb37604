/**
 * Learns how traffic passes each cell, and tells a speed, course or class that is not made there. What raised something
 * is not learned, and nothing is learned before it had the time to raise something.
 */
import { latLngToCell } from 'h3-js';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { UNUSUAL } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { bearingDeg, distanceM, type Position } from '../../../proto/domain/geo.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { degrees, epochMs, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { UsualTraffic } from '../learned/learned.ts';
import type { Thing } from '../thing.ts';
import { atWork, nearPort } from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';

/** As the learned map has them. */
const RESOLUTION = 7;
/** Learned so long after: what is wrong with a passage is known by then. */
const LEARNED_AFTER_MS = 30 * 60_000;
/** Less in a cell is no passage. */
const LEAST_M = 300;
const LEAST_KN = 2;
/** A longer silence, and it begins anew. */
const LONGEST_GAP_MS = 12 * 60_000;
/** Longer in one cell are two passages. */
const LONGEST_STAY_MS = 15 * 60_000;
const MAX_WAITING = 32;
const HOLDS_MS = 30 * 60_000;
/** In port everybody comes and goes. */
const PORT_M = 4000;

interface Passage {
  readonly place: Position;
  readonly ms: number;
  readonly kn: number;
  readonly courseDeg: number;
}

interface Passing {
  cell: string;
  begun: Position;
  begunMs: number;
  last: Position;
  lastMs: number;
  readonly waiting: Passage[];
  /** Nothing before this is learned: it raised something. */
  raisedMs: number;
  /** Cells one after another where something is unusual, by kind. */
  readonly unusual: Map<AlertKind, number>;
}

export const unusual: OpenDetector = (watch) => {
  const paced = new Paced(30_000);
  const told = new Told();
  const passing = new Map<Thing, Passing>();
  const byId = new Map<TrackId, Passing>();

  const placeOf = (thing: Thing): Position => ({ lat: degrees(thing.lat), lon: degrees(thing.lon) });

  const begin = (thing: Thing, cell: string): void => {
    const place = placeOf(thing);
    const state: Passing = {
      ...{ cell, begun: place, begunMs: thing.ms, last: place, lastMs: thing.ms },
      ...{ waiting: [], raisedMs: Number.NEGATIVE_INFINITY, unusual: new Map() },
    };
    passing.set(thing, state);
    byId.set(thing.id, state);
  };

  const learn = (thing: Thing, mmsi: number, { waiting, raisedMs }: Passing): void => {
    while (waiting[0] && (thing.ms - waiting[0].ms >= LEARNED_AFTER_MS || waiting.length > MAX_WAITING)) {
      const { place, ms, kn, courseDeg } = waiting.shift()!;
      if (ms > raisedMs - LEARNED_AFTER_MS && ms <= raisedMs) continue;
      watch.learned.traffic.passed(thing.class, place.lat, place.lon, ms, kn, courseDeg, mmsi);
    }
  };

  const judge = (thing: Thing, state: Passing, passage: Passage): void => {
    const { place, ms, kn, courseDeg } = passage;
    const limits = watch.values(UNUSUAL, thing.class);
    const { traffic } = watch.learned;
    const usual = traffic.usual(thing.class, place.lat, place.lon, ms, thing.mmsi);
    const known = usual && usual.samples >= limits.vessels ? usual : undefined;
    // A class that nobody stated is every class: it has no speed of its own.
    const isStated = thing.shipType !== undefined;
    const fast = isStated && known !== undefined && kn > known.fastKn + limits.fasterKn;
    const slow = isStated && known !== undefined && kn < known.slowKn - limits.fasterKn / 2;
    const off = known !== undefined && known.courseShare(courseDeg) <= limits.courseShare;
    const others = traffic.vesselsAt(place.lat, place.lon, thing.mmsi);
    const typed = isStated && others >= limits.vessels;
    const odd = typed && (usual === undefined || usual.classShare <= limits.classShare);
    count(thing, state, passage, 'unusualSpeed', fast || slow, known);
    count(thing, state, passage, 'unusualCourse', off, known);
    count(thing, state, passage, 'unusualType', odd, undefined, others);
  };

  const count = (
    thing: Thing,
    state: Passing,
    passage: Passage,
    kind: 'unusualSpeed' | 'unusualCourse' | 'unusualType',
    is: boolean,
    usual: UsualTraffic | undefined,
    others = 0,
  ): void => {
    const cells = is ? (state.unusual.get(kind) ?? 0) + 1 : 0;
    state.unusual.set(kind, cells);
    const limits = watch.values(UNUSUAL, thing.class);
    if (cells < limits.cells || nearPort(watch, thing, PORT_M)) return;
    if (!told.first(`${kind}|${thing.name}`, passage.ms)) return;
    const { kn, courseDeg, ms, place } = passage;
    const samples = { what: 'samples', measure: { value: usual?.samples ?? others, unit: 'count' } } as const;
    const where = { what: 'passedHere', atMs: epochMs(ms), place };
    const common = { name: thing.name, kind, things: [thing], onsetMs: ms, holdsMs: HOLDS_MS } as const;
    if (kind === 'unusualSpeed' && usual)
      watch.raise({
        ...common,
        rule: 'unusual.fasterKn',
        measured: { value: kn, unit: 'kn' },
        threshold: {
          value: kn > usual.medianKn ? usual.fastKn + limits.fasterKn : usual.slowKn - limits.fasterKn / 2,
          unit: 'kn',
        },
        evidence: [where, { what: 'usualSpeed', measure: { value: usual.medianKn, unit: 'kn' } }, samples],
      });
    else if (kind === 'unusualCourse' && usual)
      watch.raise({
        ...common,
        rule: 'unusual.courseShare',
        measured: { value: usual.courseShare(courseDeg), unit: 'ratio' },
        threshold: { value: limits.courseShare, unit: 'ratio' },
        evidence: [where, { what: 'course', measure: { value: courseDeg, unit: 'deg' } }, samples],
      });
    else if (kind === 'unusualType')
      watch.raise({
        ...common,
        rule: 'unusual.classShare',
        measured: { value: usual?.classShare ?? 0, unit: 'ratio' },
        threshold: { value: limits.classShare, unit: 'ratio' },
        evidence: [where, { what: 'class', text: thing.class }, samples],
      });
  };

  const pass = (thing: Thing, mmsi: number): void => {
    const cell = latLngToCell(thing.lat, thing.lon, RESOLUTION);
    const state = passing.get(thing);
    if (!state) {
      begin(thing, cell);
      return;
    }
    learn(thing, mmsi, state);
    const isSame = cell === state.cell && thing.ms - state.begunMs < LONGEST_STAY_MS;
    const isCutOff = thing.ms - state.lastMs > LONGEST_GAP_MS;
    if (!isSame && !isCutOff) {
      const seconds = (state.lastMs - state.begunMs) / 1000;
      const netM = distanceM(state.begun, state.last);
      const kn = seconds > 0 ? metresPerSecondToKnots(netM / seconds) : 0;
      if (netM >= LEAST_M && kn >= LEAST_KN) {
        const place = {
          lat: degrees((state.begun.lat + state.last.lat) / 2),
          lon: state.last.lon,
        };
        const passage = { place, ms: state.lastMs, kn, courseDeg: bearingDeg(state.begun, state.last) };
        if (!atWork(thing)) judge(thing, state, passage);
        state.waiting.push(passage);
      }
    }
    state.last = placeOf(thing);
    state.lastMs = thing.ms;
    if (isSame && !isCutOff) return;
    state.cell = cell;
    state.begun = state.last;
    state.begunMs = thing.ms;
  };

  return {
    name: 'unusual',
    moved(thing) {
      if (thing.mmsi !== undefined && paced.isDue(thing)) pass(thing, thing.mmsi);
    },
    raised(condition) {
      const { family } = kindRow(condition.kind);
      if (family !== 'movement' && family !== 'deception') return;
      for (const { trackId } of condition.parties) {
        const state = byId.get(trackId);
        if (state) state.raisedMs = condition.provedMs;
      }
    },
    gone(thing) {
      paced.gone(thing);
      passing.delete(thing);
      byId.delete(thing.id);
    },
    stepBack(nowMs) {
      paced.stepBack();
      for (const [thing, { lastMs }] of passing) {
        if (lastMs <= nowMs) continue;
        passing.delete(thing);
        byId.delete(thing.id);
      }
    },
  };
};
