/** What the policy stands on at one time: agencies, releases in force, whose each feed is, who patrols with whom. */
import type { FeedId } from '../../proto/domain/ids.ts';
import {
  type Agency,
  type AgencyId,
  agencyId,
  type Marking,
  type Reduction,
  type Releasable,
  type Release,
} from '../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../proto/domain/operations/agreement.ts';
import type { CrewPart, Patrol, Unit } from '../../proto/domain/operations/patrol.ts';
import type { RecordKind, RecordValues } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { RecordsView } from '../operations/kind.ts';

/** What a release in force lets its receivers see of its owner's. */
export interface Grant {
  readonly owner: AgencyId;
  /** What the agreement allows. */
  readonly classes: readonly Releasable[];
  readonly reduction?: Reduction;
}

/** What was released to one agency. Feeds and tracks by their ids, records by `<kind>/<id>`. */
export interface Grants {
  readonly feeds: ReadonlyMap<string, readonly Grant[]>;
  readonly tracks: ReadonlyMap<string, readonly Grant[]>;
  readonly records: ReadonlyMap<string, readonly Grant[]>;
}

export interface World {
  readonly nowMs: EpochMs;
  /** The site's own agency: what nobody marked is its own. */
  readonly home: AgencyId | undefined;
  agency(id: AgencyId): Agency | undefined;
  marking(feed: FeedId): Marking | undefined;
  grantsTo(agency: AgencyId): Grants;
  unit(id: string): Unit | undefined;
  /** Agencies that take part in a patrol that is asked for or goes on, and has this unit or sector. */
  partners(kind: 'unit' | 'sector', id: string): ReadonlySet<AgencyId>;
  /** Agencies that lead such a patrol with this unit. */
  leaders(unitId: string): ReadonlySet<AgencyId>;
  /** When a release or agreement begins or ends next; absent: never. */
  readonly nextMs: EpochMs | undefined;
}

/** What a site says of a feed; where it names no owner, the site's own agency is. */
export type FeedMarking = Omit<Marking, 'owner'> & { readonly owner?: AgencyId };

export interface WorldParts {
  readonly records: RecordsView;
  /** From the configuration. */
  readonly markings: (feed: FeedId) => FeedMarking | undefined;
  readonly home: AgencyId | undefined;
}

/** Feeds by which an agency's people report what they see. */
const PEOPLE = 'people/';

/** The feed's name under which the picture hears an agency's people. */
export const peopleFeed = (agency: AgencyId): string => `${PEOPLE}${agency}`;

export function worldAt({ records, markings, home: named }: WorldParts, nowMs: EpochMs): World {
  const home = named ?? firstAgency(records);
  const grants = grantsByReceiver(records, nowMs);
  const { partners, leaders } = whoPatrolsTogether(records);
  return {
    nowMs,
    home,
    agency: (id) => standing(records, 'agency', id),
    marking(feed) {
      if (feed.startsWith(PEOPLE)) return reported(agencyId(feed.slice(PEOPLE.length)));
      const marking = markings(feed);
      const owner = marking?.owner ?? home;
      return owner === undefined ? undefined : { ...reported(owner), ...marking, owner };
    },
    grantsTo: (agency) => grants.get(agency) ?? NO_GRANTS,
    unit: (id) => standing(records, 'unit', id),
    partners: (kind, id) => partners.get(`${kind}/${id}`) ?? NOBODY,
    leaders: (unitId) => leaders.get(unitId) ?? NOBODY,
    nextMs: nextBoundary(records, nowMs),
  };
}

/** What was not removed. */
function standing<K extends RecordKind>(
  records: RecordsView,
  kind: K,
  id: string,
): RecordValues[K] | undefined {
  const version = records.get(kind, id);
  return version === undefined || version.removed ? undefined : version.value;
}

/** Whoever sets a site up enters its own agency first. */
function firstAgency(records: RecordsView): AgencyId | undefined {
  const [first] = records.list('agency');
  return first && agencyId(first.id);
}

const reported = (owner: AgencyId): Marking => ({
  owner,
  purpose: 'borderSurveillance',
  retention: 'vessels',
});

const NOBODY: ReadonlySet<AgencyId> = new Set();
const NO_GRANTS: Grants = { feeds: new Map(), tracks: new Map(), records: new Map() };

type MutableGrants = { readonly [K in keyof Grants]: Map<string, Grant[]> };

function grantsByReceiver(records: RecordsView, nowMs: EpochMs): ReadonlyMap<AgencyId, Grants> {
  const byReceiver = new Map<AgencyId, MutableGrants>();
  for (const { value: release } of records.list('release')) {
    const agreement = standing(records, 'agreement', release.agreement);
    if (agreement === undefined) continue;
    for (const receiver of receivers(release, agreement, nowMs)) {
      const grants = byReceiver.get(receiver) ?? {
        feeds: new Map(),
        tracks: new Map(),
        records: new Map(),
      };
      byReceiver.set(receiver, grants);
      const { what, marking, reduction } = release;
      const [table, id] = placeOf(what, grants);
      const grant: Grant = {
        owner: marking.owner,
        classes: agreement.release,
        ...(reduction !== undefined && { reduction }),
      };
      table.set(id, [...(table.get(id) ?? []), grant]);
    }
  }
  return byReceiver;
}

function placeOf(what: Release['what'], grants: MutableGrants): readonly [Map<string, Grant[]>, string] {
  if (what.kind === 'feed') return [grants.feeds, what.feedId];
  if (what.kind === 'track') return [grants.tracks, what.trackId];
  return [grants.records, recordName(what.record, what.id)];
}

export const recordName = (kind: RecordKind | string, id: string): string => `${kind}/${id}`;

/** Who gains by a release now: the named agencies that, like its owner, are parties of an agreement in force. */
export function receivers(release: Release, agreement: Agreement, nowMs: EpochMs): readonly AgencyId[] {
  const { owner } = release.marking;
  if (!holds(release, nowMs) || !holds(agreement, nowMs) || !agreement.parties.includes(owner)) return [];
  return [...new Set(release.to)].filter((to) => to !== owner && agreement.parties.includes(to));
}

/** From its beginning until just before its end. */
function holds(
  one: { readonly fromMs: EpochMs; readonly untilMs: EpochMs; readonly endedMs?: EpochMs },
  nowMs: EpochMs,
): boolean {
  const untilMs = Math.min(one.untilMs, one.endedMs ?? Number.POSITIVE_INFINITY);
  return one.fromMs <= nowMs && nowMs < untilMs;
}

function nextBoundary(records: RecordsView, nowMs: EpochMs): EpochMs | undefined {
  let next: EpochMs | undefined;
  const take = (atMs: EpochMs | undefined): void => {
    if (atMs !== undefined && atMs > nowMs && (next === undefined || atMs < next)) next = atMs;
  };
  for (const { value } of records.list('agreement')) [value.fromMs, value.untilMs].forEach(take);
  for (const { value } of records.list('release')) [value.fromMs, value.untilMs, value.endedMs].forEach(take);
  return next;
}

/** From being proposed until it is over, its parties see what belongs to it. */
const isShared = ({ state }: Patrol): boolean =>
  state === 'proposed' ||
  state === 'accepted' ||
  state === 'briefed' ||
  state === 'underWay' ||
  state === 'handedOver';

/** Those who take part, or are still asked to. */
export const takingPart = ({ lead, marking, parties }: Patrol): readonly AgencyId[] => [
  lead,
  marking.owner,
  ...parties.filter(({ answer }) => answer !== 'declined').map(({ agency }) => agency),
];

/** Whose word a patrol has: nobody's units are shown to others because a third put them into a plan. */
const agreeing = ({ marking, parties }: Patrol): ReadonlySet<AgencyId> =>
  new Set([
    marking.owner,
    ...parties.filter(({ answer }) => answer === 'accepted').map(({ agency }) => agency),
  ]);

/** The agencies whose people are in a unit. */
export const aboard = ({ marking, crew }: Unit): readonly AgencyId[] => [
  marking.owner,
  ...crew.map(({ agency }: CrewPart) => agency),
];

function whoPatrolsTogether(records: RecordsView) {
  const partners = new Map<string, Set<AgencyId>>();
  const leaders = new Map<string, Set<AgencyId>>();
  const add = (table: Map<string, Set<AgencyId>>, key: string, agencies: readonly AgencyId[]): void => {
    const set = table.get(key) ?? new Set();
    for (const agency of agencies) set.add(agency);
    table.set(key, set);
  };
  for (const { value: patrol } of records.list('patrol')) {
    if (!isShared(patrol)) continue;
    const agreed = agreeing(patrol);
    const isGiven = (kind: 'unit' | 'sector', id: string): boolean => {
      const owner = standing<'unit' | 'sector'>(records, kind, id)?.marking.owner;
      return owner !== undefined && agreed.has(owner);
    };
    for (const id of patrol.unitIds.filter((one) => isGiven('unit', one))) {
      add(partners, recordName('unit', id), takingPart(patrol));
      if (patrol.state !== 'proposed') add(leaders, id, [patrol.lead]);
    }
    for (const id of patrol.sectorIds.filter((one) => isGiven('sector', one)))
      add(partners, recordName('sector', id), takingPart(patrol));
  }
  return { partners, leaders };
}
