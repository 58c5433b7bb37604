import { describe, expect, it } from 'vitest';
import type { WatchedSensor } from '../../../../proto/domain/detecting.ts';
import { feedId, sensorId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { SensorAlertObservation } from '../../../../proto/domain/sensing.ts';
import { SensorHealth } from '../../../../proto/domain/sensor.ts';
import { sensors } from '../../../../server/detect/outage/sensors.ts';
import { timeAt } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';

const ID = sensorId('fence/7');
const node = (health: SensorHealth): WatchedSensor => ({
  id: ID,
  feedId: feedId('fence'),
  name: 'Fence 7',
  health,
  reason: 'no power',
  lat: 42.1,
  lon: 19.5,
});
const alert = (at: number, said: Partial<SensorAlertObservation> = {}): SensorAlertObservation => ({
  type: 'sensorAlert',
  feedId: feedId('fence'),
  nature: Nature.real,
  observedMs: timeAt(at),
  receivedMs: timeAt(at),
  sensorId: ID,
  alertId: 'a1',
  text: 'Tamper switch: cover open',
  severity: 'critical',
  state: 'active',
  ...said,
});

function watched() {
  let now = node(SensorHealth.working);
  const system = () => ({ feeds: () => [], sensors: () => [now], troubles: () => [] });
  const watch = new Watched([sensors], { system });
  return { watch: watch.until(0), is: (health: SensorHealth) => (now = node(health)) };
}

describe('a sensor', () => {
  it.each([
    [SensorHealth.gone, 'sensorGone'],
    [SensorHealth.faulty, 'sensorFaulty'],
  ])('that is lost (%i) is raised after half a minute, and over when it is well', (health, what) => {
    const { watch, is } = watched();
    watch.until(10);
    is(health);
    watch.until(35);
    expect(watch.all).toEqual([]);
    watch.until(45);
    expect(watch.all).toHaveLength(1);
    expect(watch.all[0]!.lead).toMatchObject({
      kind: 'sensorLost',
      about: { sensorId: ID },
      place: { lat: 42.1, lon: 19.5 },
    });
    expect(clue(watch.all[0]!.lead, what)).toMatchObject({ text: 'no power' });
    is(SensorHealth.working);
    watch.until(100);
    expect(watch.open('sensorLost')).toEqual([]);
  });

  it('that is lost for a moment, or degraded, is none', () => {
    const { watch, is } = watched();
    is(SensorHealth.gone);
    watch.until(20);
    is(SensorHealth.degraded);
    expect(watch.until(600).all).toEqual([]);
  });

  it('that says it is tampered with is an alarm at once, and over when it takes it back', () => {
    const { watch } = watched();
    watch.sayAtOnce(alert(1));
    expect(watch.all[0]!.lead).toMatchObject({
      kind: 'sensorTampered',
      priority: 'alarm',
      onsetMs: timeAt(1),
    });
    expect(clue(watch.all[0]!.lead, 'sensorTamper')).toMatchObject({ text: 'Tamper switch: cover open' });
    watch.say(alert(60, { state: 'acknowledged' })).until(2 * 3600);
    expect(watch.open('sensorTampered')).toHaveLength(1);
    watch.say(alert(2 * 3600 + 1, { state: 'cleared', text: 'ok' }));
    expect(watch.open('sensorTampered')).toEqual([]);
  });

  it('whose health says so is an alarm until an hour after', () => {
    const { watch, is } = watched();
    is(SensorHealth.tampered);
    watch.until(5);
    expect(watch.open('sensorTampered')).toHaveLength(1);
    is(SensorHealth.working);
    watch.until(3600);
    expect(watch.open('sensorTampered')).toHaveLength(1);
    watch.until(3700);
    expect(watch.open('sensorTampered')).toEqual([]);
  });

  it('that raises its hand for other reasons is not tampered with', () => {
    const { watch } = watched();
    watch.say(alert(1, { text: 'Low battery' }), alert(2, { text: 'Intrusion', severity: 'critical' }));
    expect(watch.until(60).all).toEqual([]);
  });
});
