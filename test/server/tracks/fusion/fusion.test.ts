import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sensorId } from '../../../../proto/domain/ids.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import type { FusionEvent, FusionTrack } from '../../../../server/tracks/fusion/contract.ts';
import { Fusion } from '../../../../server/tracks/fusion/fusion.ts';
import { at, type Happening, happenings, RADAR, type Sea, type Ship } from './sea.ts';

const SHIPS: readonly Ship[] = [
  { x: 5000, y: 2000, vx: -6, vy: 2, key: 1 },
  { x: -4000, y: 6000, vx: 3, vy: -5, key: 2 },
  { x: 7000, y: -5000, vx: 0, vy: 7, key: 3 },
  { x: -6000, y: -6000, vx: 8, vy: 1, key: 4 },
  { x: 2000, y: 9000, vx: 4, vy: -4, key: 5 },
  { x: -9000, y: 1000, vx: 5, vy: 5 },
];

function play(all: readonly Happening[]): Fusion {
  const fusion = new Fusion({ capacity: 2048 });
  fusion.setSensor(RADAR);
  for (const { scan, report } of all) {
    if (scan) fusion.scan(scan);
    else fusion.cooperative(report);
  }
  return fusion;
}

const playSea = (sea: Sea, seconds: number, seed: number): Fusion => play(happenings(sea, seconds, seed));
const shown = (fusion: Fusion, atMs: number): FusionTrack[] =>
  [...fusion.tracks(atMs)].filter(({ existence }) => existence > 0.5);
const near = (tracks: readonly FusionTrack[], ship: Ship, s: number): FusionTrack | undefined => {
  const { x, y } = at(ship, s);
  return tracks.find(({ xM, yM }) => Math.hypot(xM - x, yM - y) < 60);
};
const kinds = (events: readonly FusionEvent[]): string[] => events.map(({ kind }) => kind);

describe('a sea of five ships with AIS and one without', () => {
  test.each([1, 2, 3])('one track each, in place, with the right name (seed %i)', (seed) => {
    const tracks = shown(playSea({ ships: SHIPS }, 240, seed), 240_000);
    expect(tracks).toHaveLength(SHIPS.length);
    for (const ship of SHIPS) {
      const track = near(tracks, ship, 240);
      expect(track?.key).toBe(ship.key);
      expect(Math.hypot(track!.vxMps - ship.vx, track!.vyMps - ship.vy)).toBeLessThan(1);
    }
  });

  test('the same input gives the same tracks and events, to the last bit', () => {
    const once = playSea({ ships: SHIPS }, 120, 7);
    const twice = playSea({ ships: SHIPS }, 120, 7);
    expect([...twice.tracks(undefined, true)]).toEqual([...once.tracks(undefined, true)]);
    expect(twice.drain()).toEqual(once.drain());
  });

  test('the order of the plots in a scan changes nothing', () => {
    const straight = happenings({ ships: SHIPS }, 60, 5);
    const expected = [...play(straight).tracks()];
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seeded(seed);
        const shuffled = straight.map((one): Happening => {
          if (!one.scan) return one;
          const plots = one.scan.plots
            .map((plot) => ({ plot, key: random() }))
            .sort((a, b) => a.key - b.key)
            .map(({ plot }) => plot);
          return { scan: { ...one.scan, plots } };
        });
        expect([...play(shuffled).tracks()]).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  test('every track can say why, and which sensor saw it how', () => {
    const fusion = playSea({ ships: SHIPS }, 120, 1);
    for (const { id, key } of fusion.tracks()) {
      const why = fusion.reasons(id).map(({ kind }) => kind);
      expect(why).toContain('confirmed');
      if (key !== undefined) expect(why).toContain('bound');
      const [radar] = fusion.contributions(id);
      expect(radar?.sensorId).toBe(RADAR.id);
      expect(radar?.count).toBeGreaterThan(20);
      expect(radar?.normalised).toBeLessThan(25);
    }
  });
});

describe('claims', () => {
  test('a ship that falls silent keeps its track and its name, silent since', () => {
    const silent = { ...SHIPS[0]!, silentFromS: 120 };
    const fusion = playSea({ ships: [silent, ...SHIPS.slice(1)] }, 240, 2);
    const track = near(shown(fusion, 240_000), silent, 240);
    expect(track?.key).toBe(1);
    expect(track?.silentSinceMs).toBeGreaterThan(100_000);
    expect(track?.silentSinceMs).toBeLessThan(120_000);
    const events = fusion.drain().filter(({ kind }) => kind === 'silent');
    expect(events.map(({ key }) => key)).toEqual([1]);
    expect(events[0]!.atMs - 120_000).toBeLessThan(90_000);
  });

  test('a false position is unverified, and the radar track goes on without the name', () => {
    const liar = { ...SHIPS[1]!, spoofFromS: 120 };
    const fusion = playSea({ ships: [...SHIPS.slice(2), liar] }, 200, 3);
    const tracks = shown(fusion, 200_000);
    expect(near(tracks, liar, 200)).toBeDefined();
    expect(near(tracks, liar, 200)?.key).toBeUndefined();
    const claims = [...fusion.tracks(200_000, true)].filter(({ key }) => key === liar.key);
    expect(claims).toHaveLength(1);
    expect(claims[0]?.unverifiedSinceMs).toBeLessThan(180_000);
    const events = kinds(fusion.drain());
    expect(events.filter((kind) => kind === 'unverified')).toHaveLength(1);
    expect(events).toContain('unbound');
  });

  test('a report 20 s late still helps, one older than 30 s is refused', () => {
    const fusion = playSea({ ships: SHIPS }, 120, 4);
    const { x, y } = at(SHIPS[0]!, 100);
    const late = { key: 1, receivedMs: 121_000, xM: x, yM: y, sigmaM: 8, transmitter: 'A' } as const;
    const before = near(shown(fusion, 120_000), SHIPS[0]!, 120)!;
    const id = fusion.cooperative({ ...late, observedMs: 100_001, vxMps: -6, vyMps: 2 });
    const after = near(shown(fusion, 120_000), SHIPS[0]!, 120)!;
    expect(id).toBe(before.id);
    expect(after.pxx).toBeLessThan(before.pxx);
    expect(fusion.cooperative({ ...late, observedMs: 80_000 })).toBeUndefined();
  });
});

describe('registration', () => {
  test('a radar 80 m and −0.6° off is found and corrected within two minutes', () => {
    const fusion = playSea({ ships: SHIPS, biasRangeM: 80, biasAzimuthDeg: -0.6 }, 180, 6);
    const found = fusion.registration(RADAR.id);
    expect(found?.rangeM).toBeCloseTo(80, -1);
    expect(Math.abs(found!.azimuthDeg + 0.6)).toBeLessThan(0.06);
    expect(found?.applied).toBe(true);
    const tracks = shown(fusion, 180_000);
    for (const ship of SHIPS) expect(near(tracks, ship, 180), `ship ${ship.key}`).toBeDefined();
  });
});

describe('what is refused', () => {
  test('numbers that are not finite, unknown sensors, and what is too old', () => {
    const fusion = new Fusion({ capacity: 64 });
    fusion.setSensor(RADAR);
    const scan = { sensorId: RADAR.id, observedMs: 100_000, receivedMs: 100_000, plots: [] };
    expect(fusion.scan({ ...scan, observedMs: Number.NaN }).refused).toBe('not finite');
    expect(fusion.scan({ ...scan, sensorId: sensorId('?') }).refused).toBe('unknown sensor');
    const odd = fusion.scan({
      ...scan,
      plots: [
        { kind: 'polar', rangeM: Number.NaN, azimuthDeg: 3 },
        { kind: 'polar', rangeM: 1000, azimuthDeg: Number.POSITIVE_INFINITY },
      ],
    });
    expect(odd.trackIds).toEqual([-1, -1]);
    expect(fusion.scan({ ...scan, observedMs: 60_000 }).refused).toBe('too old');
    const report = {
      key: 1,
      observedMs: 100_000,
      receivedMs: 100_000,
      xM: 1,
      yM: 2,
      sigmaM: 8,
      transmitter: 'A',
    } as const;
    for (const field of ['key', 'observedMs', 'receivedMs', 'xM', 'yM', 'sigmaM'] as const)
      expect(fusion.cooperative({ ...report, [field]: Number.NaN })).toBeUndefined();
    expect([...fusion.tracks(undefined, true)]).toEqual([]);
  });

  test('no numbers throw, and no numbers poison the tracks that are there', () => {
    const number = fc.oneof(
      fc.double(),
      fc.double({ min: -30_000, max: 30_000 }),
      fc.constantFrom(0, -1, 1e300),
    );
    const plot = fc.oneof(
      fc.record({
        kind: fc.constant('polar' as const),
        rangeM: number,
        azimuthDeg: number,
        sigmaRangeM: number,
      }),
      fc.record({ kind: fc.constant('polar' as const), rangeM: number, azimuthDeg: number, number }),
    );
    fc.assert(
      fc.property(
        fc.array(plot, { maxLength: 20 }),
        fc.array(number, { minLength: 7, maxLength: 7 }),
        (plots, n) => {
          const fusion = playSea({ ships: SHIPS.slice(0, 2), clutter: 5 }, 30, 1);
          const scan = { sensorId: RADAR.id, observedMs: 33_000, receivedMs: 33_000, plots };
          fusion.scan(scan);
          const [xM, yM, vxMps, vyMps, sigmaM, offsetM, sigmaSpeedMps] = n as [
            number,
            number,
            number,
            number,
            number,
            number,
            number,
          ];
          const report = { key: 1, observedMs: 34_000, receivedMs: 34_000, transmitter: 'B' } as const;
          fusion.cooperative({ ...report, xM, yM, vxMps, vyMps, sigmaM, offsetM, sigmaSpeedMps });
          fusion.scan({ ...scan, observedMs: 36_000, xM, yM });
          for (const track of fusion.tracks(39_000, true))
            for (const value of [track.xM, track.yM, track.vxMps, track.pxx, track.pyy, track.existence])
              expect(Number.isFinite(value)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('beyond its capacity nothing new is started and nothing breaks', () => {
    const fusion = new Fusion({ capacity: 3 });
    fusion.setSensor(RADAR);
    for (const { scan, report } of happenings({ ships: SHIPS }, 60, 1)) {
      if (scan) fusion.scan(scan);
      else fusion.cooperative(report);
      expect([...fusion.tracks(undefined, true)].length).toBeLessThanOrEqual(3);
    }
  });

  test('bearings start nothing, and narrow a track that is there', () => {
    const camera = sensorId('camera');
    const fusion = new Fusion({ capacity: 256 });
    fusion.setSensor({ id: camera, kind: 'bearing', xM: 0, yM: 0, sigmaAzimuthDeg: 0.05 });
    const look = (ms: number) =>
      fusion.scan({
        sensorId: camera,
        observedMs: ms,
        receivedMs: ms,
        plots: [{ kind: 'bearing', azimuthDeg: 45 }],
      });
    for (let ms = 0; ms < 10_000; ms += 1000) look(ms);
    expect([...fusion.tracks(undefined, true)]).toEqual([]);
    const report = { key: 1, observedMs: 10_001, receivedMs: 10_001, xM: 3000, yM: 3000, sigmaM: 30 };
    fusion.cooperative({ ...report, vxMps: 0, vyMps: 0, transmitter: 'A' });
    const before = [...fusion.tracks(10_500)][0]!;
    look(10_500);
    const after = [...fusion.tracks(10_500)][0]!;
    // Across the line of sight (south-east) it is narrower, along it as before.
    const across = (t: FusionTrack): number => (t.pxx + t.pyy) / 2 - t.pxy;
    const along = (t: FusionTrack): number => (t.pxx + t.pyy) / 2 + t.pxy;
    expect(across(after)).toBeLessThan(across(before) / 10);
    expect(along(after)).toBeGreaterThan(along(before) * 0.9);
  });
});
