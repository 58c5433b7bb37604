/** What one agency sees of a track or a feed: the table of feed rules, asked for each feed. */
import { type FeedId, feedId } from '../../proto/domain/ids.ts';
import { type AgencyId, RELEASABLE, type Releasable } from '../../proto/domain/operations/agency.ts';
import type { Sight } from './audience.ts';
import { mildest, NAMELESS, reducedBy, sightText, strictest } from './reduction.ts';
import type { Eyes, FeedQuestion } from './rule.ts';
import { FEED_RULES, feedGrants, isOnlySeen, trackGrants } from './rules.table.ts';
import type { World } from './world.ts';

/** A sight and the row of the table that gave it. */
export interface Seen {
  readonly sight: Sight;
  readonly rule: string;
}

/** What of a track decides, its kind as agreements name it. */
export interface ClassedTrack {
  readonly id: string;
  readonly class: Releasable;
  readonly feeds: readonly FeedId[];
  readonly distress: boolean;
}

export const eyesOf = (world: World, agency: AgencyId): Eyes => ({
  agency,
  isRescueCentre: world.agency(agency)?.rescueCentre === true,
  grants: world.grantsTo(agency),
  marking: world.marking,
});

const FALLBACK: Seen = { sight: 'none', rule: FEED_RULES.at(-1)!.name };

export function trackSight(eyes: Eyes, track: ClassedTrack): Seen {
  let best = FALLBACK;
  for (const feed of track.feeds) {
    const marking = eyes.marking(feed);
    const { class: what, id: trackId, distress } = track;
    const seen = answer({ eyes, feed, marking, class: what, trackId, distress });
    // The own service's word stands before what others released.
    if (seen.rule === 'ownFeed') return seen;
    if (best === FALLBACK || mildest(best.sight, seen.sight) !== best.sight) best = seen;
  }
  return best;
}

/** A feed's state, its sensors, their plots, and what it alone says of a track: seen or not. */
export const feedSight = (eyes: Eyes, feed: FeedId): Seen =>
  answer({ eyes, feed, marking: eyes.marking(feed), class: 'sensors', distress: false });

function answer(asked: FeedQuestion): Seen {
  // Whatever a sensor for people on land has not told apart may be people.
  const isPeople = asked.class === 'contacts' && asked.marking?.retention === 'peopleOnLand';
  const question: FeedQuestion = isPeople ? { ...asked, class: 'peopleOnLand' } : asked;
  const rule = FEED_RULES.find(({ test }) => test(question))!;
  return { sight: sightBy(rule.verdict, question), rule: rule.name };
}

function sightBy(verdict: 'yes' | 'no' | 'released', question: FeedQuestion): Sight {
  if (verdict === 'yes') return 'whole';
  if (verdict === 'no') return 'none';
  const byFeed = question.distress && isOnlySeen(question) ? [] : feedGrants(question);
  // Before the mildest is chosen: an identity that cannot be had is no reason to be shown less of the rest.
  const most: Sight = question.class === 'peopleOnLand' ? NAMELESS : 'whole';
  return [...trackGrants(question), ...byFeed]
    .map(({ reduction }) => strictest(reducedBy(reduction), most))
    .reduce<Sight>(mildest, 'none');
}

/** Agencies' eyes with equal texts see the same, whenever they were asked. */
export function eyesText(eyes: Eyes, home: AgencyId | undefined): string {
  const lines: string[] = [];
  for (const feed of [...eyes.grants.feeds.keys()].map(feedId))
    for (const what of RELEASABLE) {
      const asked = { eyes, feed, marking: eyes.marking(feed), class: what, distress: false };
      // The empty id is no track's: what the feed's own releases let be seen of any.
      const { sight } = what === 'sensors' ? answer(asked) : answer({ ...asked, trackId: '' });
      if (sight !== 'none') lines.push(`feed ${feed} ${what} ${sightText(sight)}`);
    }
  for (const [track, grants] of eyes.grants.tracks)
    for (const { owner, classes, reduction } of grants)
      for (const what of classes)
        lines.push(`track ${track} of ${owner} ${what} ${sightText(reducedBy(reduction))}`);
  const who = `${eyes.agency} home=${home ?? ''} rescue=${eyes.isRescueCentre}`;
  return [who, ...new Set(lines.sort())].join('\n');
}
