import { expect, test } from 'vitest';
import type { PlanVoid, Trouble, WatchedRecords, WatchedSystem } from '../../../../proto/domain/detecting.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind, type UnitObservation } from '../../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../../proto/domain/units.ts';
import { crossings } from '../../../../server/detect/operations/crossings.ts';
import { patrols } from '../../../../server/detect/operations/patrols.ts';
import { tasks } from '../../../../server/detect/operations/tasks.ts';
import { troubles } from '../../../../server/detect/operations/troubles.ts';
import { voids } from '../../../../server/detect/operations/voids.ts';
import { WatchedPictureRun } from '../../../../server/watch.ts';
import { at, COAST, crossing, NOW_MS, patrol, TestRecords, task, unit } from '../../access/worlds.ts';

const MINUTE = 60_000;

function watchOver(records: TestRecords, system: Partial<WatchedSystem> = {}) {
  const read: WatchedRecords = Object.assign(records, { revision: 1 });
  const run = new WatchedPictureRun({
    epoch: 1,
    shore: { distanceM: () => undefined, portM: () => undefined },
    records: read,
    system: () => ({ feeds: () => [], sensors: () => [], troubles: () => [], ...system }),
    detectors: [crossings, patrols, tasks, voids, troubles],
  });
  return {
    run,
    /** Alerts that changed by then: kind, and whether it is over. */
    until(minutes: number) {
      run.advance(epochMs(NOW_MS + minutes * MINUTE));
      return run.drain().map(({ lead, endedMs }) => `${lead.kind}${endedMs === undefined ? '' : ' over'}`);
    },
  };
}

test('a crossing point that was closed is told, one that was closed before is not', () => {
  const records = new TestRecords();
  records.set('crossingPoint', 'old', { ...crossing(COAST, false), status: 'closed', reportEveryMin: 1000 });
  records.set('crossingPoint', 'new', { ...crossing(COAST, false), reportEveryMin: 1000 });
  const { until, run } = watchOver(records);
  expect(until(1)).toEqual([]);
  records.set('crossingPoint', 'new', {
    ...crossing(COAST, false),
    status: 'closed',
    statusReason: 'flood',
    reportEveryMin: 1000,
  });
  run.advance(epochMs(NOW_MS + 2 * MINUTE));
  const [closed, ...others] = run.drain();
  expect(others).toEqual([]);
  expect(closed!.lead).toMatchObject({
    kind: 'crossingClosed',
    priority: 'caution',
    about: { crossingPointId: 'new' },
    evidence: [{ what: 'saidBy' }, { what: 'reason', text: 'flood' }],
  });
  records.set('crossingPoint', 'new', { ...crossing(COAST, false), reportEveryMin: 1000 });
  expect(until(3)).toEqual(['crossingClosed over']);
});

test('a crossing point that says nothing for longer than it should is told until it speaks', () => {
  const records = new TestRecords();
  records.set('crossingPoint', 'c', crossing(COAST, false));
  const { until } = watchOver(records);
  expect(until(60)).toEqual([]);
  expect(until(61)).toEqual(['crossingSilent']);
  const report = { atMs: at(61 * MINUTE), by: 'p' };
  records.set('crossingPoint', 'c', { ...crossing(COAST, false), report });
  expect(until(62)).toEqual(['crossingSilent over']);
});

test('a settled patrol that nobody started is told after its grace, and one that nobody ended', () => {
  const records = new TestRecords();
  const planned = patrol(COAST, { fromMs: at(0), untilMs: at(60 * MINUTE), unitIds: [] });
  records.set('patrol', 'draft', planned);
  records.set('patrol', 'p', { ...planned, state: 'briefed' });
  const { until } = watchOver(records);
  expect(until(9)).toEqual([]);
  expect(until(11)).toEqual(['patrolNotStarted']);
  records.set('patrol', 'p', { ...planned, state: 'underWay' });
  expect(until(12)).toEqual(['patrolNotStarted over']);
  expect(until(89)).toEqual([]);
  expect(until(91)).toEqual(['unitOverdue']);
  records.set('patrol', 'p', { ...planned, state: 'completed' });
  expect(until(92)).toEqual(['unitOverdue over']);
});

test('a unit under way that is not heard of is overdue, until it is heard', () => {
  const records = new TestRecords();
  records.set('unit', 'u1', unit(COAST, { bound: { cotUid: 'U-1' } }));
  records.set('unit', 'voice', { ...unit(COAST), bound: undefined } as never);
  records.set(
    'patrol',
    'p',
    patrol(COAST, { state: 'underWay', untilMs: at(600 * MINUTE), unitIds: ['u1', 'voice'] }),
  );
  const { run, until } = watchOver(records);
  const speak = (minutes: number): void => {
    const ms = epochMs(NOW_MS + minutes * MINUTE);
    const said: UnitObservation = {
      type: 'unit',
      feedId: feedId('boats'),
      nature: Nature.synthetic,
      observedMs: ms,
      receivedMs: ms,
      uid: 'U-1',
      kind: TrackKind.unitVessel,
      lat: degrees(41),
      lon: degrees(19),
      staleMs: epochMs(ms + MINUTE),
    };
    run.apply(said);
  };
  speak(0);
  expect(until(5)).toEqual([]);
  speak(6);
  expect(until(20)).toEqual([]);
  expect(until(22)).toEqual(['unitOverdue']);
  speak(23);
  expect(until(24)).toEqual(['unitOverdue over']);
});

test('what a unit did not answer is told until it does', () => {
  const records = new TestRecords();
  records.set('unit', 'u1', unit(COAST));
  records.set('task', 't', task(COAST, 'u1'));
  const { until } = watchOver(records);
  expect(until(4)).toEqual([]);
  expect(until(6)).toEqual(['taskUnanswered']);
  records.set('task', 't', { ...task(COAST, 'u1'), state: 'acknowledged' });
  expect(until(7)).toEqual(['taskUnanswered over']);
});

test('voids of the plans and troubles of the system hold as long as they are said', () => {
  let gaps: readonly PlanVoid[] = [{ kind: 'sector', id: 's', fromMs: at(0), untilMs: at(60 * MINUTE) }];
  const full: Trouble = {
    kind: 'storage',
    name: 'disk',
    sinceMs: at(0),
    measured: { value: 0.01, unit: 'ratio' },
    threshold: { value: 0.05, unit: 'ratio' },
    evidence: [],
  };
  let wrong: readonly Trouble[] = [];
  const { until } = watchOver(new TestRecords(), { voids: () => gaps, troubles: () => wrong });
  expect(until(4)).toEqual([]);
  expect(until(6)).toEqual(['sectorUncovered']);
  gaps = [];
  wrong = [full];
  expect(until(7)).toEqual(['sectorUncovered over', 'storage']);
  wrong = [];
  expect(until(8)).toEqual(['storage over']);
});
