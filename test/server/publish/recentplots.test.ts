import { describe, expect, it } from 'vitest';
import { MAX_PLOTS } from '../../../proto/codec/plots.ts';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { at, room, START_MS, viewer } from './room.ts';

const plot = (ageMs: number, over: { lat?: number; lon?: number; sensorId?: string } = {}) => ({
  lat: 41,
  lon: 18.9,
  // Plots are read at the next tick, a second on.
  observedMs: START_MS + 1000 - ageMs,
  sensorId: 'north',
  ...over,
});
const here = { ...at(41, 18.9), plots: true };

describe('plots', () => {
  it('are sent only to who asks for them', () => {
    const { picture, publisher, tick } = room();
    picture.plots.all = [plot(0)];
    tick();
    const client = viewer(publisher, at(41, 18.9));
    expect(client.seen[0]!.plots).toBeNull();
    client.watch(here);
    expect(client.plots.plots.count).toBe(1);
    client.watch(at(41, 18.9));
    expect(client.plots.plots.count).toBe(0);
    tick();
    expect(client.seen.at(-1)!.plots).toBeNull();
  });

  it('are those of the last ten seconds in the tiles, newest first', () => {
    const { picture, publisher, tick } = room();
    picture.plots.all = [
      plot(10_100, { sensorId: 'too old' }),
      plot(4000, { sensorId: 'south' }),
      plot(9900),
      plot(0, { lat: 60, sensorId: 'elsewhere' }),
      plot(500),
    ];
    tick();
    const client = viewer(publisher, here);
    const { count, observedMs, sensor, sensorIds, lonLat } = client.plots.plots;
    expect(count).toBe(3);
    expect([...observedMs].map((ms) => START_MS + 1000 - ms)).toEqual([500, 4000, 9900]);
    expect([...sensor].map((i) => sensorIds[i])).toEqual(['north', 'south', 'north']);
    expect([...lonLat.subarray(0, 2)]).toEqual([18.9, 41]);
    client.watch({ ...here, tiles: [tileAt(1, 60, 18.9), tileAt(2, 41, 18.9)] });
    expect(client.plots.plots.count).toBe(4);
    client.watch({ ...here, tiles: [], aggregate: true });
    expect(client.plots.plots.count).toBe(0);
  });

  it('come with each tick, and go with their age', () => {
    const { picture, publisher, tick } = room();
    picture.plots.all = [plot(0)];
    tick();
    const client = viewer(publisher, here);
    for (let i = 0; i < 10; i += 1) tick();
    expect(client.plots.plots.count).toBe(1);
    tick();
    expect(client.plots.plots.count).toBe(0);
    expect(client.seen).toHaveLength(12);
  });

  it('are the newest where there are too many', () => {
    const { picture, publisher, tick } = room();
    picture.plots.all = Array.from({ length: MAX_PLOTS + 100 }, (_, i) => plot(9000 - i));
    tick();
    const client = viewer(publisher, here);
    expect(client.plots.plots.count).toBe(MAX_PLOTS);
    expect(client.plots.plots.observedMs[0]).toBe(START_MS + 1000 - 4800);
  });
});
