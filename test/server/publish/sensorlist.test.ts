import { describe, expect, it } from 'vitest';
import { at, room, viewer } from './room.ts';

describe('the list of sensors', () => {
  it('is told once a connection, and again when it changed', () => {
    const { picture, publisher, tick } = room();
    picture.sensors.states = [{ id: 'north', name: 'North', lastMs: 5 }];
    picture.sensors.version += 1;
    tick();
    const client = viewer(publisher, at(41, 18.9));
    expect(client.seen[0]!.sensors!.sensors).toMatchObject([{ id: 'north', name: 'North', lastMs: 5 }]);
    tick();
    expect(client.seen[1]!.sensors).toBeNull();
    picture.sensors.states = [{ id: 'north', name: 'North', health: 4 }];
    picture.sensors.version += 1;
    tick();
    expect(client.seen[2]!.sensors!.sensors).toMatchObject([{ health: 4 }]);
    expect(viewer(publisher, at(0, 0)).seen[0]!.sensors!.sensors).toHaveLength(1);
  });

  it('is told also where it is empty, so that a client knows', () => {
    const { publisher } = room();
    expect(viewer(publisher, at(41, 18.9)).seen[0]!.sensors!.sensors).toEqual([]);
  });
});
