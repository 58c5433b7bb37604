import { expect, it } from 'vitest';
import { sensorId, trackId } from '../../../proto/domain/ids.ts';
import { type LookTask, type SentTask, Tasks } from '../../../server/operations/tasks.ts';
import { manualClock } from '../../manualclock.ts';

const CAMERA = sensorId('border/7f');

function room(takes: boolean, epoch = 3) {
  const asked: LookTask[] = [];
  const sent: SentTask[] = [];
  const clock = manualClock(1_469_918_176_385);
  const tasks = new Tasks({
    epoch,
    clock,
    lookAt: (task) => {
      asked.push(task);
      return takes;
    },
    sent: (task) => sent.push(task),
  });
  return { tasks, asked, sent };
}

it('hands a task to the sensor and tells of it', () => {
  const { tasks, asked, sent } = room(true);
  const outcome = tasks.lookAt(CAMERA, trackId(3, 5), { lat: 41, lon: 19, altM: 30 });
  if (!outcome.ok) throw new Error(outcome.fault.what);
  const { id } = outcome.value;
  expect(asked).toEqual([{ taskId: id, sensorId: CAMERA, lat: 41, lon: 19, altM: 30 }]);
  expect(sent).toEqual([{ id, sensorId: CAMERA, trackId: '3-5', sentMs: 1_469_918_176_385 }]);
});

it('tells of none that the sensor cannot take', () => {
  const { tasks, sent } = room(false);
  expect(tasks.lookAt(CAMERA, trackId(3, 5), { lat: 41, lon: 19 })).toMatchObject({
    ok: false,
    fault: { kind: 'refused', where: CAMERA },
  });
  expect(sent).toEqual([]);
});

it('names tasks by ULIDs that no other run uses', () => {
  const ids = [3, 4].flatMap((epoch) => {
    const { tasks, asked } = room(true, epoch);
    for (let i = 0; i < 40; i += 1) tasks.lookAt(CAMERA, trackId(3, 5), { lat: 41, lon: 19 });
    return asked.map((task) => task.taskId);
  });
  // The time of the example in the ULID specification: 1469918176385 is 01ARYZ6S41.
  expect(ids[0]).toBe('01ARYZ6S410000000300000001');
  expect(ids[31]).toBe('01ARYZ6S410000000300000010');
  expect(new Set(ids).size).toBe(80);
  for (const id of ids) expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
});
