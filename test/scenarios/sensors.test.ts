/**
 * The demonstration's stories in the picture: simulation, real decoders, picture, in data time. What is shown is held
 * against the truth that the simulation tells.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { distanceM } from '../../proto/domain/geo.ts';
import { feedId, sensorId, type TrackId } from '../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { ContactState, SourceBits, type TrackDetail, TrackLife } from '../../proto/domain/track.ts';
import { type Degrees, epochMs } from '../../proto/domain/units.ts';
import type { VesselTruth } from '../../server/simulate/truth.ts';
import { Picture } from '../../server/tracks/picture.ts';
import { southernAdriatic } from '../server/simulate/demonstrationscenario.ts';
import { Watched } from '../server/simulate/watched.ts';

const START = epochMs(Date.UTC(2026, 5, 21, 10, 0, 0));
const MINUTES = 16;
const scenario = southernAdriatic();

interface Story {
  readonly truth: VesselTruth;
  /** Tracks within {@link NEAR_M} of it, the nearest first. */
  readonly near: readonly TrackDetail[];
  /** Where it claims to be. */
  readonly atClaim: readonly TrackDetail[];
}
interface Minute {
  readonly stories: ReadonlyMap<string, Story>;
  readonly land: readonly TrackDetail[];
  /** What is said of vessels that are in no story: silent, dark, unverified. */
  readonly slandered: readonly string[];
  /** Contacts at sea, and those of them with no vessel within {@link GHOST_M}. */
  readonly contacts: number;
  readonly ghosts: readonly string[];
  readonly sensors: ReturnType<Picture['sensors']['list']>;
}

/** Half the distance at which two vessels here pass; a fused track is nearer. */
const NEAR_M = 120;
/** A track this far from every vessel is of none. */
const GHOST_M = 500;
const minutes: Minute[] = [];
const picture = new Picture({ epoch: 1, registrationAllowed: true });
let watched: Watched;

const apartM = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  distanceM(
    { lat: a.lat as Degrees, lon: a.lon as Degrees },
    { lat: b.lat as Degrees, lon: b.lon as Degrees },
  );

function tracks(): TrackDetail[] {
  const all: TrackDetail[] = [];
  picture.forEachSlot((slot) => all.push(picture.detail(slot)));
  return all;
}

function lookedAt(minute: number): Minute {
  const all = tracks();
  const near = (at: { lat: number; lon: number }): TrackDetail[] =>
    all
      .filter((t) => t.life !== TrackLife.lost && apartM(t, at) < NEAR_M)
      .sort((a, b) => apartM(a, at) - apartM(b, at));
  const truth = watched.simulation.truth(epochMs(START + minute * 60_000));
  const contacts = all.filter((t) => t.kind === TrackKind.seaContact && t.life !== TrackLife.lost);
  const told = truth.filter((v) => v.story !== undefined && v.story !== 'smallBoats');
  return {
    stories: new Map(
      told.map((v) => [
        v.story!,
        { truth: v, near: near(v), atClaim: v.claims === undefined ? [] : near(v.claims) },
      ]),
    ),
    slandered: all.flatMap((t) => {
      const v = truth.find(({ mmsi }) => mmsi !== undefined && String(mmsi) === t.mmsi);
      const wrong =
        t.contact === ContactState.silent ||
        t.contact === ContactState.dark ||
        t.contact === ContactState.unverified;
      return wrong && v !== undefined && v.story === undefined ? [`${v.name}: ${t.contact}`] : [];
    }),
    contacts: contacts.length,
    ghosts: contacts
      .filter((t) => truth.every((v) => apartM(t, v) > GHOST_M))
      .map((t) => `${t.lat} ${t.lon}`),
    land: all.filter((t) => t.lon > 19.33 && t.lon < 19.4 && t.lat > 42.01 && t.lat < 42.07),
    sensors: picture.sensors.list(),
  };
}

const story = (minute: number, name: string): Story => minutes[minute]!.stories.get(name)!;
/** The one track that is the vessel: where several are near, who sees it is told by radar. */
const ofRadar = (one: Story): TrackDetail | undefined =>
  one.near.find((t) => (t.sources & SourceBits.radar) !== 0);

beforeAll(() => {
  watched = new Watched(scenario, 1, START, {
    observation: (observation) => picture.apply(observation),
    second: (atMs) => void picture.tick(atMs),
  });
  for (const { name, sensor, sensors } of watched.simulation.feeds) {
    if (sensor) picture.sensors.configure(sensorId(name), feedId(name), sensor, Nature.synthetic);
    for (const [own, settings] of Object.entries(sensors ?? {}))
      picture.sensors.configure(sensorId(`${name}/${own}`), feedId(name), settings, Nature.synthetic);
  }
  minutes.push(lookedAt(0));
  for (let minute = 1; minute <= MINUTES; minute++) {
    watched.runFor(60);
    minutes.push(lookedAt(minute));
  }
  expect(watched.faults).toEqual([]);
}, 180_000);

describe('the picture of the demonstration', () => {
  test('the misaligned radar is found within three minutes, and held; the straight ones are not blamed', () => {
    for (let minute = 3; minute <= MINUTES; minute++) {
      const of = (id: string) => minutes[minute]!.sensors.find((s) => s.id === id)?.registration;
      const sazan = of('radar-sazan/8-41')!;
      expect(Math.abs(Number(sazan.rangeM) - 55)).toBeLessThan(5);
      expect(Math.abs(Number(sazan.azimuthDeg) - 0.45)).toBeLessThan(0.03);
      expect(sazan.applied).toBe(true);
      expect(sazan.alarmed).toBe(true);
      for (const id of ['radar-durres', 'radar-volujica/8-52']) {
        expect(Math.abs(Number(of(id)!.rangeM))).toBeLessThan(6);
        expect(Math.abs(Number(of(id)!.azimuthDeg))).toBeLessThan(0.06);
        expect(of(id)!.alarmed).toBe(false);
      }
    }
  });

  test('the go-fast is one contact of radar alone, on its way across', () => {
    const ids = new Set<TrackId>();
    for (let minute = 2; minute <= MINUTES; minute++) {
      const track = ofRadar(story(minute, 'goFast'))!;
      expect(track.kind).toBe(TrackKind.seaContact);
      expect(track.mmsi).toBeUndefined();
      ids.add(track.id);
    }
    expect(ids.size).toBeLessThanOrEqual(2);
    expect(ofRadar(story(8, 'goFast'))!.sogKn).toBeGreaterThan(33);
  });

  test('the go-fast is shown as uncooperative within ten minutes', () => {
    expect(ofRadar(story(10, 'goFast'))!.contact).toBe(ContactState.uncooperative);
  });

  test('who falls silent keeps track and name, and is silent since', () => {
    const before = ofRadar(story(2, 'goneSilent'))!;
    expect(before.identity.name?.value).toBe('YLLI I JONIT');
    for (let minute = 6; minute <= MINUTES; minute++) {
      const track = ofRadar(story(minute, 'goneSilent'))!;
      expect(track.id).toBe(before.id);
      expect(track.identity.name?.value).toBe('YLLI I JONIT');
      expect(track.contact).toBe(ContactState.silent);
      // Off after 165 s; a report of class B comes every half minute, and some are spoken over.
      expect(track.silentSinceMs! - START).toBeGreaterThan(50_000);
      expect(track.silentSinceMs! - START).toBeLessThan(166_000);
    }
  });

  test('who switched off keeps track and name, and is dark after five minutes', () => {
    const before = ofRadar(story(1, 'switchedOff'))!;
    expect(before.identity.name?.value).toBe('MARA LUNE');
    expect(ofRadar(story(4, 'switchedOff'))!.contact).toBe(ContactState.silent);
    for (let minute = 7; minute <= MINUTES; minute++) {
      const after = ofRadar(story(minute, 'switchedOff'))!;
      expect(after.id).toBe(before.id);
      expect(after.identity.name?.value).toBe('MARA LUNE');
      expect(after.contact).toBe(ContactState.dark);
    }
  });

  test('the spoofed position is unverified while its radar track goes on', () => {
    const before = ofRadar(story(3, 'spoofed'))!;
    expect(before.identity.name?.value).toBe('VENTO GRIGIO');
    for (let minute = 6; minute <= MINUTES; minute++) {
      const { truth, atClaim } = story(minute, 'spoofed');
      const real = ofRadar(story(minute, 'spoofed'))!;
      expect(apartM(real, truth)).toBeLessThan(NEAR_M);
      expect(real.contact).not.toBe(ContactState.unverified);
      const claimed = atClaim.find((t) => t.mmsi === String(truth.mmsi))!;
      expect(claimed.contact).toBe(ContactState.unverified);
      expect(claimed.id).not.toBe(real.id);
    }
  });

  test('nobody else is called silent, dark or unverified', () => {
    expect(minutes.flatMap((m, i) => m.slandered.map((s) => `minute ${i}: ${s}`))).toEqual([]);
  });

  test('clutter makes no contacts: at most one in twenty is nobody', () => {
    const contacts = minutes.slice(2).reduce((sum, m) => sum + m.contacts, 0);
    const ghosts = minutes.slice(2).flatMap((m) => m.ghosts);
    expect(contacts).toBeGreaterThan(14 * 10);
    expect(ghosts.length / contacts).toBeLessThanOrEqual(0.05);
  });

  test('the group at the land border is tracked, counted or classed, where it is', () => {
    const people = minutes[4]!.land.filter((t) => t.kind === TrackKind.person || t.kind === TrackKind.group);
    // Over the line by now, 3 km from the crossing point.
    const group = people.filter((t) => apartM(t, { lat: 42.0401, lon: 19.3518 }) < 60);
    expect(group.length).toBeGreaterThan(0);
    for (const t of people) expect(t.mmsi ?? t.identity.name).toBeUndefined();
  });

  test('own foot teams and cars on land are units, not strangers', () => {
    const kinds = new Set(minutes[8]!.land.map((t) => t.kind));
    expect(kinds.has(TrackKind.unitFoot)).toBe(true);
  });
});
