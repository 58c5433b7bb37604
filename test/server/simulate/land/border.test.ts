/** The land border through the real decoder: a group away from the crossing point, alerts, a camera told to look. */
import { describe, expect, test } from 'vitest';
import { bearingDeg, distanceM, turnBetween } from '../../../../proto/domain/geo.ts';
import { sensorId } from '../../../../proto/domain/ids.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { degrees, epochMs } from '../../../../proto/domain/units.ts';
import type { Scenario } from '../../../../server/simulate/scenario.ts';
import { southernAdriatic } from '../demonstrationscenario.ts';
import { Watched } from '../watched.ts';

const NOON = epochMs(Date.UTC(2026, 5, 21, 10, 0, 0));
const whole = southernAdriatic();
/** The border alone: nothing at sea is sent. */
const scenario: Scenario = { ...whole, radars: [], neighbours: [], units: undefined, air: undefined };
const CAMERA_SOUTH = scenario.border!.nodes.find((n) => n.name === 'Camera south')!;
const idOf = (name: string) =>
  sensorId(`land-border/${scenario.border!.nodes.find((n) => n.name === name)!.id}`);

function watched(startMs = NOON) {
  const said: Observation[] = [];
  const world = new Watched(scenario, 1, startMs, {
    observation: (o, { name }) => name === 'land-border' && said.push(o),
  });
  const plots = (sensor: string) =>
    said.flatMap((o) => (o.type === 'plot' && o.sensorId === idOf(sensor) ? [o] : []));
  return { world, said, plots };
}

describe('the land border', () => {
  test('a group crosses away from the crossing point within the first minutes, and sensors see it', () => {
    const { world, said, plots } = watched();
    const where = () => world.simulation.actors(epochMs(NOON + elapsed)).find((a) => a.id === 'group-early')!;
    let elapsed = 0;
    world.runFor(60);
    elapsed = 60_000;
    const before = where();
    world.runFor(300);
    elapsed = 360_000;
    const after = where();
    // The border runs along 19.352° E here; the crossing point is three kilometres south.
    expect(before.lon).toBeGreaterThan(19.3525);
    expect(after.lon).toBeLessThan(19.3515);
    expect(before).toMatchObject({ kind: 'group', story: 'crossing', count: 6 });
    const point = { lat: degrees(42.0116), lon: degrees(19.3551) };
    expect(distanceM(point, { lat: degrees(after.lat), lon: degrees(after.lon) })).toBeGreaterThan(2500);
    const radar = plots('Ground radar south');
    const near = radar.filter((p) => {
      if (p.place.kind !== 'polar' || p.place.from === undefined) return false;
      const bearing = bearingDeg(p.place.from, { lat: degrees(after.lat), lon: degrees(after.lon) });
      const range = distanceM(p.place.from, { lat: degrees(after.lat), lon: degrees(after.lon) });
      return Math.abs(turnBetween(bearing, p.place.azimuthDeg)) < 3 && Math.abs(range - p.place.rangeM) < 40;
    });
    expect(near.length).toBeGreaterThan(5);
    expect(near.some((p) => p.contactClass === 'person')).toBe(true);
    expect(new Set(near.map((p) => p.sensorTrack)).size).toBeLessThan(4);
    const alerts = said.flatMap((o) => (o.type === 'sensorAlert' ? [o] : []));
    expect(alerts.some((a) => a.state === 'active' && a.sensorId === idOf('Proximity 1'))).toBe(true);
  });

  test('an alert is cleared when nothing is near any more', () => {
    const { world, said } = watched();
    world.runFor(900);
    const states = said.flatMap((o) =>
      o.type === 'sensorAlert' && o.sensorId === idOf('Proximity 1') ? [o.state] : [],
    );
    expect(states).toEqual(['active', 'cleared']);
  });

  test('a camera that is told to look acknowledges, turns, shows where it looks and counts the group', () => {
    const { world, said, plots } = watched();
    world.runFor(30);
    const group = world.simulation.actors(epochMs(NOON + 30_000)).find((a) => a.id === 'group-early')!;
    const azimuthDeg = bearingDeg(
      { lat: degrees(CAMERA_SOUTH.lat), lon: degrees(CAMERA_SOUTH.lon) },
      { lat: degrees(group.lat), lon: degrees(group.lon) },
    );
    const countedBefore = plots('Camera south').filter((p) => p.contactClass === 'group').length;
    const request = { taskId: 'task-1', sensorId: idOf('Camera south'), lat: group.lat, lon: group.lon };
    expect(world.lookAt('land-border', request)).toBe(true);
    world.runFor(40);
    const states = said.flatMap((o) => (o.type === 'task' ? [[o.taskId, o.state]] : []));
    expect(states).toEqual([
      ['task-1', 'accepted'],
      ['task-1', 'completed'],
    ]);
    const views = said.flatMap((o) =>
      o.type === 'sensor' && o.sensorId === idOf('Camera south') && o.view !== undefined ? [o.view] : [],
    );
    expect(views[0]!.azimuthDeg).toBeCloseTo(255, 3);
    expect(Math.abs(turnBetween(views.at(-1)!.azimuthDeg, azimuthDeg))).toBeLessThan(0.5);
    const groups = plots('Camera south').filter((p) => p.contactClass === 'group');
    expect(groups.length).toBeGreaterThan(countedBefore + 15);
    for (const p of groups) expect(p.place.kind).toBe('bearing');
    const counts = groups.map((p) => p.count!).sort((a, b) => a - b);
    expect(counts[counts.length >> 1]).toBe(6);
    // Two minutes later it looks where it always does.
    world.runFor(150);
    const home = said.findLast((o) => o.type === 'sensor' && o.sensorId === idOf('Camera south'));
    expect(home?.type === 'sensor' && home.view?.azimuthDeg).toBeCloseTo(255, 3);
  });

  test('a camera refuses what it cannot see, and gives up a task for a newer one', () => {
    const { world, said } = watched();
    world.runFor(30);
    const look = (taskId: string, lat: number, lon: number) =>
      world.lookAt('land-border', { taskId, sensorId: idOf('Camera south'), lat, lon });
    look('behind', 42.0332, 19.45);
    look('far', 42.0332, 19.2);
    world.runFor(3);
    look('first', 42.06, 19.368);
    look('second', 42.0332, 19.34);
    world.runFor(30);
    const answers = said.flatMap((o) => (o.type === 'task' ? [`${o.taskId} ${o.state}`] : []));
    expect(answers.sort()).toEqual(
      [
        'behind rejected',
        'far rejected',
        'first accepted',
        'first failed',
        'second accepted',
        'second completed',
      ].sort(),
    );
  });

  test('a node that goes off the air comes back on another connection and registers again', () => {
    const { world, said } = watched();
    const health = () =>
      said.flatMap((o) =>
        o.type === 'sensor' && o.sensorId === idOf('Seismic 3') && o.health !== undefined ? [o.health] : [],
      );
    world.runFor(410);
    const before = health().length;
    expect(before).toBeGreaterThan(30);
    world.runFor(300);
    expect(health().length).toBeLessThan(before + 4);
    world.runFor(120);
    expect(health().length).toBeGreaterThan(before + 5);
    expect(world.faults).toEqual([]);
  });

  test('by night a group crosses again, and no shepherd is about', () => {
    const night = epochMs(Date.UTC(2026, 5, 21, 0, 50, 0));
    const { world } = watched(night);
    world.runFor(1);
    const about = world.simulation.actors(epochMs(night + 1000));
    expect(about.map((a) => a.id)).toContain('group-night');
    expect(about.some((a) => a.story === 'shepherd' || a.story === 'farmer')).toBe(false);
    expect(about.some((a) => a.story === 'patrol')).toBe(true);
    // Nobody on land has a name or a number.
    for (const a of about)
      expect(Object.keys(a).sort()).toEqual(
        ['altM', 'cogDeg', 'count', 'id', 'kind', 'lat', 'lon', 'sogKn', 'story'].sort(),
      );
  });
});
