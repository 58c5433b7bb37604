/** Cameras that are told to look somewhere. */
import { describe, expect, it } from 'vitest';
import { sensorId } from '../../../../proto/domain/ids.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { statusReport, taskAck } from '../../../../server/decode/sapient/build.ts';
import { isUlid } from '../../../../server/decode/sapient/identifiers.ts';
import { ANSWER_WITHIN_MS, MAX_TASKS_A_NODE } from '../../../../server/decode/sapient/taskbook.ts';
import { CAMERA, NOON_MS, RADAR, Stage } from './nodes.ts';

describe('a task', () => {
  const look = { taskId: 'look-1', sensorId: sensorId(`land/${CAMERA.nodeId}`), lat: 41.61, lon: 20.62 };
  const staged = () => {
    const stage = new Stage();
    stage.register(CAMERA);
    const ask = (taskId = look.taskId): boolean =>
      stage.decoder.lookAt({ ...look, taskId }, epochMs(stage.nowMs), stage.sink);
    const sent = (): string => stage.sink.replies.at(-1)?.message.task?.task_id ?? '';
    return { stage, ask, sent };
  };

  it('goes out, and what becomes of it comes back under its own name', () => {
    const { stage, ask, sent } = staged();
    expect(ask()).toBe(true);
    const task = stage.sink.replies.at(-1)?.message.task;
    expect(isUlid(sent())).toBe(true);
    expect(task?.command?.look_at?.location_list?.locations?.[0]).toMatchObject({ x: 20.62, y: 41.61 });
    stage.say(taskAck(CAMERA, NOON_MS, sent(), 'TASK_STATUS_ACCEPTED'));
    stage.say(taskAck(CAMERA, NOON_MS, sent(), 'TASK_STATUS_COMPLETED'));
    expect(stage.sink.of('task')).toMatchObject([
      { taskId: 'look-1', state: 'accepted' },
      { taskId: 'look-1', state: 'completed' },
    ]);
    stage.say(taskAck(CAMERA, NOON_MS, sent(), 'TASK_STATUS_COMPLETED'));
    expect(stage.sink.faults).toMatchObject([{ kind: 'protocol' }]);
  });

  it('makes room for another where the node does only one at once', () => {
    const { stage, ask, sent } = staged();
    ask('one');
    const one = sent();
    stage.say(taskAck(CAMERA, NOON_MS, one, 'TASK_STATUS_ACCEPTED'));
    ask('two');
    expect(stage.sink.replies.slice(-2).map(({ message }) => message.task)).toMatchObject([
      { task_id: one, control: 2 },
      { task_id: sent(), control: 1 },
    ]);
    stage.say(taskAck(CAMERA, NOON_MS, one, 'TASK_STATUS_COMPLETED', 'stopped'));
    stage.say(taskAck(CAMERA, NOON_MS, sent(), 'TASK_STATUS_COMPLETED'));
    expect(stage.sink.of('task').map(({ taskId, state, reason }) => [taskId, state, reason])).toEqual([
      ['one', 'accepted', undefined],
      ['one', 'failed', 'given up for another task'],
      ['two', 'completed', undefined],
    ]);
    expect(stage.sink.faults).toEqual([]);
  });

  it('may be rejected, not answered, not completed, or left with the node', () => {
    const { stage, ask, sent } = staged();
    ask('one');
    stage.say(taskAck(CAMERA, NOON_MS, sent(), 'TASK_STATUS_REJECTED', 'behind the hill'));
    ask('two');
    stage.wait(ANSWER_WITHIN_MS / 1000 + 1);
    ask('three');
    stage.say(taskAck(CAMERA, stage.nowMs, sent(), 'TASK_STATUS_ACCEPTED'));
    for (let i = 0; i < 7; i++) {
      stage.wait(10);
      stage.say(statusReport(CAMERA, stage.nowMs, { system: 'SYSTEM_OK' }));
    }
    ask('four');
    stage.close();
    expect(stage.sink.of('task').map(({ taskId, state, reason }) => [taskId, state, reason])).toEqual([
      ['one', 'rejected', 'behind the hill'],
      ['two', 'failed', 'no answer within 10 s'],
      ['three', 'accepted', undefined],
      ['three', 'failed', 'not completed within 60 s'],
      ['four', 'failed', 'the node is gone'],
    ]);
    expect(ask('five')).toBe(false);
  });

  it('is not given to who cannot take it', () => {
    const { stage, ask } = staged();
    stage.register(RADAR, 2);
    const radar = { ...look, sensorId: sensorId(`land/${RADAR.nodeId}`) };
    expect(stage.decoder.lookAt(radar, epochMs(NOON_MS), stage.sink)).toBe(false);
    const elsewhere = { ...look, sensorId: sensorId(`sea/${CAMERA.nodeId}`) };
    expect(stage.decoder.lookAt(elsewhere, epochMs(NOON_MS), stage.sink)).toBe(false);
    for (let i = 0; i < MAX_TASKS_A_NODE; i++) expect(ask(`t${i}`)).toBe(true);
    expect(ask('one too many')).toBe(false);
  });
});
