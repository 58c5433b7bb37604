/** The policy for tracks said a second time, as plainly as it goes, to compare with: slow, and without tables. */
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { AgencyId, Releasable, Release, Tlp } from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Asker } from '../../../server/access/asker.ts';
import type { Sight } from '../../../server/access/audience.ts';
import type { PolicyObject } from '../../../server/access/decision.ts';
import { AGENCIES, COAST, MARKINGS, marking, NOW_MS, POLICE } from './worlds.ts';

export interface Agreed {
  readonly agreements: Readonly<Record<string, Agreement>>;
  readonly releases: readonly Release[];
}

type Track = Extract<PolicyObject, { kind: 'track' }>;

const PEOPLE: readonly TrackKind[] = [TrackKind.person, TrackKind.group, TrackKind.landContact];
const SEEN_ONLY: readonly TrackKind[] = [
  TrackKind.unknown,
  TrackKind.seaContact,
  TrackKind.vehicle,
  TrackKind.animal,
  TrackKind.drone,
];
const UNITS: readonly TrackKind[] = [
  TrackKind.unitVessel,
  TrackKind.unitVehicle,
  TrackKind.unitAircraft,
  TrackKind.unitFoot,
];

const feedMarking = (feed: string): { readonly owner: AgencyId; readonly tlp?: Tlp } =>
  feed === 'people/xa-police' ? marking(POLICE) : { owner: COAST, ...MARKINGS[feed] };

function classOn(kind: TrackKind, feed: string): Releasable {
  if (PEOPLE.includes(kind)) return 'peopleOnLand';
  if (SEEN_ONLY.includes(kind)) return feed === 'land' ? 'peopleOnLand' : 'contacts';
  return UNITS.includes(kind) ? 'units' : 'vessels';
}

interface Level {
  readonly nameless: boolean;
  readonly delayMs: number;
  readonly roundM: number;
}

const WHOLE: Level = { nameless: false, delayMs: 0, roundM: 0 };

const counts = (release: Release, { agreements }: Agreed, to: AgencyId): Agreement | undefined => {
  const agreed = agreements[release.agreement];
  const inTime = (one: { fromMs: number; untilMs: number }) => one.fromMs <= NOW_MS && NOW_MS < one.untilMs;
  return agreed !== undefined &&
    inTime(release) &&
    inTime(agreed) &&
    (release.endedMs === undefined || release.endedMs > NOW_MS) &&
    release.to.includes(to) &&
    agreed.parties.includes(to) &&
    agreed.parties.includes(release.marking.owner)
    ? agreed
    : undefined;
};

function levelsFor(agency: AgencyId, track: Track, agreed: Agreed): Level[] {
  const levels: Level[] = [];
  for (const feed of track.feeds) {
    const { owner, tlp } = feedMarking(feed);
    if (owner === agency || (track.distress && AGENCIES[agency]?.rescueCentre)) {
      levels.push(WHOLE);
      continue;
    }
    if (tlp === 'red') continue;
    const what = classOn(track.trackKind, feed);
    for (const release of agreed.releases) {
      const agreement = counts(release, agreed, agency);
      if (!agreement || release.marking.owner !== owner || !agreement.release.includes(what)) continue;
      const { kind } = release.what;
      const isIt =
        (kind === 'track' && release.what.trackId === track.trackId) ||
        (kind === 'feed' &&
          release.what.feedId === feed &&
          !(track.distress && (what === 'contacts' || what === 'peopleOnLand')));
      if (!isIt) continue;
      const { withoutIdentity = false, delayMs = 0, roundM = 0 } = release.reduction ?? {};
      levels.push({ nameless: withoutIdentity || what === 'peopleOnLand', delayMs, roundM });
    }
  }
  return levels;
}

function best(levels: readonly Level[]): Level | undefined {
  return levels.toSorted(
    (a, b) => Number(a.nameless) - Number(b.nameless) || a.delayMs - b.delayMs || a.roundM - b.roundM,
  )[0];
}

const worst = (a: Level, b: Level): Level => ({
  nameless: a.nameless || b.nameless,
  delayMs: Math.max(a.delayMs, b.delayMs),
  roundM: Math.max(a.roundM, b.roundM),
});

/** What the asker sees of the track. */
export function expectedSight(asker: Asker, track: Track, agreed: Agreed): Sight {
  const wall = asker.roles.includes('wall');
  const sees = asker.roles.some((role) =>
    ['operator', 'coordinator', 'analyst', 'supervisor', 'wall'].includes(role),
  );
  const monitors = asker.roles.includes('rightsMonitor');
  if (asker.seesAs && (wall || !asker.roles.some((role) => ['coordinator', 'supervisor'].includes(role))))
    return 'none';
  if (!sees && !monitors) return 'none';
  const looking = [asker.agency, ...(asker.seesAs ? [asker.seesAs] : wall ? (asker.room ?? []) : [])];
  let level: Level | undefined;
  for (const agency of looking) {
    const one = best(levelsFor(agency, track, agreed));
    if (one === undefined) return 'none';
    level = level === undefined ? one : worst(level, one);
  }
  const isOwn = track.feeds.some((feed) => feedMarking(feed).owner === asker.agency);
  const rescued = track.distress && (isOwn || AGENCIES[asker.agency]?.rescueCentre === true);
  const { nameless, delayMs, roundM } = worst(level!, { ...WHOLE, nameless: !sees && !rescued });
  if (!nameless && delayMs === 0 && roundM === 0) return 'whole';
  return { withoutIdentity: nameless, ...(roundM > 0 && { roundM }), ...(delayMs > 0 && { delayMs }) };
}
