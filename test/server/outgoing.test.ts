import { expect, it } from 'vitest';
import { feedId, mmsi } from '../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { Release } from '../../proto/domain/operations/agency.ts';
import { degrees, epochMs, knots } from '../../proto/domain/units.ts';
import { type Audience, localAudience } from '../../server/access/audience.ts';
import { Audiences } from '../../server/access/audiences.ts';
import { worldAt } from '../../server/access/world.ts';
import { Outgoing, receiverOf } from '../../server/outgoing.ts';
import { roundedTo } from '../../server/publish/reduced.ts';
import { Picture } from '../../server/tracks/picture.ts';
import { agreement, COAST, marking, NEIGHBOUR, recordsWithAgencies, release } from './access/worlds.ts';

const NOW_MS = epochMs(1_767_225_600_000);

const TAK = feedId('TAK');
const SETTINGS = { everyMs: 10_000, inExercise: false, withPeople: false };

function pictureOf(count: number, nature: Nature): Picture {
  const picture = new Picture({ epoch: 1 });
  for (let i = 0; i < count; i++) {
    picture.apply({
      type: 'position',
      feedId: feedId('mast'),
      nature,
      observedMs: NOW_MS,
      receivedMs: NOW_MS,
      mmsi: mmsi(201_000_000 + i),
      kind: TrackKind.classA,
      lat: degrees(41 + i / 10_000),
      lon: degrees(19),
      sogKn: knots(10),
      cogDeg: degrees(90),
    });
  }
  picture.tick(NOW_MS);
  return picture;
}

function listen() {
  const events: string[] = [];
  return {
    events,
    feed: {
      id: TAK,
      send: (bytes: Uint8Array) => {
        events.push(Buffer.from(bytes).toString());
        return true;
      },
    },
  };
}

it('does not tell a unit back to the feed that alone told of it', () => {
  const picture = new Picture({ epoch: 1 });
  for (const [uid, feed] of [
    ['theirs', TAK],
    ['others', feedId('neighbour')],
  ] as const) {
    picture.apply({
      type: 'unit',
      feedId: feed,
      nature: Nature.real,
      observedMs: NOW_MS,
      receivedMs: NOW_MS,
      uid,
      kind: TrackKind.unitVessel,
      lat: degrees(41),
      lon: degrees(19),
      staleMs: epochMs(NOW_MS + 60_000),
    });
  }
  picture.tick(NOW_MS);
  const { events, feed } = listen();
  new Outgoing(feed, picture, SETTINGS, localAudience).tick(NOW_MS, 0);
  expect(events.map((event) => /uid="([^"]+)"/.exec(event)?.[1])).toEqual(['others']);
});

it('says every track once a round, a large picture in several turns', () => {
  const { events, feed } = listen();
  const out = new Outgoing(feed, pictureOf(1200, Nature.real), SETTINGS, localAudience);
  for (let second = 0; second < 10; second++) out.tick(NOW_MS, second * 1000);
  expect(events).toHaveLength(1200);
  expect(new Set(events.map((event) => /uid="([^"]+)"/.exec(event)?.[1])).size).toBe(1200);
  expect(events[0]).toContain('type="a-n-S-X"');
  out.tick(NOW_MS, 10_000);
  expect(events).toHaveLength(1700);
});

it('sends nothing that is not real to who takes no part in the exercise', () => {
  const real = listen();
  const exercise = listen();
  const picture = pictureOf(3, Nature.synthetic);
  new Outgoing(real.feed, picture, SETTINGS, localAudience).tick(NOW_MS, 0);
  new Outgoing(exercise.feed, picture, { ...SETTINGS, inExercise: true }, localAudience).tick(NOW_MS, 0);
  expect(real.events).toEqual([]);
  expect(exercise.events).toHaveLength(3);
});

it('counts what the feed could not take', () => {
  const out = new Outgoing(
    { id: TAK, send: () => false },
    pictureOf(2, Nature.real),
    SETTINGS,
    localAudience,
  );
  out.tick(NOW_MS, 0);
  expect([out.sent, out.unsent]).toEqual([0, 2]);
});

/** The mast is the coast guard's; its neighbour is let see it as a release says, if there is one. */
function neighbourSees(reduction?: Release['reduction']): () => Audience | undefined {
  const records = recordsWithAgencies();
  const times = { fromMs: epochMs(NOW_MS - 1000), untilMs: epochMs(NOW_MS + 60_000) };
  records.set('agreement', 'a1', agreement(times));
  const what = { kind: 'feed', feedId: 'mast' } as const;
  if (reduction) records.set('release', 'r1', release({ ...times, what, reduction }));
  const world = worldAt({ records, markings: () => marking(COAST), home: COAST }, NOW_MS);
  const audiences = new Audiences();
  return () => audiences.of(world, receiverOf(NEIGHBOUR));
}

function named(): Picture {
  const picture = new Picture({ epoch: 1 });
  picture.apply({
    type: 'position',
    feedId: feedId('mast'),
    nature: Nature.real,
    observedMs: NOW_MS,
    receivedMs: NOW_MS,
    mmsi: mmsi(201_000_001),
    kind: TrackKind.classA,
    lat: degrees(41.2345),
    lon: degrees(19.3456),
    sogKn: knots(10),
    cogDeg: degrees(90),
    identity: { name: 'ALBA' },
  });
  picture.tick(NOW_MS);
  return picture;
}

it('sends another agency what was released to it, and nothing before', () => {
  const said = (reduction?: Release['reduction']) => {
    const { events, feed } = listen();
    new Outgoing(feed, named(), SETTINGS, neighbourSees(reduction)).tick(NOW_MS, 0);
    return events;
  };
  expect(said()).toEqual([]);
  const [whole] = said({ withoutIdentity: false });
  expect(whole).toContain('callsign="ALBA"');
  const [reduced] = said({ withoutIdentity: true, roundM: 5000 });
  expect(reduced).not.toMatch(/ALBA|201000001|<track /);
  const { lat, lon } = roundedTo(41.2345, 19.3456, 5000);
  expect(Number(/lat="([^"]+)"/.exec(reduced!)?.[1])).toBeCloseTo(lat, 5);
  expect(Number(/lon="([^"]+)"/.exec(reduced!)?.[1])).toBeCloseTo(lon, 5);
  // What was seen this moment is not a minute old yet.
  expect(said({ withoutIdentity: false, delayMs: 60_000 })).toEqual([]);
});

it('sends nobody anything while there is no agency', () => {
  const { events, feed } = listen();
  new Outgoing(feed, named(), SETTINGS, () => undefined).tick(NOW_MS, 0);
  expect(events).toEqual([]);
});
