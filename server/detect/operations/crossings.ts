/** A crossing point was closed, or has not said in time how it is. */
import { CROSSING_CLOSED } from '../../../proto/domain/alert/thresholds/operations.table.ts';
import { crossingState } from '../../../proto/domain/operations/crossingstate.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';

const EVERY_MS = 10_000;

export const crossings: OpenDetector = (watch) => {
  /** Whether each was closed when it was last looked at; as many as there are crossing points. */
  let closed = new Map<string, boolean>();
  let dueMs = Number.NEGATIVE_INFINITY;
  return {
    name: 'crossings',
    tick(nowMs) {
      if (nowMs < dueMs) return;
      dueMs = nowMs + EVERY_MS;
      const before = closed;
      closed = new Map();
      for (const version of watch.records.list('crossingPoint')) {
        const isClosed = version.value.status === 'closed';
        closed.set(version.id, isClosed);
        // What was closed before the watch began is on the map, and no news.
        if (isClosed && before.get(version.id) === false) tellClosed(watch, version);
        if (!isClosed) watch.clear('crossingClosed', version.id);
        tellSilence(watch, version, nowMs);
      }
    },
    stepBack() {
      dueMs = Number.NEGATIVE_INFINITY;
    },
  };
};

function tellClosed(watch: Watch, { id, value, atMs, byName }: Version<'crossingPoint'>): void {
  const { holdsS } = watch.values(CROSSING_CLOSED);
  const { statusReason, statusUntilMs, place } = value;
  watch.raise({
    name: id,
    kind: 'crossingClosed',
    things: [],
    about: { crossingPointId: id },
    place,
    onsetMs: atMs,
    rule: 'crossingClosed.holdsS',
    measured: { value: 0, unit: 's' },
    threshold: { value: holdsS, unit: 's' },
    evidence: [
      { what: 'saidBy', text: byName, atMs },
      ...(statusReason === undefined ? [] : [{ what: 'reason', text: statusReason }]),
      ...(statusUntilMs === undefined ? [] : [{ what: 'until', atMs: statusUntilMs }]),
    ],
    holdsMs: holdsS * 1000,
  });
}

function tellSilence(watch: Watch, { id, value, atMs }: Version<'crossingPoint'>, nowMs: number): void {
  const { silent, saidMs } = crossingState(value, epochMs(nowMs), atMs);
  if (!silent) {
    watch.clear('crossingSilent', id);
    return;
  }
  watch.raise({
    name: id,
    kind: 'crossingSilent',
    things: [],
    about: { crossingPointId: id },
    place: value.place,
    onsetMs: saidMs + value.reportEveryMin * 60_000,
    rule: `crossingPoint/${id}/reportEveryMin`,
    measured: { value: (nowMs - saidMs) / 1000, unit: 's' },
    threshold: { value: value.reportEveryMin * 60, unit: 's' },
    evidence: [{ what: 'lastReport', atMs: epochMs(saidMs) }],
  });
}
