/** What a registration declares changes how the node is read and asked. */
import { describe, expect, it } from 'vitest';
import { sensorId } from '../../../../proto/domain/ids.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { sapient } from '../../../../proto/generated/sapient.js';
import { alert, detectionReport, statusReport } from '../../../../server/decode/sapient/build.ts';
import { registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { declarationOf, isSupportedVersion } from '../../../../server/decode/sapient/declaration.ts';
import { CAMERA, NOON_MS, RADAR, RIDGE, SEISMIC, Stage, walker } from './nodes.ts';

const { Registration, SpeedUnits } = sapient.v2;

/** A stage with a radar whose registration was changed before it was sent. */
function staged(change: (said: sapient.v2.Registration.$Properties) => void, node = RADAR): Stage {
  const stage = new Stage();
  const message = registration(node, NOON_MS);
  change(message.registration!);
  stage.say(message);
  expect(stage.sink.faults).toEqual([]);
  return stage;
}

describe('a declaration', () => {
  it.each([
    'NODE_TYPE_RADAR',
    'NODE_TYPE_CAMERA',
    'NODE_TYPE_SEISMIC',
    'NODE_TYPE_ACOUSTIC',
    'NODE_TYPE_PROXIMITY_SENSOR',
    'NODE_TYPE_PASSIVE_RF',
    'NODE_TYPE_FUSION_NODE',
    'NODE_TYPE_CHEMICAL',
  ] as const)('of %s has its kind', (type) => {
    const kinds: Record<typeof type, SensorKind> = {
      NODE_TYPE_RADAR: SensorKind.groundRadar,
      NODE_TYPE_CAMERA: SensorKind.camera,
      NODE_TYPE_SEISMIC: SensorKind.seismic,
      NODE_TYPE_ACOUSTIC: SensorKind.acoustic,
      NODE_TYPE_PROXIMITY_SENSOR: SensorKind.proximity,
      NODE_TYPE_PASSIVE_RF: SensorKind.passiveRf,
      NODE_TYPE_FUSION_NODE: SensorKind.neighbour,
      NODE_TYPE_CHEMICAL: SensorKind.unknown,
    };
    expect(declarationOf(registration({ ...RADAR, type }, 0).registration!).kind).toBe(kinds[type]);
  });

  it('of a radar that watches the sea is a radar', () => {
    const stage = staged((said) => {
      said.node_definition![0]!.node_sub_type = ['Coastal surveillance'];
    });
    expect(stage.sink.of('sensor')[0]?.kind).toBe(SensorKind.radar);
  });

  it('of kilometres an hour is heeded', () => {
    const stage = staged((said) => {
      said.mode_definition![0]!.detection_definition![0]!.velocity_type!
        .enu_velocity_units!.east_north_rate_units = SpeedUnits.SPEED_UNITS_KPH;
    });
    stage.say(walker(NOON_MS));
    // (−3, 4) km/h are 5 km/h: 2.6998 kn
    expect(stage.sink.of('plot')[0]?.sogKn).toBeCloseTo(2.6998, 4);
  });

  it('of no tracking makes the object ids mean nothing', () => {
    const stage = staged((said) => {
      said.mode_definition![0]!.tracking_type = Registration.TrackingType.TRACKING_TYPE_NONE;
    });
    stage.say(walker(NOON_MS));
    expect(stage.sink.of('plot')[0]?.sensorTrack).toBeUndefined();
  });

  it('of a task by bearing gets a bearing', () => {
    const stage = staged((said) => {
      said.mode_definition![0]!.task!.command![0]!.units = 'RangeBearing';
    }, CAMERA);
    stage.say(statusReport(CAMERA, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }));
    const look = { taskId: 't', sensorId: sensorId(`land/${CAMERA.nodeId}`), lat: RIDGE.lat, lon: 20.7 };
    stage.decoder.lookAt(look, epochMs(NOON_MS), stage.sink);
    const cone = stage.sink.replies.at(-1)?.message.task?.command?.look_at?.range_bearing;
    expect(cone?.azimuth).toBeCloseTo(90, 1);
    // 0.1° of longitude at 41.6° north: 11 119.5 m × cos 41.6°
    expect(cone?.range).toBeCloseTo(8315, -1);
  });

  it('knows its versions', () => {
    for (const right of ['BSI Flex 335 v2.0', 'BSI_Flex_335_v2.0', 'BSI Flex 335 v2']) {
      expect(isSupportedVersion(right)).toBe(true);
    }
    for (const wrong of ['BSI Flex 335 v1.0', 'v2.0', 'BSI Flex 335 v20', '7']) {
      expect(isSupportedVersion(wrong)).toBe(false);
    }
  });
});

describe('what was said before', () => {
  it('stands until it is said anew: a status without coverage changes none', () => {
    const stage = staged(() => {});
    const coverage = [{ azimuthDeg: 0, widthDeg: 90, rangeM: 5000 }];
    stage.say(statusReport(RADAR, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE, coverage }));
    stage.say(statusReport(RADAR, NOON_MS, { system: 'SYSTEM_WARNING' }));
    const [, first, second] = stage.sink.of('sensor');
    expect(first?.coverage).toEqual({ rangeM: 5000, sectors: [{ fromDeg: 315, toDeg: 45 }] });
    expect(second?.coverage).toEqual(first?.coverage);
    expect(second).not.toHaveProperty('lat');
  });
});

describe('text of a node', () => {
  it('is shown without what cannot be seen', () => {
    const stage = new Stage();
    stage.register({ ...SEISMIC, name: 'Path\u202e\u0000 sensor ÄΩ' });
    expect(stage.sink.of('sensor')[0]?.name).toBe('Path.. sensor ÄΩ');
    stage.say(
      alert(SEISMIC, NOON_MS, {
        alertKey: 'a',
        type: 'ALERT_TYPE_FATAL',
        state: 'ALERT_STATUS_CLEAR',
        text: 'a\u001b[2Jb',
      }),
    );
    expect(stage.sink.of('sensorAlert')).toMatchObject([
      { text: 'a.[2Jb', severity: 'fault', state: 'cleared' },
    ]);
  });
});

describe('a detection in UTM', () => {
  it('is where it says', () => {
    const stage = staged(() => {}, CAMERA);
    const message = detectionReport(CAMERA, NOON_MS, {
      objectKey: 'u',
      place: { kind: 'position', ...RIDGE },
    });
    message.detection_report!.location = {
      x: 500_000,
      y: 4_984_944.378 * 0.9996,
      x_error: 3,
      y_error: 4,
      coordinate_system: sapient.v2.LocationCoordinateSystem.LOCATION_COORDINATE_SYSTEM_UTM_M,
      datum: 1,
      utm_zone: '34T',
    };
    stage.say(message);
    expect(stage.sink.of('plot')[0]?.place).toMatchObject({
      kind: 'position',
      lat: expect.closeTo(45, 7),
      lon: expect.closeTo(21, 9),
      // √((3² + 4²) / 2)
      sigmaM: expect.closeTo(3.5355, 4),
    });
  });
});
