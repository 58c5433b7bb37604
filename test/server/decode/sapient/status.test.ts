/** How nodes say they are, and how their silence says it; what they raise. */
import { describe, expect, it } from 'vitest';
import { SensorHealth } from '../../../../proto/domain/sensor.ts';
import { alert, statusReport } from '../../../../server/decode/sapient/build.ts';
import { LEAST_SILENCE_MS } from '../../../../server/decode/sapient/node.ts';
import { CAMERA, NOON_MS, RADAR, RIDGE, SEISMIC, Stage, walker } from './nodes.ts';

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
