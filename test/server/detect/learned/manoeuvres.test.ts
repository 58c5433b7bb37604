import { describe, expect, it } from 'vitest';
import { ManoeuvreMap } from '../../../../server/detect/learned/manoeuvres.ts';

const DAY = 86_400_000;

describe('where vessels turn and slow down', () => {
  it('counts others within about three kilometres, each once, by what they do', () => {
    const map = new ManoeuvreMap();
    map.made('turn', 1, 40, 19, 0);
    map.made('turn', 2, 40.01, 19, 0);
    map.made('turn', 2, 40.01, 19, 1);
    map.made('slow', 3, 40, 19, 0);
    expect(map.othersAt('turn', 40, 19, undefined)).toBe(2);
    expect(map.othersAt('turn', 40, 19, 1)).toBe(1);
    expect(map.othersAt('slow', 40, 19, 1)).toBe(1);
    expect(map.othersAt('bend', 40, 19, undefined)).toBe(0);
    expect(map.othersAt('turn', 40.2, 19, undefined)).toBe(0);
  });

  it('forgets after ninety days', () => {
    const map = new ManoeuvreMap();
    map.made('turn', 1, 40, 19, 0);
    map.made('turn', 2, 50, 19, 91 * DAY);
    expect(map.othersAt('turn', 40, 19, undefined)).toBe(0);
  });

  it('knows how often one vessel did so in a time', () => {
    const map = new ManoeuvreMap();
    for (let i = 0; i < 5; i++) map.made('turn', 1, 40, 19, i * 1000);
    expect(map.timesOf('turn', 1, 1000, 4000)).toBe(3);
    expect(map.timesOf('turn', 2, 0, 9000)).toBe(0);
  });

  it('comes back from its checkpoint, byte for byte, and from nothing else', () => {
    const map = new ManoeuvreMap();
    map.made('turn', 1, 40, 19, 5);
    map.made('slow', 2, 41, 19, 6);
    const back = ManoeuvreMap.load(map.save())!;
    expect(back.save()).toBe(map.save());
    expect(back.othersAt('slow', 41, 19, 1)).toBe(1);
    for (const text of ['', '{}', '{"version":1,"newestMs":0,"cells":[["turn|x",[1]]],"movers":[]}'])
      expect(ManoeuvreMap.load(text)).toBeUndefined();
  });
});
