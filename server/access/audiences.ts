/** One audience object for each equal outcome of the policy, and what it shows of each track. */
import { createHash } from 'node:crypto';
import type { FeedId } from '../../proto/domain/ids.ts';
import { RELEASABLE } from '../../proto/domain/operations/agency.ts';
import { RECORD_KINDS } from '../../proto/domain/operations/record.ts';
import { trackClass } from '../../proto/domain/operations/releasable.table.ts';
import type { Asker } from './asker.ts';
import type { Audience, FeedSet, Sight, TrackFacts } from './audience.ts';
import { NAMELESS, sightText, strictest } from './reduction.ts';
import { type Permission, permissionForRecords } from './roles.table.ts';
import type { Eyes } from './rule.ts';
import { ASKER_RULES, rolePermission } from './rules.table.ts';
import { type ClassedTrack, eyesOf, eyesText, feedSight, type Seen, trackSight } from './sight.ts';
import { viewpoints } from './viewpoints.ts';
import type { World } from './world.ts';

/** Remembered at once; beyond it they are begun anew, with the same keys. */
const MAX_AUDIENCES = 1024;
/** Feeds whose answers one audience remembers. */
const MAX_FEEDS = 4096;

const THE_PICTURE = { kind: 'any' } as const;

/** With what an asker looks at the picture; undefined: not at all. */
export interface Looking {
  readonly eyes: readonly Eyes[];
  readonly permission: Exclude<Permission, 'no'>;
  /** The row that names why several look together. */
  readonly together: 'room' | 'seesAs' | undefined;
}

export function lookingOf(world: World, asker: Asker): Looking | undefined {
  const question = { asker, action: 'see', object: THE_PICTURE } as const;
  const permission = rolePermission(question);
  if (permission === 'no' || ASKER_RULES.some(({ test }) => test(question))) return undefined;
  const { agencies, together } = viewpoints(asker);
  return { eyes: agencies.map((agency) => eyesOf(world, agency)), permission, together };
}

/** What all who look together see of a track, the role's part taken away. */
export function lookAtTrack({ eyes, permission, together }: Looking, track: ClassedTrack): Seen {
  const seen = allSee(eyes, together, (one) => trackSight(one, track));
  const isRescue = track.distress && (seen.rule === 'ownFeed' || seen.rule === 'distressToRescue');
  return permission === 'yes' || isRescue ? seen : nameless(seen);
}

/** Rules that tell of people and goods on board: one's own receiver, and a distress to those who rescue. */
const TELL_ABOARD: ReadonlySet<string> = new Set(['ownFeed', 'distressToRescue']);

/** What a ship says of people and goods on board: whole, or not at all. */
export function lookAboard(looking: Looking, track: ClassedTrack): Seen {
  const { sight, rule } = lookAtTrack(looking, track);
  if (sight !== 'whole') return { sight: 'none', rule };
  const isTold = looking.eyes.every((one) => TELL_ABOARD.has(trackSight(one, track).rule));
  return isTold ? { sight, rule } : { sight: 'none', rule: 'aboard' };
}

export function lookAtFeed({ eyes, permission, together }: Looking, feed: FeedId): Seen {
  const seen = allSee(eyes, together, (one) => feedSight(one, feed));
  return permission === 'yes' || seen.sight === 'none' ? seen : { sight: 'none', rule: 'rightsMonitor' };
}

function allSee(eyes: readonly Eyes[], together: Looking['together'], look: (one: Eyes) => Seen): Seen {
  const [first, ...others] = eyes.map(look);
  return others.reduce((all, one) => {
    const sight = strictest(all.sight, one.sight);
    return sightText(sight) === sightText(all.sight) ? all : { sight, rule: together ?? one.rule };
  }, first!);
}

const nameless = (seen: Seen): Seen =>
  seen.sight === 'none' ? seen : { sight: strictest(seen.sight, NAMELESS), rule: 'rightsMonitor' };

export class Audiences {
  #known = new Map<string, Audience>();

  of(world: World, asker: Asker): Audience | undefined {
    const looking = lookingOf(world, asker);
    if (looking === undefined) return undefined;
    const texts = looking.eyes.map((eyes) => eyesText(eyes, world.home)).sort();
    const records = ownRecords(asker);
    const kinds = records ? [...records.kinds].join(' ') : '';
    const key = createHash('sha256')
      .update([looking.permission, kinds, ...texts].join('\n\n'))
      .digest('hex')
      .slice(0, 32);
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size >= MAX_AUDIENCES) this.#known = new Map();
    const audience = audienceOf(key, looking, records);
    this.#known.set(key, audience);
    return audience;
  }
}

/** Of those who look through one agency's eyes, the kinds of its records that they see whole. */
function ownRecords(asker: Asker): Audience['records'] {
  const { agencies, roles } = viewpoints(asker);
  if (agencies.length > 1) return undefined;
  const kinds = RECORD_KINDS.filter((kind) => permissionForRecords(roles, kind) === 'yes');
  return { agency: agencies[0], kinds: new Set(kinds) };
}

const CLASS_NUMBER: ReadonlyMap<string, number> = new Map(RELEASABLE.map((name, i) => [name, i]));

function audienceOf(key: string, looking: Looking, records: Audience['records']): Audience {
  const bySet = new WeakMap<FeedSet, Map<number, Sight>>();
  const byFeed = new Map<FeedId, boolean>();
  const named = new Set(looking.eyes.flatMap(({ grants }) => [...grants.tracks.keys()]));
  return {
    key,
    ...(records && { records }),
    sight({ id, kind, feeds, distress }: TrackFacts): Sight {
      const what = trackClass(kind);
      const look = (): Sight => lookAtTrack(looking, { id, class: what, feeds: feeds.feeds, distress }).sight;
      if (named.has(id)) return look();
      let sights = bySet.get(feeds);
      if (!sights) {
        sights = new Map();
        bySet.set(feeds, sights);
      }
      const at = CLASS_NUMBER.get(what)! * 2 + (distress ? 1 : 0);
      let sight = sights.get(at);
      if (sight === undefined) {
        sight = look();
        sights.set(at, sight);
      }
      return sight;
    },
    seesAboard: ({ id, kind, feeds, distress }) =>
      lookAboard(looking, { id, class: trackClass(kind), feeds: feeds.feeds, distress }).sight === 'whole',
    seesFeed(feed) {
      let seen = byFeed.get(feed);
      if (seen === undefined) {
        if (byFeed.size >= MAX_FEEDS) byFeed.clear();
        seen = lookAtFeed(looking, feed).sight === 'whole';
        byFeed.set(feed, seen);
      }
      return seen;
    },
  };
}
