import { describe, expect, it } from 'vitest';
import type { Wanted } from '../../../client/link/frame.ts';
import { lastPlace } from '../../../client/store/whereabouts.ts';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { toRadians } from '../../../proto/domain/units.ts';
import { at, room, START_MS, viewer } from './room.ts';
import { track } from './testpicture.ts';

describe('what dead reckoning explains', () => {
  it('is not said again, until the ship turns or half an hour is over', () => {
    const { picture, publisher, tick } = room();
    // 12 kn north: 6.1733 m a second, 5.5518e-5 degrees of latitude.
    const step = (12 * 1852) / 3600 / 6_371_008.8 / (Math.PI / 180);
    picture.appear(0, track({ sogKn: 12, cogDeg: 0, headingDeg: 0, observedMs: START_MS }));
    tick();
    const client = viewer(publisher, { ...at(41, 18.9), tiles: [tileAt(2, 41, 18.9)] });
    const told: number[] = [];
    for (let i = 1; i <= 1900; i += 1) {
      picture.move(0, { lat: 41 + step * i, observedMs: START_MS + i * 1000 });
      tick();
      const [tile] = client.seen.at(-1)!.tiles;
      if ((tile?.columns?.count ?? 0) > 0) told.push(i);
      // Its age is said each time all the same.
      else expect(tile?.heard?.slot?.length).toBeGreaterThan(0);
    }
    // Into the next tile she is told anew.
    expect(told).toEqual([1800]);
    picture.move(0, { cogDeg: 4 });
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(1);
    expect(publisher.counts.suppressed).toBeGreaterThan(0);
  });

  it.each([
    ['chosen a while ago', 1, 1],
    ['seen from far before', 0, 2],
    ['seen from near before', 2, 0],
  ] as const)('is drawn where the ship is where she was %s', (_, before, after) => {
    const { picture, publisher, tick } = room();
    const step = (12 * 1852) / 3600 / 6_371_008.8 / (Math.PI / 180);
    const boundM = [1000, 150, 15][after]!;
    picture.appear(0, track({ sogKn: 12, cogDeg: 0, headingDeg: 0, observedMs: START_MS }));
    tick();
    const wanted = (level: 0 | 1 | 2): Wanted => ({
      ...at(41, 18.9),
      tiles: [40.9, 41, 41.1, 41.2].map((lat) => tileAt(level, lat, 18.9)),
    });
    const client = viewer(publisher, { ...wanted(before), chosen: before === after ? [picture.id(0)] : [] });
    let told = 0;
    for (let i = 1; i <= 1700; i += 1) {
      const lat = 41 + step * i;
      // For some reports she seems to turn: a chosen ship's is told, or one seen from near; the other tile need not be.
      const cogDeg = i >= 95 && i <= 100 ? (before === 1 ? 4 : 8) : 0;
      picture.move(0, { lat, cogDeg, observedMs: START_MS + i * 1000 });
      if (i === 100) client.watch(wanted(after));
      tick();
      if (i > 120 && (client.seen.at(-1)!.tiles[0]?.columns?.count ?? 0) > 0) told += 1;
      if (i <= 100) continue;
      const shown = lastPlace(client.store.motion, 0);
      const northM = (shown.lat - lat) * 111_195;
      const eastM = (shown.lon - 18.9) * 111_195 * Math.cos(toRadians(lat));
      expect(Math.hypot(northM, eastM)).toBeLessThan(boundM + 1);
      expect(client.store.motion.heardMs(0)).toBe(START_MS + i * 1000);
    }
    // Nearly all of it was left unsaid.
    expect(told).toBeLessThan(60);
  });

  it('is said whole once in half an hour of a ship at anchor', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({ sogKn: 0, observedMs: START_MS, state: TrackStateBits.atRest }));
    tick();
    const client = viewer(publisher, { ...at(41, 18.9), tiles: [tileAt(1, 41, 18.9)] });
    const told: number[] = [];
    for (let i = 1; i <= 1900; i += 1) {
      picture.move(0, { observedMs: START_MS + i * 1000 });
      tick();
      if ((client.seen.at(-1)!.tiles[0]?.columns?.count ?? 0) > 0) told.push(i);
    }
    expect(told).toEqual([1800]);
  });

  it('is said whole where the record that explains it is half an hour older', () => {
    const { picture, publisher, clock, tick } = room();
    picture.appear(0, track({ sogKn: Number.NaN, observedMs: START_MS }));
    // Nobody looks: what is published first is two hours old.
    clock.advance(7_200_000);
    const client = viewer(publisher, { ...at(41, 18.9), tiles: [tileAt(2, 41, 18.9)] });
    tick();
    expect(Math.abs(client.store.motion.heardMs(0) - START_MS)).toBeLessThanOrEqual(3000);
    picture.move(0, { observedMs: clock.nowMs() });
    tick();
    expect(client.store.motion.heardMs(0)).toBe(clock.nowMs() - 1000);
  });

  it.each([
    ['a change of life', { state: 1 }],
    ['a heading', { headingDeg: 20 }],
    ['a lost heading', { headingDeg: Number.NaN }],
    ['a speed', { sogKn: 14 }],
    ['a jump', { lat: 41.002 }],
  ])('never hides %s', (_, change) => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({ observedMs: START_MS }));
    tick();
    const client = viewer(publisher, at(41, 18.9));
    picture.move(0, { observedMs: START_MS });
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(0);
    picture.move(0, change);
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(1);
  });
});

describe('an ellipse', () => {
  // 150 m is about a pixel at z7.
  it.each([
    ['a little wider', [1000, 500], [1200, 600], false],
    ['a third wider', [1000, 500], [1340, 500], true],
    ['a third tighter across', [1000, 500], [1000, 370], true],
    ['turned', [1000, 500, 0], [1000, 500, 90], false],
    ['three times wider, all of it a dot', [10, 10], [30, 30], false],
    ['grown out of a dot', [120, 60], [400, 60], true],
    ['new', [], [40, 20], true],
    ['gone', [40, 20], [], true],
  ] as const)('%s: %s to %s is sent: %s', (_, before, after, sent) => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({ observedMs: START_MS }));
    const stretch = ([major = 0, minor = 0, direction = 0]: readonly number[]): void =>
      picture.stretch(0, major, minor, direction);
    stretch(before);
    tick();
    const client = viewer(publisher, at(41, 18.9));
    stretch(after);
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(sent ? 1 : 0);
    const held = sent ? after : before;
    if (held.length === 0) expect(client.store.motion.semiMajorM(0)).toBeNaN();
    else expect(client.store.motion.semiMajorM(0) / held[0]).toBeCloseTo(1, 1);
  });

  it('goes with what is sent anyway', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({ observedMs: START_MS }));
    picture.stretch(0, 1000, 500, 10);
    tick();
    const client = viewer(publisher, at(41, 18.9));
    picture.stretch(0, 1100, 550, 80);
    picture.move(0, { cogDeg: 200 });
    tick();
    expect(client.store.motion.semiMajorM(0) / 1100).toBeCloseTo(1, 1);
    expect(client.store.motion.orientationDeg(0)).toBeCloseTo(80, 0);
  });

  it('is sent at every change where the track is always sent', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({ lat: -60, state: TrackStateBits.distress }));
    picture.stretch(0, 1000);
    tick();
    const client = viewer(publisher, at(41, 18.9));
    picture.stretch(0, 1100);
    tick();
    expect(client.store.motion.semiMajorM(0) / 1100).toBeCloseTo(1, 1);
  });

  it('costs nothing where no track of the tile has one', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({}));
    picture.appear(1, track({ lat: 45 }));
    picture.stretch(1, 50);
    tick();
    const client = viewer(publisher, at(41, 18.9));
    expect(client.seen[0]!.tiles[0]!.columns!.ellipse).toHaveLength(0);
    client.watch(at(45, 18.9));
    expect(client.seen[1]!.tiles[0]!.columns!.ellipse).toHaveLength(3);
  });
});
