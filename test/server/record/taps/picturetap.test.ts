import { describe, expect, test } from 'vitest';
import { fromWire } from '../../../../proto/codec/quantise.ts';
import { feedId, mmsi } from '../../../../proto/domain/ids.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import type { RetentionClass } from '../../../../proto/domain/record/retention.table.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { watchfloor as recorded } from '../../../../proto/generated/record.js';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import type { What } from '../../../../server/record/recorder/linkoptions.ts';
import { PictureTap } from '../../../../server/record/taps/picturetap.ts';
import { Picture } from '../../../../server/tracks/picture.ts';
import { report, type Ship } from '../../publish/ships.ts';

const NOON_MS = Date.UTC(2026, 4, 1, 12);
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

interface Kept {
  readonly of: RetentionClass;
  readonly what: What;
  readonly knownMs: number;
}

interface Row {
  readonly mmsi: number;
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: number;
  readonly sogKn: number;
  readonly state: number;
  readonly feeds: string;
}

function rowsOf(points: recorded.record.v1.IPoints | undefined | null, knownMs: number): [number, Row][] {
  if (!points) return [];
  const view = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []);
  const { track, mmsi: names, lat, lon, age, sog, feeds } = points;
  return Array.from({ length: points.count ?? 0 }, (_, i) => [
    view(track).readUInt32LE(i * 4),
    {
      mmsi: view(names).readUInt32LE(i * 4),
      lat: view(lat).readInt32LE(i * 4) / 1e6,
      lon: view(lon).readInt32LE(i * 4) / 1e6,
      observedMs: knownMs - view(age).readUInt32LE(i * 4),
      sogKn: fromWire(view(sog).readUInt16LE(i * 2)),
      state: points.state?.[i] ?? -1,
      feeds: points.feedSets?.[view(feeds).readUInt16LE(i * 2)] ?? 'none',
    },
  ]);
}

function watched(startMs = NOON_MS, isLand?: (feed: string) => boolean) {
  const picture = new Picture({ epoch: 3 });
  const kept: Kept[] = [];
  const tap = new PictureTap({
    picture,
    keep: (of, what, knownMs) => kept.push({ of, what, knownMs }),
    ...(isLand && { isLand }),
  });
  let nowMs = startMs;
  return {
    ...{ picture, kept },
    nowMs: () => nowMs,
    hear: (ship: Ship, atMs = nowMs) => picture.apply(report(ship, atMs)),
    /** A second passes, or as long as is said; answers what was kept of it. */
    tick(ms = SECOND_MS): readonly Kept[] {
      nowMs += ms;
      const from = kept.length;
      tap.ticked(picture.tick(epochMs(nowMs)), nowMs);
      return kept.slice(from);
    },
  };
}

const SHIP: Ship = { mmsi: 205_000_001, lat: 41.123_456_7, lon: 19.2, sogKn: 12.34, name: 'ONE' };
const kinds = (all: readonly Kept[]): string[] =>
  all.map(({ of, what }) => `${of} ${Object.keys(what).join()}${what.points?.restated ? ' restated' : ''}`);

describe('what the picture’s changes are kept as', () => {
  test('a track that appears is a point and an identity', () => {
    const { hear, tick } = watched();
    tick();
    hear(SHIP);
    const kept = tick();
    expect(kinds(kept)).toEqual(['sea identities', 'sea points']);
    const [, points] = kept;
    expect(rowsOf(points?.what.points, points!.knownMs)).toEqual([
      [
        1,
        {
          ...{ mmsi: 205_000_001, lat: 41.123457, lon: 19.2, observedMs: NOON_MS + SECOND_MS },
          ...{ sogKn: 12.3, state: 0, feeds: 'test' },
        },
      ],
    ]);
    const [identity] = kept[0]?.what.identities?.identities ?? [];
    expect(identity?.track).toBe(1);
    expect(watchfloor.v1.TrackStatic.decode(identity!.static!)).toMatchObject({ name: 'ONE', id: '3-1' });
  });

  test('nothing changed is nothing kept; moved is a point; named anew is an identity', () => {
    const { hear, tick } = watched();
    tick();
    hear(SHIP);
    tick();
    expect(tick()).toEqual([]);
    hear({ ...SHIP, lat: 41.124 });
    expect(kinds(tick())).toEqual(['sea points']);
    hear({ ...SHIP, lat: 41.125, name: 'TWO' });
    expect(kinds(tick())).toEqual(['sea identities', 'sea points']);
  });

  test('a track that leaves the picture ends in its class', () => {
    const { hear, tick, picture } = watched();
    tick();
    hear(SHIP);
    tick();
    const all: string[] = [];
    for (let i = 0; i < 48 && picture.size > 0; i += 1) all.push(...kinds(tick(30 * 60_000)));
    expect(picture.size).toBe(0);
    expect(all.at(-1)).toBe('sea ends');
  });

  test('what a sensor for people on land has not told apart is kept as people are', () => {
    const { picture, tick, nowMs } = watched(NOON_MS, (feed) => feed === 'tower');
    tick();
    const seen = (number: number, kind: TrackKind, feed: string) =>
      picture.apply({
        ...report({ mmsi: 205_000_000 + number, lat: 41 + number, lon: 19 }, nowMs()),
        ...{ kind, feedId: feedId(feed) },
      });
    seen(1, TrackKind.unknown, 'tower');
    expect(new Set(tick().map(({ of }) => of))).toEqual(new Set(['land']));
    seen(2, TrackKind.classA, 'tower');
    seen(3, TrackKind.unknown, 'coast');
    expect(new Set(tick().map(({ of }) => of))).toEqual(new Set(['sea']));
    // Said anew with the hour, each in its class; and it ends in it.
    const hour = tick(HOUR_MS).filter(({ what }) => what.points?.restated || what.ends);
    expect(new Set(hour.map(({ of }) => of))).toEqual(new Set(['land', 'sea']));
    // Something else saw it at sea, too.
    seen(1, TrackKind.unknown, 'coast');
    seen(1, TrackKind.unknown, 'tower');
    expect(tick().map(({ of }) => of)).toContain('sea');
  });

  test('what speaks of people on land goes to files of its own', () => {
    const { tick, picture, nowMs } = watched();
    tick();
    const said = { ...report({ mmsi: 1, lat: 41, lon: 20 }, nowMs()), kind: TrackKind.unitFoot };
    picture.apply({ ...said, mmsi: mmsi(205_000_009), feedId: feedId('units') });
    picture.apply({ ...report({ mmsi: 205_000_010, lat: 41, lon: 19 }, nowMs()), kind: TrackKind.classB });
    const classes = tick().map(({ of }) => of);
    expect(new Set(classes)).toEqual(new Set(['own', 'sea']));
  });

  test('the start and each full hour say everything live anew', () => {
    const { hear, tick } = watched(NOON_MS + 30 * 60_000);
    hear(SHIP);
    expect(kinds(tick())).toEqual(['sea identities', 'sea points', 'sea identities', 'sea points restated']);
    for (let i = 0; i < 28; i += 1) {
      hear({ ...SHIP, lat: 41 + i / 1000 });
      const kept = kinds(tick(60_000));
      expect(kept).toContain('sea points');
      expect(kept).not.toContain('sea points restated');
    }
    hear({ ...SHIP, lat: 41.5 });
    const hour = tick(2 * 60_000);
    expect(kinds(hour).slice(-2)).toEqual(['sea identities', 'sea points restated']);
    expect(hour.at(-1)?.knownMs).toBeGreaterThanOrEqual(NOON_MS + HOUR_MS);
    // A clock that is set back goes through its hours anew.
    expect(kinds(tick(-HOUR_MS)).some((kind) => kind.includes('restated'))).toBe(true);
  });

  test('a large picture is said anew in parts that stay small, each track once', () => {
    const { hear, tick } = watched();
    for (let i = 0; i < 21_000; i += 1) hear({ mmsi: 200_000_000 + i, lat: 40 + i / 10_000, lon: 18 });
    const all = [...tick(), ...tick(), ...tick()];
    const restated = all.flatMap(({ what, knownMs }) =>
      what.points?.restated ? rowsOf(what.points, knownMs).map(([track]) => track) : [],
    );
    expect(restated.length).toBe(21_000);
    expect(new Set(restated).size).toBe(21_000);
    for (const { what } of all) {
      expect(what.points?.count ?? 0).toBeLessThanOrEqual(4096);
      expect(what.identities?.identities?.length ?? 0).toBeLessThanOrEqual(1024);
    }
  });

  test('put together again, the entries are the picture after every tick', () => {
    const random = seeded(3);
    const { hear, tick, picture, nowMs } = watched();
    const rebuilt = new Map<number, Row>();
    for (let step = 0; step < 400; step += 1) {
      for (let i = Math.floor(random() * 6); i > 0; i -= 1)
        hear(
          {
            mmsi: 205_000_000 + Math.floor(random() * 40),
            ...{ lat: 41 + random() / 100, lon: 19 + random() / 100, sogKn: random() * 3 },
          },
          nowMs() - Math.floor(random() * 3000),
        );
      const ms = random() < 0.02 ? Math.floor(random() * 6 * HOUR_MS) : SECOND_MS;
      for (const { what, knownMs } of tick(ms)) {
        for (const track of what.ends?.tracks ?? []) expect(rebuilt.delete(track)).toBe(true);
        for (const [track, row] of rowsOf(what.points, knownMs)) rebuilt.set(track, row);
      }
      const live = new Map<number, Partial<Row>>();
      for (let slot = 0; slot < picture.slotCount; slot += 1) {
        if (!picture.alive(slot)) continue;
        const { columns } = picture;
        live.set(columns.counter[slot]!, {
          ...{ mmsi: columns.mmsi[slot]!, lat: Math.round(columns.lat[slot]! * 1e6) / 1e6 },
          ...{ observedMs: columns.observedMs[slot]!, state: columns.state[slot]! },
        });
      }
      expect([...rebuilt.keys()].sort()).toEqual([...live.keys()].sort());
      for (const [track, row] of live) expect(rebuilt.get(track)).toMatchObject(row);
    }
    expect(rebuilt.size).toBeGreaterThan(0);
  });
});
