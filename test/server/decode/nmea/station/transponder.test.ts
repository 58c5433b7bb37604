import { describe, expect, test } from 'vitest';
import { feedId } from '../../../../../proto/domain/ids.ts';
import { SensorHealth } from '../../../../../proto/domain/sensor.ts';
import { epochMs } from '../../../../../proto/domain/units.ts';
import { encodeAis } from '../../../../../server/decode/ais/encode.ts';
import { NmeaDecoder } from '../../../../../server/decode/nmea/decoder.ts';
import { encodeAlr, encodeRequest } from '../../../../../server/decode/nmea/sentences/writetransponder.ts';
import { frameOf, heard, NOON_MS } from '../../heard.ts';

const ALARM = { sentence: 'ALR', talker: 'AI', timeOfDayMs: undefined, acknowledged: false } as const;
const VSWR = { ...ALARM, alarm: 2, active: true, text: 'AIS: Antenna VSWR exceeds limit' };
const SENDER = { ...ALARM, alarm: 1, active: true, text: 'AIS: Tx malfunction' };

function station() {
  const decoder = new NmeaDecoder({ feedId: feedId('mast') });
  return (atMs: number, ...lines: string[]) => {
    const said = heard();
    const receivedMs = epochMs(NOON_MS + atMs);
    decoder.push(frameOf(`${lines.join('\r\n')}\r\n`, { feedId: feedId('mast'), receivedMs }), said.sink);
    return { ...said, messages: said.messages };
  };
}

describe('a transponder', () => {
  test('that raises an alarm is a sensor that is not well, until the alarm is over', () => {
    const say = station();
    const [alert, health] = say(0, encodeAlr(VSWR)).observations;
    const head = { sensorId: 'mast/AI', feedId: 'mast', observedMs: NOON_MS, receivedMs: NOON_MS };
    expect(alert).toEqual({
      ...{ ...head, nature: 0, type: 'sensorAlert', alertId: '2', text: VSWR.text },
      ...{ severity: 'warning', state: 'active' },
    });
    expect(health).toEqual({
      ...{ ...head, nature: 0, type: 'sensor', health: SensorHealth.degraded, reason: VSWR.text },
    });
    expect(say(1000, encodeAlr(SENDER)).observations).toMatchObject([
      { type: 'sensorAlert', severity: 'fault', state: 'active' },
      { health: SensorHealth.faulty, reason: `${VSWR.text}; ${SENDER.text}` },
    ]);
    expect(say(2000, encodeAlr({ ...SENDER, acknowledged: true })).observations).toMatchObject([
      { state: 'acknowledged' },
      { health: SensorHealth.faulty },
    ]);
    expect(say(3000, encodeAlr({ ...SENDER, active: false })).observations).toMatchObject([
      { state: 'cleared', severity: 'fault' },
      { health: SensorHealth.degraded, reason: VSWR.text },
    ]);
    const [, well] = say(4000, encodeAlr({ ...VSWR, active: false })).observations;
    expect(well).toMatchObject({ type: 'sensor', health: SensorHealth.working });
    expect(well).not.toHaveProperty('reason');
  });

  test('that was never ill is no sensor, and other devices’ alarms are theirs', () => {
    const say = station();
    const said = say(0, encodeAlr({ ...VSWR, active: false }), encodeAlr({ ...VSWR, talker: 'RA' }));
    expect([said.observations, said.messages, said.faults]).toEqual([[], 2, []]);
  });

  test('lives while its feed brings AIS, so that its silence about alarms is none', () => {
    const say = station();
    const [position = ''] = encodeAis({ type: 1, mmsi: 237_000_001, lat: 40, lon: 19 });
    const types = (atMs: number) => say(atMs, position).observations.map(({ type }) => type);
    expect(types(0)).toEqual(['position']);
    say(1000, encodeAlr(VSWR));
    expect(types(2000)).toEqual(['position']);
    expect(types(11_000)).toEqual(['position', 'sensor']);
    expect(types(12_000)).toEqual(['position']);
  });

  test('is told to send something: that makes no track', () => {
    const request = encodeRequest({
      ...{ sentence: 'ABM', talker: 'AI', sequence: 0, channel: 'any', messageType: 12 },
      ...{ destinationMmsi: 237_000_001, text: 'PLEASE CALL ON CHANNEL 16' },
    });
    const said = station()(0, ...request, '$AIABK,219012679,B,12,1,0*1D');
    expect([said.observations, said.messages, said.faults]).toEqual([[], 2, []]);
  });

  test('of which a part of a request is missing when its connection ends', () => {
    const decoder = new NmeaDecoder({ feedId: feedId('mast') });
    const said = heard();
    const [first = ''] = encodeRequest({
      ...{
        sentence: 'BBM',
        talker: 'AI',
        sequence: 0,
        channel: 'any',
        messageType: 14,
        text: 'A'.repeat(99),
      },
    });
    decoder.push(frameOf(`${first}\r\n`), said.sink);
    decoder.close(1, said.sink);
    expect(said.faults).toMatchObject([{ kind: 'incomplete' }]);
  });
});
