/** Thousands of random worlds: the policy said twice, the audience and `decide` always agree. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FeedId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { agreementId, RELEASABLE, type Release, ROLES } from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Asker } from '../../../server/access/asker.ts';
import type { FeedSet, Sight } from '../../../server/access/audience.ts';
import { Audiences } from '../../../server/access/audiences.ts';
import { decide } from '../../../server/access/decide.ts';
import type { Decision, PolicyObject } from '../../../server/access/decision.ts';
import { type Agreed, expectedSight } from './oracle.ts';
import {
  AGENCIES,
  agreement,
  asker,
  at,
  COAST,
  FEEDS,
  MARKINGS,
  marking,
  NEIGHBOUR,
  POLICE,
  RESCUE,
  recordsWithAgencies,
  release,
  track,
  worldOf,
} from './worlds.ts';

type Track = Extract<PolicyObject, { kind: 'track' }>;

const agency = fc.constantFrom(COAST, POLICE, NEIGHBOUR, RESCUE);
const trackIds = ['1-1', '1-2', '1-3'];
/** Around now: begun or not, over or not, exactly now. */
const time = fc.constantFrom(-2000, -1, 0, 1, 2000).map(at);

/** Mostly what counts, so that what must not count is seen beside it. */
const mostly = <T>(usual: T, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });

const agreements: fc.Arbitrary<Agreement> = fc
  .record({
    parties: mostly([COAST, POLICE, NEIGHBOUR, RESCUE], fc.subarray([COAST, POLICE, NEIGHBOUR, RESCUE])),
    release: fc.subarray([...RELEASABLE], { minLength: 4 }),
    fromMs: mostly(at(-5000), time),
    untilMs: mostly(at(5000), time),
  })
  .map(agreement);

const released = fc.oneof(
  fc.constantFrom(...FEEDS).map((feedId) => ({
    what: { kind: 'feed' as const, feedId: String(feedId) },
    owner: feedId === 'people/xa-police' ? POLICE : (MARKINGS[feedId]?.owner ?? COAST),
  })),
  fc.record({
    what: fc.constantFrom(...trackIds).map((trackId) => ({ kind: 'track' as const, trackId })),
    owner: fc.constantFrom(COAST, COAST, POLICE, NEIGHBOUR),
  }),
);

const releases: fc.Arbitrary<Release> = released.chain(({ what, owner }) =>
  fc
    .record(
      {
        to: fc.subarray([COAST, POLICE, NEIGHBOUR, RESCUE], { minLength: 1 }),
        agreement: mostly('a1', fc.constantFrom('a2', 'gone')).map(agreementId),
        marking: mostly(owner, agency).map((one) => marking(one)),
        fromMs: mostly(at(-5000), time),
        untilMs: mostly(at(5000), time),
        reduction: fc.record(
          {
            withoutIdentity: fc.boolean(),
            roundM: fc.constantFrom(500, 5000),
            delayMs: fc.constantFrom(1000, 60_000),
          },
          { requiredKeys: ['withoutIdentity'] },
        ),
      },
      { requiredKeys: ['to', 'agreement', 'marking', 'fromMs', 'untilMs'] },
    )
    .chain((made) =>
      mostly(
        made,
        time.map((endedMs) => ({ ...made, endedMs })),
      ),
    )
    .map((made) => release({ ...made, what })),
);

const agreed: fc.Arbitrary<Agreed> = fc.record({
  agreements: fc.record({ a1: agreements, a2: agreements }),
  releases: fc.array(releases, { maxLength: 10 }),
});

const askers: fc.Arbitrary<Asker> = fc
  .record(
    {
      agency,
      roles: fc.oneof(
        fc.constantFrom(...ROLES).map((role) => [role]),
        fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 3 }),
      ),
      room: fc.uniqueArray(agency, { maxLength: 3 }),
      seesAs: agency,
    },
    { requiredKeys: ['agency', 'roles'] },
  )
  .map(({ agency: own, roles, ...more }) => asker(own, roles, more));

const tracks: fc.Arbitrary<Track> = fc
  .record({
    feeds: fc.uniqueArray(fc.constantFrom(...FEEDS), { maxLength: 4 }),
    trackId: fc.constantFrom(...trackIds),
    trackKind: fc.constantFrom(...Object.values(TrackKind)),
    distress: fc.boolean(),
  })
  .map(({ feeds, ...more }) => track(feeds, more));

function worldWith({ agreements: named, releases: made }: Agreed, isRescue = false) {
  const records = recordsWithAgencies();
  if (isRescue) records.set('agency', POLICE, { ...AGENCIES[POLICE]!, rescueCentre: true });
  for (const [id, value] of Object.entries(named)) records.set('agreement', id, value);
  made.forEach((value, i) => {
    records.set('release', `r${i}`, value);
  });
  return worldOf(records);
}

/** The same releases, made by somebody else. */
const withOtherOwners = ({ agreements: named, releases: made }: Agreed): Agreed => ({
  agreements: named,
  releases: made.map((one) => ({
    ...one,
    marking: marking(one.marking.owner === COAST ? POLICE : COAST),
  })),
});

const sightIn = (decision: Decision): Sight =>
  decision.verdict === 'reduced' ? decision.reduction : decision.verdict === 'yes' ? 'whole' : 'none';

const sets = new Map<string, FeedSet>();
function setOf(feeds: readonly FeedId[]): FeedSet {
  const key = feeds.join(' ');
  const set = sets.get(key) ?? { feeds };
  sets.set(key, set);
  return set;
}

const facts = ({ trackId, trackKind, nature, feeds, distress }: Track) => ({
  id: trackId,
  kind: trackKind,
  nature,
  feeds: setOf(feeds),
  distress,
});

it('decides as the plain words say, and shows what it decides', () => {
  const audiences = new Audiences();
  fc.assert(
    fc.property(
      agreed,
      fc.array(askers, { minLength: 1, maxLength: 6 }),
      fc.array(tracks, { minLength: 1, maxLength: 12 }),
      (said, people, things) => {
        const world = worldWith(said);
        for (const one of people) {
          const audience = audiences.of(world, one);
          for (const thing of things) {
            const expected = expectedSight(one, thing, said);
            expect(sightIn(decide(world, one, 'see', thing))).toEqual(expected);
            expect(audience?.sight(facts(thing)) ?? 'none').toEqual(expected);
            // The second time from memory.
            expect(audience?.sight(facts(thing)) ?? 'none').toEqual(expected);
          }
          for (const feedId of FEEDS)
            expect(audience?.seesFeed(feedId) ?? false).toBe(
              decide(world, one, 'see', { kind: 'feed', feedId }).verdict === 'yes',
            );
        }
      },
    ),
    { numRuns: 800 },
  );
}, 60_000);

it('gives equal outcomes one object, and never two outcomes one key', () => {
  fc.assert(
    fc.property(
      agreed,
      agreed,
      fc.array(askers, { maxLength: 6 }),
      fc.array(tracks, { maxLength: 10 }),
      (a, b, people, things) => {
        const audiences = new Audiences();
        const seen = new Map<string, string>();
        for (const [said, isRescue] of [
          [a, false],
          [b, false],
          [a, true],
          [withOtherOwners(a), false],
          [a, false],
        ] as const) {
          const world = worldWith(said, isRescue);
          for (const one of people) {
            const audience = audiences.of(world, one);
            if (!audience) continue;
            expect(audiences.of(worldWith(said, isRescue), { ...one })).toBe(audience);
            const shown = JSON.stringify([
              things.map((thing) => sightIn(decide(world, one, 'see', thing))),
              FEEDS.map((feedId) => decide(world, one, 'see', { kind: 'feed', feedId }).verdict),
            ]);
            expect(seen.get(audience.key) ?? shown).toBe(shown);
            seen.set(audience.key, shown);
          }
        }
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

it('a second operator of a service shares the first one’s audience', () => {
  const world = worldWith({ agreements: { a1: agreement() }, releases: [release()] });
  const audiences = new Audiences();
  const first = audiences.of(world, asker(NEIGHBOUR, ['operator']));
  expect(audiences.of(world, asker(NEIGHBOUR, ['supervisor'], { credential: 'other' }))).toBe(first);
  expect(audiences.of(world, asker(COAST, ['operator']))).not.toBe(first);
  expect(audiences.of(world, asker(NEIGHBOUR, ['rightsMonitor']))?.key).not.toBe(first?.key);
  expect(audiences.of(world, asker(NEIGHBOUR, ['administrator']))).toBeUndefined();
});

it('what is seen through another’s eyes is never more than what is seen through one’s own', () => {
  fc.assert(
    fc.property(agreed, agency, agency, tracks, (said, own, other, thing) => {
      const world = worldWith(said);
      const sees = (one: Asker) => sightIn(decide(world, one, 'see', thing));
      const mine = sees(asker(own, ['coordinator']));
      const looked = sees(asker(own, ['coordinator'], { seesAs: other }));
      if (mine === 'none') expect(looked).toBe('none');
      if (looked === 'whole') expect(mine).toBe('whole');
    }),
    { numRuns: 2000 },
  );
});
