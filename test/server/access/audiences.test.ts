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
  agreement,
  asker,
  at,
  COAST,
  FEEDS,
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

const agreements: fc.Arbitrary<Agreement> = fc
  .record({
    parties: fc.uniqueArray(agency, { minLength: 2, maxLength: 4 }),
    release: fc.subarray([...RELEASABLE]),
    fromMs: fc.oneof({ weight: 5, arbitrary: fc.constant(at(-5000)) }, time),
    untilMs: fc.oneof({ weight: 5, arbitrary: fc.constant(at(5000)) }, time),
  })
  .map(agreement);

const releases: fc.Arbitrary<Release> = fc
  .record(
    {
      what: fc.oneof(
        fc.constantFrom(...FEEDS).map((feedId) => ({ kind: 'feed' as const, feedId })),
        fc.constantFrom(...trackIds).map((trackId) => ({ kind: 'track' as const, trackId })),
      ),
      to: fc.uniqueArray(agency, { minLength: 1, maxLength: 4 }),
      agreement: fc.constantFrom('a1', 'a2', 'gone').map(agreementId),
      marking: agency.map((owner) => marking(owner)),
      fromMs: fc.oneof({ weight: 5, arbitrary: fc.constant(at(-5000)) }, time),
      untilMs: fc.oneof({ weight: 5, arbitrary: fc.constant(at(5000)) }, time),
      endedMs: time,
      reduction: fc.record(
        {
          withoutIdentity: fc.boolean(),
          roundM: fc.constantFrom(500, 5000),
          delayMs: fc.constantFrom(1000, 60_000),
        },
        { requiredKeys: ['withoutIdentity'] },
      ),
    },
    { requiredKeys: ['what', 'to', 'agreement', 'marking', 'fromMs', 'untilMs'] },
  )
  .map(release);

const agreed: fc.Arbitrary<Agreed> = fc.record({
  agreements: fc.record({ a1: agreements, a2: agreements }),
  releases: fc.array(releases, { maxLength: 12 }),
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

function worldWith({ agreements: named, releases: made }: Agreed) {
  const records = recordsWithAgencies();
  for (const [id, value] of Object.entries(named)) records.set('agreement', id, value);
  made.forEach((value, i) => {
    records.set('release', `r${i}`, value);
  });
  return worldOf(records);
}

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
    { numRuns: 1500 },
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
        for (const said of [a, b, a]) {
          const world = worldWith(said);
          for (const one of people) {
            const audience = audiences.of(world, one);
            if (!audience) continue;
            expect(audiences.of(worldWith(said), { ...one })).toBe(audience);
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
