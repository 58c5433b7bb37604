/**
 * One policy: whatever somebody asks for and by whatever path, they are shown what `decide` says: whole, reduced (no name
 * and no number in the bytes, coarse, late), or nothing.
 */
import { afterAll, expect, it } from 'vitest';
import { decodeTrail } from '../../proto/codec/trails.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { RECORD_KINDS, RECORD_PATHS } from '../../proto/domain/operations/record.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { isCoarse, roundedTo } from '../../server/publish/reduced.ts';
import { FEEDS, NOW_MS } from '../server/access/worlds.ts';
import { alertsOverRest } from './policyalertpath.ts';
import { type Ask, asking, sorted } from './policyasking.ts';
import { type Expected, type ExpectedTrack, expectedOf } from './policyexpected.ts';
import { zonesExported } from './policyexportpath.ts';
import { TRACKS } from './policypicture.ts';
import { type PolicyServer, policyServer, type Someone } from './policyserver.ts';

const isLong = process.env.WATCHFLOOR_LONG !== undefined;
const SEEDS = (process.env.POLICY_SEEDS ?? (isLong ? '1,2,3,4' : '1')).split(',').map(Number);
/** Of things that are asked for one by one, each person asks for every so many, the next person for the next ones. */
const ONE_IN = isLong ? 1 : 2;
/** Of one seed at least. */
const PAIRS = 5000 * SEEDS.length;

const open: PolicyServer[] = [];
afterAll(() => Promise.all(open.map((server) => server.close())));

const words = ({ name, callSign, destination }: ExpectedTrack) => ({ name, callSign, destination });

async function liveSocket(server: PolicyServer, person: Someone, expected: Expected): Promise<void> {
  const live = await server.live(person);
  const isLetIn = server.access.decide(person.asker, 'see', { kind: 'any' }).verdict !== 'no';
  const seesPicture = server.access.audience(person.asker) !== undefined;
  expect([live !== undefined, isLetIn || !seesPicture]).toEqual([seesPicture, true]);
  if (live === undefined) return;
  const { store, bytes, sensors } = live;
  expect(expected.leaked(bytes)).toEqual([]);
  expect(sorted(store.statics.map((one) => one?.id))).toEqual(sorted(expected.tracks.map(({ id }) => id)));
  expect(sorted(sensors)).toEqual(sorted(expected.feeds.map((feed) => `${feed}/1`)));
  for (const one of expected.tracks) {
    const row = store.rowOf(one.id as TrackId)!;
    const said = store.statics[row]!;
    const { name, callSign, destination } = said;
    const heard = {
      name: name ?? undefined,
      callSign: callSign ?? undefined,
      destination: destination ?? undefined,
    };
    expect([one.id, heard]).toEqual([one.id, words(one)]);
    expect(said.mmsi ?? undefined).toBe(one.mmsi === undefined ? undefined : Number(one.mmsi));
    expect(store.motion.lon(row)).toBeCloseTo(one.lon, 4);
    expect(store.motion.lat(row)).toBeCloseTo(one.lat, 4);
    expect(store.motion.observedMs(row)).toBe(one.observedMs);
    if (one.sight !== 'whole') expect([store.contact[row], store.sources[row]]).toEqual([0, 0]);
    if (one.sight !== 'whole' && isCoarse(one.sight)) expect(store.motion.sogKn(row)).toBeNaN();
  }
}

async function tracksOverRest(
  server: PolicyServer,
  ask: Ask,
  expected: Expected,
  turn: number,
): Promise<void> {
  const { picture } = server;
  const { features } = await ask.json('/api/tracks?limit=10000');
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared as they are
  const byId = new Map<string, any>(features.map((one: { id: string }) => [one.id, one]));
  expect(sorted([...byId.keys()])).toEqual(sorted(expected.tracks.map(({ id }) => id)));
  expect((await ask.json('/api/extent')).tracks).toBe(expected.tracks.length);
  for (const one of expected.tracks) {
    const { geometry, properties } = byId.get(one.id);
    const { name, callSign, destination, mmsi, observedMs, reduced, sogKn } = properties;
    expect([one.id, { name, callSign, destination }, mmsi]).toEqual([one.id, words(one), one.mmsi]);
    expect(geometry.coordinates).toEqual([Number(one.lon.toFixed(6)), Number(one.lat.toFixed(6))]);
    expect([observedMs, reduced]).toEqual([one.observedMs, one.sight === 'whole' ? undefined : true]);
    if (one.sight !== 'whole' && isCoarse(one.sight)) expect(sogKn).toBeUndefined();
  }
  const seen = new Map(expected.tracks.map((one) => [one.slot, one]));
  const cards = Array.from({ length: TRACKS }, async (_, slot) => {
    if ((slot + turn) % ONE_IN !== 0) return;
    const one = seen.get(slot);
    const where = `/api/tracks/${picture.id(slot)}`;
    if (one === undefined) {
      expect([where, await ask.status(where)]).toEqual([where, 404]);
      return;
    }
    const card = await ask.json(where);
    const { name, callSign, destination } = card.identity;
    expect([
      where,
      { name: name?.value, callSign: callSign?.value, destination: destination?.value },
    ]).toEqual([where, words(one)]);
    expect([card.mmsi, card.lat, card.lon, card.observedMs]).toEqual([
      one.mmsi,
      one.lat,
      one.lon,
      one.observedMs,
    ]);
    const others: string[] = [...card.conflictsWith, ...card.offers.map(({ id }: { id: string }) => id)];
    expect(others.filter((id) => !expected.tracks.some((track) => track.id === id))).toEqual([]);
    const sources: string[] = card.evidence.map(({ source }: { source: string }) => source);
    if (one.sight !== 'whole') expect([sources, card.contributions, others]).toEqual([[], [], []]);
    expect(sources.filter((feed) => !expected.feeds.some((one_) => one_ === feed))).toEqual([]);
  });
  await Promise.all(cards);
}

async function trailsAndDistress(server: PolicyServer, ask: Ask, expected: Expected): Promise<void> {
  const { picture } = server;
  const ids = Array.from({ length: TRACKS }, (_, slot) => picture.id(slot));
  const { bytes } = await ask.get(`/api/trails?ids=${ids.join(',')}`);
  const trails = new Map(watchfloor.v1.Trails.decode(bytes).trails.map((one) => [one.id, decodeTrail(one)!]));
  const seen = new Map(expected.tracks.map((one) => [one.id, one]));
  for (const [slot, id] of ids.entries()) {
    const trail = trails.get(id);
    const one = seen.get(id);
    // Of one whose first position is too young there is nothing in it.
    if (one === undefined) expect(trail?.count ?? 0).toBe(0);
    if (one === undefined || trail === undefined) continue;
    const { delayMs = 0, roundM = 0 } = one.sight === 'whole' ? {} : one.sight;
    const { timesMs, lats, lons } = picture.trail(slot);
    const upTo = Array.from(timesMs).filter((timeMs) => timeMs <= NOW_MS - delayMs).length;
    expect(trail.count).toBe(upTo);
    for (let i = 0; i < upTo; i += 1) {
      const [lat, lon] = [lats[i]!, lons[i]!];
      const place = roundM > 0 ? roundedTo(lat, lon, roundM) : { lat, lon };
      expect(trail.observedMs[i]).toBe(timesMs[i]);
      expect(trail.lonLat[i * 2 + 1]).toBeCloseTo(place.lat, 6);
      expect(trail.lonLat[i * 2]).toBeCloseTo(place.lon, 6);
    }
  }
  const { calls } = await ask.json('/api/distress');
  const left = expected.calls.flatMap((sight, i) => {
    if (sight === 'none') return [];
    return [sight === 'whole' || !sight.withoutIdentity ? String(970_000_000 + i) : undefined];
  });
  expect(calls.map(({ mmsi }: { mmsi?: string }) => mmsi)).toEqual(left);
}

async function searches(server: PolicyServer, person: Someone, ask: Ask, expected: Expected): Promise<void> {
  const maySearch = server.access.decide(person.asker, 'search', { kind: 'any' }).verdict !== 'no';
  const fields = { QNAM: 'name', QCAL: 'callSign', QDES: 'destination', 2000001: 'mmsi' } as const;
  for (const [q, field] of Object.entries(fields)) {
    const where = `/api/search?limit=100&q=${q}`;
    if (!maySearch) {
      expect(await ask.status(where)).toBe(403);
      continue;
    }
    const { tracks } = await ask.json(where);
    const found = expected.tracks.filter((one) => one[field] !== undefined).map(({ id }) => id);
    expect([q, sorted(tracks.map(({ id }: { id: string }) => id))]).toEqual([q, sorted(found)]);
  }
}

async function recordsOverRest(ask: Ask, { records }: Expected, turn: number): Promise<void> {
  const all = (await ask.json('/api/operations')).records;
  const seen = records.filter(({ shown }) => shown !== undefined);
  const name = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;
  expect(sorted(all.map(name))).toEqual(sorted(seen.map(name)));
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared as they are
  const answers = new Map<string, any[]>(all.map((one: any) => [name(one), [one]]));
  for (const kind of RECORD_KINDS) {
    const { records: list } = await ask.json(`/api/${RECORD_PATHS[kind]}`);
    const of = seen.filter((one) => one.kind === kind);
    expect([kind, sorted(list.map(name))]).toEqual([kind, sorted(of.map(name))]);
    for (const one of list) answers.get(name(one))?.push(one);
  }
  const asked = records.map(async ({ kind, id, shown, verdict }, i) => {
    if ((i + turn) % ONE_IN !== 0) return;
    const where = `/api/${RECORD_PATHS[kind]}/${id}`;
    const older = async () => (i % 3 === 0 ? (await ask.json(`${where}/versions`)).versions : []);
    if (shown === undefined) {
      expect([where, await ask.status(where), await ask.status(`${where}/versions`)]).toEqual([
        where,
        404,
        404,
      ]);
      return;
    }
    const one = await ask.json(where);
    for (const answer of [one, ...(await older()), ...answers.get(`${kind}/${id}`)!]) {
      expect([where, answer.value]).toEqual([where, JSON.parse(JSON.stringify(shown))]);
      const who = verdict === 'reduced' ? ['', '', undefined] : ['system', 'Watchfloor', 'QWHY1Q'];
      expect([answer.by, answer.byName, answer.reason]).toEqual(who);
    }
  });
  await Promise.all(asked);
}

async function derived(server: PolicyServer, ask: Ask, expected: Expected): Promise<void> {
  const { feeds } = await ask.json('/api/feeds');
  expect(sorted(feeds.map(({ id }: { id: string }) => id))).toEqual(sorted(expected.feeds));
  const { sensors } = await ask.json('/api/sensors');
  expect(sorted(sensors.map(({ id }: { id: string }) => id))).toEqual(
    sorted(expected.feeds.map((feed) => `${feed}/1`)),
  );
  const whole = new Map(expected.tracks.filter(({ sight }) => sight === 'whole').map((one) => [one.id, one]));
  for (const purpose of ['rescue', 'intercept']) {
    const { helpers } = await ask.json(`/api/helpers?lat=41&lon=19&purpose=${purpose}`);
    for (const { unitId, trackId, placed } of helpers) {
      if (unitId !== undefined) {
        expect(expected.sees('unit', unitId)).toBe(true);
        const slot = Number(unitId.slice(1));
        // Where its transmitter is heard is its track's to tell.
        if (placed === 'track') expect([unitId, whole.has(server.picture.id(slot))]).toEqual([unitId, true]);
      } else expect([trackId, whole.has(trackId)]).toEqual([trackId, true]);
    }
  }
  for (const id of expected.tracks.filter(({ slot }) => slot % 16 === 0).map((one) => one.id))
    expect(await ask.status(`/api/helpers?track=${id}`)).toBe(200);
  for (let slot = 0; slot < TRACKS; slot += 16) {
    const id = server.picture.id(slot);
    if (!expected.tracks.some((one) => one.id === id))
      expect(await ask.status(`/api/helpers?track=${id}`)).toBe(404);
  }
  const { findings } = await ask.json('/api/findings');
  for (const { about } of findings)
    for (const kind of ['unit', 'sector', 'crossingPoint', 'patrol'] as const)
      if (about[kind] !== undefined) expect([about, expected.sees(kind, about[kind])]).toEqual([about, true]);
  for (const { kind, id, shown } of expected.records) {
    if (kind !== 'sector' && kind !== 'patrol') continue;
    const { status, bytes } = await ask.get(`/api/${RECORD_PATHS[kind]}/${id}/coverage`);
    expect([kind, id, status]).toEqual([kind, id, shown === undefined ? 404 : 200]);
    const units: string[] = (bytes.toString().match(/"u\d+"/g) ?? []).map((one) => one.slice(1, -1));
    expect([id, units.filter((unit) => !expected.sees('unit', unit))]).toEqual([id, []]);
    const sectors: string[] = (bytes.toString().match(/"s\d+"/g) ?? []).map((one) => one.slice(1, -1));
    expect([id, sectors.filter((one) => !expected.sees('sector', one))]).toEqual([id, []]);
  }
}

it(`at least ${PAIRS} random pairs of a person and a thing are decided alike by every path`, async () => {
  let pairs = 0;
  const verdicts = { whole: 0, reduced: 0, nothing: 0 };
  const tracks = { nameless: 0, coarse: 0, late: 0 };
  const alerts = { shown: 0, all: 0 };
  for (const seed of SEEDS) {
    const server = await policyServer(seed);
    open.push(server);
    for (const [turn, person] of server.people.entries()) {
      const expected = expectedOf(server, person.asker);
      const ask = asking(server, person, expected);
      await liveSocket(server, person, expected);
      await tracksOverRest(server, ask, expected, turn);
      await trailsAndDistress(server, ask, expected);
      await searches(server, person, ask, expected);
      await recordsOverRest(ask, expected, turn);
      await zonesExported(server, person, ask, expected);
      await derived(server, ask, expected);
      alerts.shown += await alertsOverRest(server, person, ask);
      alerts.all += server.alerts.length;
      const things = TRACKS + expected.records.length + FEEDS.length;
      const whole =
        expected.tracks.filter(({ sight }) => sight === 'whole').length +
        expected.records.filter(({ verdict }) => verdict === 'yes').length +
        expected.feeds.length;
      const reduced =
        expected.tracks.filter(({ sight }) => sight !== 'whole').length +
        expected.records.filter(({ verdict }) => verdict === 'reduced').length;
      for (const { sight } of expected.tracks) {
        if (sight === 'whole') continue;
        tracks.nameless += Number(sight.withoutIdentity);
        tracks.coarse += Number(sight.roundM !== undefined);
        tracks.late += Number(sight.delayMs !== undefined);
      }
      pairs += things;
      verdicts.whole += whole;
      verdicts.reduced += reduced;
      verdicts.nothing += things - whole - reduced;
    }
    expect(server.bugs).toEqual([]);
  }
  console.info(`${pairs} pairs: ${JSON.stringify({ ...verdicts, tracks, alerts })}`);
  expect(pairs).toBeGreaterThanOrEqual(PAIRS);
  // The world shows something of everything.
  for (const count of Object.values(verdicts)) expect(count).toBeGreaterThan(PAIRS / 20);
  for (const count of Object.values(tracks)) expect(count).toBeGreaterThan(PAIRS / 100);
  expect(alerts.shown).toBeGreaterThan(alerts.all / 10);
  expect(alerts.shown).toBeLessThan(alerts.all / 2);
}, 240_000);

it('a hole in the policy of alerts is found', async () => {
  const server = await policyServer(3, () => ({ verdict: 'yes', rule: 'hole' }));
  open.push(server);
  const found: unknown[] = [];
  for (const person of server.people) {
    const ask = asking(server, person, expectedOf(server, person.asker));
    await alertsOverRest(server, person, ask).catch((error: unknown) => found.push(error));
  }
  // All but those who see everything anyway.
  expect(found.length).toBeGreaterThan(server.people.length * 0.8);
}, 60_000);
