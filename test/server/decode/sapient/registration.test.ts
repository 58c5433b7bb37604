/** Who may speak, and who is told why not. */
import { describe, expect, it } from 'vitest';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { detectionReport } from '../../../../server/decode/sapient/build.ts';
import { registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { isUuid } from '../../../../server/decode/sapient/identifiers.ts';
import { CAMERA, NOON_MS, RADAR, SEISMIC, Stage, walker } from './nodes.ts';

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
