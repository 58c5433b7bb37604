/** Alerts about anything in a random world, and what somebody should be shown of them by `decide` on what they speak of. */
import type { About, Condition, Happening, Party } from '../../proto/domain/alert/alert.ts';
import type { FeedId, TrackId } from '../../proto/domain/ids.ts';
import { sensorId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { RECORD_KINDS } from '../../proto/domain/operations/record.ts';
import { pick, type Random } from '../../proto/domain/random.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { Asker } from '../../server/access/asker.ts';
import { COAST, FEEDS, NOW_MS } from '../server/access/worlds.ts';
import { maybe, TRACKS } from './policypicture.ts';
import type { PolicyServer } from './policyserver.ts';
import type { policyWorld } from './policyworld.ts';

const ALERTS = 80;
const ABOUT = {
  zone: 'zoneId',
  crossingPoint: 'crossingPointId',
  sector: 'sectorId',
  unit: 'unitId',
  patrol: 'patrolId',
  task: 'taskId',
} as const;
type AboutKind = keyof typeof ABOUT;

export function policyAlerts(
  random: Random,
  { picture, entered }: ReturnType<typeof policyWorld>,
): Happening[] {
  const things = entered.filter(({ kind }) => Object.hasOwn(ABOUT, kind));
  const party = (): Party => {
    const slot = Math.floor(random() * TRACKS);
    const { kind, nature, state } = picture.columns;
    const { name, mmsi } = picture.said(slot);
    return {
      ...{ trackId: picture.id(slot) as TrackId, name, mmsi, feeds: picture.feedsOf(slot).feeds },
      ...{ kind: kind[slot] as TrackKind, nature: nature[slot] as Nature },
      distress: (state[slot]! & TrackStateBits.distress) !== 0,
    };
  };
  const about = (): About => {
    if (maybe(random, 0.6)) return {};
    if (maybe(random, 0.2)) return { feedId: pick(random, FEEDS) };
    if (maybe(random, 0.2)) return { sensorId: sensorId(`${pick(random, FEEDS)}/1`) };
    const { kind, id } = pick(random, things);
    return { [ABOUT[kind as AboutKind]]: id };
  };
  const condition = (rule: string): Condition => {
    const parties = Array.from({ length: pick(random, [0, 1, 1, 1, 2]) }, party);
    const isDistress = parties.length > 0 && parties.every(({ distress }) => distress) && maybe(random, 0.7);
    const [first] = parties;
    return {
      key: `loitering|${rule}/mmsi/${first?.mmsi ?? ''}`,
      kind: isDistress ? 'distress' : 'loitering',
      priority: isDistress ? 'emergency' : pick(random, ['alarm', 'warning', 'caution']),
      ...{ parties, about: about(), rule },
      onsetMs: epochMs(NOW_MS),
      provedMs: epochMs(NOW_MS),
      measured: { value: 1, unit: 'count' },
      threshold: { value: 0, unit: 'count' },
      evidence: [
        { what: 'within', measure: { value: 1, unit: 'm' } },
        ...parties.map(({ trackId, name }) => ({ what: 'saidName', trackId, text: name! })),
        { what: 'other', trackId: picture.id(Math.floor(random() * TRACKS)) as TrackId },
      ],
    };
  };
  return Array.from({ length: ALERTS }, (_, i) => {
    const lead = condition(`r${i}`);
    const parts = maybe(random, 0.3) && lead.priority !== 'emergency' ? [condition(`p${i}`)] : [];
    const { priority } = lead;
    return {
      ...{ id: `1-a${i}`, lead, parts: parts.filter((one) => one.priority !== 'emergency'), priority },
      ...{ onsetMs: epochMs(NOW_MS), raisedMs: epochMs(NOW_MS) },
    };
  });
}

/** What is left of one alert: the rules of its conditions, and whose names are told. */
export interface ExpectedAlert {
  readonly id: string;
  readonly rules: readonly string[];
  readonly names: readonly string[];
}

export function expectedAlerts(
  { access, alerts, entered }: PolicyServer,
  asker: Asker,
): readonly ExpectedAlert[] {
  const sees = (...object: Parameters<typeof access.decide>[2][]): boolean =>
    object.every((one) => access.decide(asker, 'see', one).verdict === 'yes');
  const track = (party: Party, condition: Condition, feeds: readonly FeedId[]) => ({
    ...{ kind: 'track' as const, trackId: party.trackId, trackKind: party.kind, nature: party.nature, feeds },
    distress: party.distress || condition.kind === 'distress',
  });
  const room = asker.roles.includes('wall') ? (asker.room ?? []) : [];
  const looking = [asker.agency, ...(asker.seesAs ? [asker.seesAs] : room)];
  const isLetIn = access.audience(asker) !== undefined;
  const isSeen = (one: Condition): boolean => {
    const { parties, about } = one;
    const feed = about.feedId ?? (about.sensorId?.slice(0, -2) as FeedId | undefined);
    const records = RECORD_KINDS.flatMap((kind) => {
      const id = Object.hasOwn(ABOUT, kind) ? about[ABOUT[kind as AboutKind]] : undefined;
      return id === undefined ? [] : entered.filter((thing) => thing.kind === kind && thing.id === id);
    });
    if (parties.length + records.length === 0 && feed === undefined)
      return isLetIn && looking.every((agency) => agency === COAST);
    return (
      isLetIn &&
      sees(...parties.map((party) => track(party, one, party.feeds))) &&
      (feed === undefined || sees({ kind: 'feed', feedId: feed })) &&
      records.every(
        ({ kind, id, value }) =>
          access.decide(asker, 'see', { kind: 'record', record: kind, id, value } as never).verdict !== 'no',
      )
    );
  };
  return alerts.flatMap(({ id, lead, parts }) => {
    const seen = [lead, ...parts].filter(isSeen);
    if (seen.length === 0) return [];
    const names = seen.flatMap((one) =>
      one.parties
        .filter((party) => party.feeds.every((feed) => sees(track(party, one, [feed]))))
        .map(({ name }) => name!),
    );
    return [{ id, rules: seen.map(({ rule }) => rule).sort(), names: names.sort() }];
  });
}
