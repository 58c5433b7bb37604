import { describe, expect, it } from 'vitest';
import { feedId, sensorId, trackId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { SensorObservation } from '../../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import { SENSORS_KEPT, SensorRegistry } from '../../../../server/tracks/sensors/registry.ts';
import { timeAt } from '../observations.ts';

const says = (at: number, said: Partial<SensorObservation> = {}): SensorObservation => ({
  type: 'sensor',
  feedId: feedId('border'),
  nature: Nature.real,
  observedMs: timeAt(at),
  receivedMs: timeAt(at),
  sensorId: sensorId('border/1'),
  ...said,
});

const listed = (sensors: SensorRegistry, at: number) => {
  sensors.tick(timeAt(at));
  return sensors.list()[0]!;
};

describe('a sensor', () => {
  it('is what it says of itself, but for what the site says', () => {
    const sensors = new SensorRegistry(true);
    sensors.heard(
      says(0, {
        name: 'node 1',
        kind: SensorKind.camera,
        lat: degrees(42),
        lon: degrees(19),
        canLookAt: true,
      }),
    );
    sensors.heard(says(1, { coverage: { rangeM: metres(3000) } }));
    expect(listed(sensors, 1)).toMatchObject({
      id: 'border/1',
      name: 'node 1',
      kind: SensorKind.camera,
      lat: 42,
      canLookAt: true,
      coverage: { rangeM: 3000 },
      health: SensorHealth.working,
      lastMs: timeAt(1),
    });
    sensors.configure(sensorId('border/1'), feedId('border'), {
      name: 'Hill camera',
      lat: degrees(42.1),
      lon: degrees(19.1),
      coverage: { rangeM: metres(5000) },
    });
    expect(listed(sensors, 2)).toMatchObject({
      name: 'Hill camera',
      lat: 42.1,
      lon: 19.1,
      coverage: { rangeM: 5000 },
    });
  });

  it('that the site names and nobody heard yet is there, of unknown health', () => {
    const sensors = new SensorRegistry(true);
    sensors.configure(sensorId('cape'), feedId('cape'), { kind: SensorKind.radar });
    expect(listed(sensors, 0)).toMatchObject({ id: 'cape', health: SensorHealth.unknown });
    expect(listed(sensors, 0)).not.toHaveProperty('lastMs');
  });

  it('is gone when it is silent for much longer than it ever was, and back with its first word', () => {
    const sensors = new SensorRegistry(true);
    for (const at of [0, 60, 120, 180]) sensors.heard(says(at));
    expect(listed(sensors, 359).health).toBe(SensorHealth.working);
    expect(listed(sensors, 361)).toMatchObject({ health: SensorHealth.gone, reason: 'silent' });
    sensors.heard(says(400));
    expect(listed(sensors, 401)).toMatchObject({ health: SensorHealth.working, reason: '' });
  });

  it('that turns is gone after five turns without a word', () => {
    const sensors = new SensorRegistry(true);
    sensors.configure(sensorId('border/1'), feedId('border'), { periodMs: 3000 });
    sensors.heard(says(0))!.tellsScans = true;
    expect(listed(sensors, 15).health).toBe(SensorHealth.working);
    expect(listed(sensors, 15.1).health).toBe(SensorHealth.gone);
  });

  it('says why it is not well until it is', () => {
    const sensors = new SensorRegistry(true);
    sensors.heard(says(0, { health: SensorHealth.tampered, reason: 'lid open' }));
    sensors.heard(says(1, { canLookAt: false }));
    expect(listed(sensors, 1)).toMatchObject({ health: SensorHealth.tampered, reason: 'lid open' });
    sensors.heard(says(2, { health: SensorHealth.working }));
    expect(listed(sensors, 2)).toMatchObject({ health: SensorHealth.working, reason: '' });
  });

  it('shows its last four tasks and what became of them, the newest first', () => {
    const sensors = new SensorRegistry(true);
    sensors.heard(says(0));
    for (const n of [1, 2, 3, 4, 5]) {
      sensors.taskSent(sensorId('border/1'), `t${n}`, trackId(7, n), timeAt(n));
    }
    sensors.heard({ ...says(6), type: 'task', taskId: 't5', state: 'rejected', reason: 'blind there' });
    const { tasks } = listed(sensors, 6);
    expect(tasks!.map(({ id }) => id)).toEqual(['t5', 't4', 't3', 't2']);
    expect(tasks![0]).toMatchObject({ trackId: '7-5', life: 2, reason: 'blind there', sinceMs: timeAt(6) });
  });
});

describe('the list of sensors', () => {
  it('has a new version when it says something else, not for each word that was heard', () => {
    const sensors = new SensorRegistry(true);
    sensors.heard(says(0));
    sensors.tick(timeAt(0));
    const { version } = sensors;
    sensors.heard(says(1));
    sensors.tick(timeAt(1));
    expect(sensors.version).toBe(version);
    sensors.heard(says(2, { health: SensorHealth.degraded }));
    sensors.tick(timeAt(2));
    expect(sensors.version).toBe(version + 1);
    sensors.heard(says(20));
    sensors.tick(timeAt(20));
    expect(sensors.version).toBe(version + 2);
    expect(sensors.list()[0]!.lastMs).toBe(timeAt(20));
  });

  it('is bounded: a gone stranger makes room, and nobody the site named', () => {
    const sensors = new SensorRegistry(true);
    sensors.configure(sensorId('cape'), feedId('cape'), {});
    for (let n = 1; n < SENSORS_KEPT; n++) sensors.heard(says(n / 1000, { sensorId: sensorId(`s${n}`) }));
    expect(sensors.heard(says(2, { sensorId: sensorId('late') }))).toBeUndefined();
    expect(sensors.refused).toBe(1);
    expect(sensors.heard(says(2000, { sensorId: sensorId('late') }))).toBeDefined();
    expect(sensors.get(sensorId('s1'))).toBeUndefined();
    expect(sensors.get(sensorId('cape'))).toBeDefined();
    expect(sensors.size).toBe(SENSORS_KEPT);
  });
});
