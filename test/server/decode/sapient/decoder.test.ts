/** What a node's life looks like from here: it registers, reports, errs, vanishes and returns. */
import { describe, expect, it } from 'vitest';
import { sensorId } from '../../../../proto/domain/ids.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import {
  alert,
  detectionReport,
  objectIdOf,
  statusReport,
  taskAck,
} from '../../../../server/decode/sapient/build.ts';
import { registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { isUlid, isUuid } from '../../../../server/decode/sapient/identifiers.ts';
import { LEAST_SILENCE_MS } from '../../../../server/decode/sapient/node.ts';
import { ANSWER_WITHIN_MS, MAX_TASKS_A_NODE } from '../../../../server/decode/sapient/taskbook.ts';
import { CAMERA, FEED, NOON_MS, RADAR, SEISMIC, Stage } from './nodes.ts';

const RIDGE = { lat: 41.6, lon: 20.6 };
const walker = (timeMs: number) =>
  detectionReport(RADAR, timeMs, {
    objectKey: 'walker',
    place: { kind: 'polar', azimuthDeg: 271.25, rangeM: 4250.5, sigmaAzimuthDeg: 0.5, sigmaRangeM: 3 },
    classes: [
      [
        ['Human', 0.8],
        ['Group', 0.6],
      ],
      [['Vehicle', 0.1]],
    ],
    count: 4,
    velocity: { eastMps: -3, northMps: 4 },
  });

describe('registration', () => {
  it('is acknowledged, and says what the sensor is', () => {
    const stage = new Stage();
    stage.register(CAMERA);
    const [reply] = stage.sink.replies;
    expect(reply?.connection).toBe(1);
    expect(reply?.message.registration_ack?.acceptance).toBe(true);
    expect(reply?.message.destination_id).toBe(CAMERA.nodeId);
    expect(isUuid(reply?.message.node_id ?? '')).toBe(true);
    expect(stage.sink.observations).toMatchObject([
      {
        type: 'sensor',
        sensorId: `land/${CAMERA.nodeId}`,
        name: 'Ridge camera',
        kind: SensorKind.camera,
        canLookAt: true,
        observedMs: NOON_MS,
      },
    ]);
    expect(stage.sink.faults).toEqual([]);
  });

  it('without something mandatory is refused by name', () => {
    const stage = new Stage();
    const message = registration(RADAR, NOON_MS);
    message.registration!.config_data = [];
    message.registration!.mode_definition![0]!.task!.region_definition = null;
    stage.say(message);
    expect(stage.sink.replies[0]?.message.registration_ack).toMatchObject({
      acceptance: false,
      ack_response_reason: [
        'without registration.mode_definition[0].task.region_definition',
        'without registration.config_data',
      ],
    });
    expect(stage.sink.faults).toMatchObject([{ kind: 'schema' }]);
    expect(stage.sink.observations).toEqual([]);
  });

  it('of another version is refused', () => {
    const stage = new Stage();
    const message = registration(RADAR, NOON_MS);
    message.registration!.icd_version = 'BSI Flex 335 v1.0';
    stage.say(message);
    expect(stage.sink.replies[0]?.message.registration_ack?.acceptance).toBe(false);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'edition', detail: expect.stringContaining('"BSI Flex 335 v1.0" is not BSI Flex 335 v2') },
    ]);
  });

  it('must come first: anything before it is answered with an error', () => {
    const stage = new Stage();
    stage.say(walker(NOON_MS));
    expect(stage.sink.faults).toMatchObject([
      { kind: 'protocol', detail: 'detection_report before registration' },
    ]);
    expect(stage.sink.replies[0]?.message.error?.error_message).toEqual([
      'detection_report before registration',
    ]);
    expect(stage.sink.observations).toEqual([]);
    stage.register(RADAR);
    stage.say(walker(NOON_MS));
    expect(stage.sink.of('plot')).toHaveLength(1);
  });

  it('under an id that lives elsewhere is refused; when that is dead it is taken over', () => {
    const stage = new Stage();
    stage.register(RADAR, 1);
    stage.register(RADAR, 2);
    expect(stage.sink.replies[1]).toMatchObject({ connection: 2 });
    expect(stage.sink.replies[1]?.message.registration_ack?.acceptance).toBe(false);
    stage.say(walker(NOON_MS), 2);
    expect(stage.sink.faults.map(({ kind }) => kind)).toEqual(['protocol', 'protocol']);
    expect(stage.sink.of('plot')).toEqual([]);
    stage.wait(11);
    stage.register(RADAR, 2);
    expect(stage.sink.replies.at(-1)?.message.registration_ack?.acceptance).toBe(true);
    expect(stage.sink.cuts).toEqual([{ connection: 1, reason: 'its node returned over another connection' }]);
    stage.close(1);
    stage.say(walker(stage.nowMs), 2);
    expect(stage.sink.of('plot')).toHaveLength(1);
    expect(stage.sink.of('sensor').filter(({ health }) => health === SensorHealth.gone)).toEqual([]);
  });

  it('of a second node over one connection is told, unless the first speaks for others', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.register(CAMERA);
    stage.register(SEISMIC);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'protocol', detail: expect.stringContaining('second node_id') },
    ]);
    expect(stage.sink.of('sensor')).toHaveLength(3);
    const fused = new Stage();
    fused.register({ ...RADAR, type: 'NODE_TYPE_FUSION_NODE', dependentNodes: [CAMERA.nodeId] });
    fused.register(SEISMIC);
    fused.say(
      detectionReport(CAMERA, NOON_MS, {
        objectKey: 'a',
        place: { kind: 'position', lat: 41.6, lon: 20.61 },
      }),
    );
    expect(fused.sink.faults).toEqual([]);
    expect(fused.sink.of('plot')).toMatchObject([{ sensorId: `land/${CAMERA.nodeId}` }]);
  });
});

describe('a detection', () => {
  it('is a plot with class, number, motion and the node’s own track', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(statusReport(RADAR, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }));
    stage.nowMs += 80;
    stage.say(walker(NOON_MS + 50));
    expect(stage.sink.of('plot')).toEqual([
      {
        type: 'plot',
        feedId: FEED,
        nature: 1,
        observedMs: NOON_MS + 50,
        receivedMs: NOON_MS + 80,
        sensorId: `land/${RADAR.nodeId}`,
        place: {
          kind: 'polar',
          rangeM: 4250.5,
          azimuthDeg: 271.25,
          sigmaAzimuthDeg: 0.5,
          sigmaRangeM: 3,
          from: RIDGE,
        },
        sensorTrack: objectIdOf(RADAR, 'walker'),
        // 5 m/s to the north-west: 9.719 kn
        sogKn: expect.closeTo(9.719, 3),
        cogDeg: expect.closeTo(323.13, 2),
        contactClass: 'group',
        confidence: expect.closeTo(0.6, 6),
        count: 4,
      },
    ]);
  });

  it('that is lost ends the track', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(
      detectionReport(RADAR, NOON_MS, {
        objectKey: 'walker',
        place: { kind: 'polar', azimuthDeg: 10, rangeM: 100 },
        state: 'Lost',
      }),
    );
    expect(stage.sink.of('plot')).toMatchObject([{ ended: true, sensorTrack: objectIdOf(RADAR, 'walker') }]);
  });

  it('of an undeclared class is used and told once', () => {
    const stage = new Stage();
    stage.register(RADAR);
    for (let i = 0; i < 3; i++)
      stage.say(
        detectionReport(RADAR, NOON_MS, {
          objectKey: 'x',
          place: { kind: 'polar', azimuthDeg: 10, rangeM: 100 },
          classes: [[['UAV', 0.9]]],
        }),
      );
    expect(stage.sink.of('plot').map(({ contactClass }) => contactClass)).toEqual([
      'drone',
      'drone',
      'drone',
    ]);
    expect(stage.sink.faults).toMatchObject([{ kind: 'schema', detail: 'class "UAV" was not declared' }]);
  });

  it('without its object id is used without a track, told and answered', () => {
    const stage = new Stage();
    stage.register(RADAR);
    const message = walker(NOON_MS);
    message.detection_report!.object_id = null;
    stage.say(message);
    expect(stage.sink.of('plot')[0]?.sensorTrack).toBeUndefined();
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: 'without detection_report.object_id' },
    ]);
    expect(stage.sink.replies.at(-1)?.message.error?.packet?.length).toBeGreaterThan(100);
  });

  it('without a place is none, except from a sensor that only feels what is near it', () => {
    const stage = new Stage();
    stage.register(RADAR, 1);
    stage.register(SEISMIC, 2);
    stage.say(statusReport(SEISMIC, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }), 2);
    for (const [node, connection] of [
      [RADAR, 1],
      [SEISMIC, 2],
    ] as const) {
      const message = detectionReport(node, NOON_MS, {
        objectKey: 'x',
        place: { kind: 'position', ...RIDGE },
      });
      message.detection_report!.location = null;
      stage.say(message, connection);
    }
    expect(stage.sink.of('plot')).toMatchObject([
      { sensorId: `land/${SEISMIC.nodeId}`, place: { kind: 'position', ...RIDGE, sigmaM: 25 } },
    ]);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: expect.stringContaining('no place') },
    ]);
  });

  it('of a clock that is far off has the time of its receipt, told once', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(walker(NOON_MS - 3_600_000));
    stage.say(walker(NOON_MS - 3_600_000));
    expect(stage.sink.of('plot').map(({ observedMs }) => observedMs)).toEqual([NOON_MS, NOON_MS]);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: expect.stringContaining('off by -3600 s') },
    ]);
  });
});

describe('status', () => {
  it('is health with its reasons, place, view and coverage', () => {
    const stage = new Stage();
    stage.register(CAMERA);
    stage.say(
      statusReport(CAMERA, NOON_MS, {
        system: 'SYSTEM_OK',
        at: { ...RIDGE, altM: 812 },
        fieldOfView: { azimuthDeg: 90, widthDeg: 20, rangeM: 900 },
        coverage: [{ azimuthDeg: 90, widthDeg: 180, rangeM: 2000 }],
        obscured: [{ azimuthDeg: 60, widthDeg: 10, rangeM: 2000 }],
        batteryPercent: 9,
        remarks: [{ level: 'STATUS_LEVEL_WARNING_STATUS', type: 'STATUS_TYPE_WEATHER', value: 'fog' }],
      }),
    );
    expect(stage.sink.of('sensor').at(-1)).toMatchObject({
      health: SensorHealth.degraded,
      reason: 'power at 9 %; fog',
      ...RIDGE,
      altM: 812,
      view: { azimuthDeg: 90, widthDeg: 20, rangeM: 900 },
      coverage: {
        rangeM: 2000,
        sectors: [{ fromDeg: 0, toDeg: 180 }],
        blindSectors: [{ fromDeg: 55, toDeg: 65 }],
      },
    });
  });

  it('goes with silence, comes back with a word, and ends with the connection', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(statusReport(RADAR, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }));
    stage.wait(LEAST_SILENCE_MS / 1000 + 1);
    expect(stage.sink.of('sensor').at(-1)).toMatchObject({
      health: SensorHealth.gone,
      reason: 'silent for 16 s',
    });
    stage.wait(60);
    expect(stage.sink.of('sensor')).toHaveLength(3);
    stage.say(walker(stage.nowMs));
    expect(stage.sink.of('sensor').at(-1)).toMatchObject({ health: SensorHealth.working });
    stage.close();
    expect(stage.sink.of('sensor').at(-1)).toMatchObject({
      health: SensorHealth.gone,
      reason: 'the connection ended',
    });
    stage.register(RADAR, 2);
    expect(stage.sink.replies.at(-1)?.message.registration_ack?.acceptance).toBe(true);
  });

  it('of goodbye ends the registration', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(statusReport(RADAR, NOON_MS, { system: 'SYSTEM_GOODBYE' }));
    expect(stage.sink.of('sensor').at(-1)).toMatchObject({ health: SensorHealth.gone });
    stage.say(walker(NOON_MS));
    expect(stage.sink.faults).toMatchObject([{ kind: 'protocol' }]);
  });
});

describe('an alert', () => {
  it('is raised and acknowledged', () => {
    const stage = new Stage();
    stage.register(SEISMIC);
    stage.say(
      alert(SEISMIC, NOON_MS, {
        alertKey: 'a',
        type: 'ALERT_TYPE_WARNING',
        state: 'ALERT_STATUS_ACTIVE',
        text: 'footsteps',
        at: RIDGE,
      }),
    );
    expect(stage.sink.of('sensorAlert')).toMatchObject([
      { text: 'footsteps', severity: 'warning', state: 'active', ...RIDGE },
    ]);
    expect(stage.sink.replies.at(-1)?.message.alert_ack).toMatchObject({
      alert_id: stage.sink.of('sensorAlert')[0]?.alertId,
      alert_ack_status: 1,
    });
  });
});

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
