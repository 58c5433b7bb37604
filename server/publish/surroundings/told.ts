/**
 * Notices and stations as the wire tells them to an audience: what the feeds heard that it sees, and nothing else. A
 * ship that says something says where it is, too: it is told to those who see ships of that feed whole.
 */
import { areaToWire } from '../../../proto/codec/noticeareas.ts';
import type { Weather } from '../../../proto/domain/application.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { SaidNotice, SaidWeather } from '../../../proto/domain/surroundings.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { Audience } from '../../access/audience.ts';
import { feedAlone } from '../feedalone.ts';
import type { SurroundingsSource } from '../source.ts';

export type Sees = Pick<Audience, 'seesFeed' | 'sight'>;
type NameOf = SurroundingsSource['nameOf'];

const ABOUT = { area: 0, route: 1, text: 2 } as const satisfies Record<
  SaidNotice['notice']['about'],
  watchfloor.v1.NoticeAbout
>;
const TREND = { steady: 1, falling: 2, rising: 3 } as const;

/** They stand where everyone knows; what other senders say is about themselves, too. */
const STATIONS: ReadonlySet<TrackKind> = new Set<TrackKind>([
  TrackKind.baseStation,
  TrackKind.atonPhysical,
  TrackKind.atonVirtual,
]);

/** Whether an audience may know what a feed heard this sender say. */
const hears = (
  { seesFeed, sight }: Sees,
  feed: FeedId,
  { kind, nature }: Pick<SaidNotice, 'kind' | 'nature'>,
): boolean =>
  seesFeed(feed) &&
  // the empty id is no track's: what may be seen of any
  (STATIONS.has(kind) ||
    sight({ id: '', kind, nature, distress: false, feeds: feedAlone(feed) }) === 'whole');

/** Of what several feeds heard the newest word of each, in the order in which they were first heard. */
function newest<T extends SaidNotice | SaidWeather>(all: readonly T[], audience: Sees): readonly T[] {
  const byId = new Map<string, T>();
  for (const said of all) {
    if (!hears(audience, said.feedId, said)) continue;
    const held = byId.get(said.id);
    if (!held || said.lastMs > held.lastMs) byId.set(said.id, said);
  }
  return [...byId.values()];
}

/**
 * Those that stand. A text (FI 29, 30) with the number of an area or a route of the same sender is what that one says
 * in words, and is told with it alone.
 */
export function toldNotices(
  all: readonly SaidNotice[],
  audience: Sees,
  nameOf: NameOf,
): watchfloor.v1.INoticeState[] {
  const standing = newest(all, audience).filter(({ notice }) => !notice.cancelled);
  const texts = new Map(
    standing
      .filter(({ notice: { about, linkage } }) => about === 'text' && linkage !== 0)
      .map((said) => [linkOf(said), said]),
  );
  const placed = standing.filter(({ notice }) => notice.about !== 'text');
  const linked = new Set(placed.map(linkOf));
  return standing
    .filter((said) => said.notice.about !== 'text' || !linked.has(linkOf(said)))
    .map((said) => {
      const words = [
        said.notice.text,
        said.notice.about === 'text' ? undefined : texts.get(linkOf(said))?.notice.text,
      ];
      return noticeState(said, words.filter((text) => text !== undefined).join('\n'), nameOf, audience);
    });
}

const linkOf = ({ nature, mmsi, notice }: SaidNotice): string => `${nature} ${mmsi} ${notice.linkage}`;

function noticeState(
  { id, feedId, nature, mmsi, kind, notice, firstMs, lastMs, endMs }: SaidNotice,
  text: string,
  nameOf: NameOf,
  audience: Sees,
): watchfloor.v1.INoticeState {
  const { linkage, about, description, startMs, areas, addressedTo } = notice;
  return {
    ...{ id, feedId, nature, mmsi, linkage, firstMs, lastMs },
    senderKind: kind,
    ...senderName({ mmsi, nature, kind }, nameOf, audience),
    about: ABOUT[about],
    ...(description !== undefined && { description }),
    ...(startMs !== undefined && { startMs }),
    ...(endMs !== undefined && { endMs }),
    areas: areas.map(areaToWire),
    ...(text !== '' && { text }),
    ...(addressedTo !== undefined && { addressedTo }),
  };
}

/** The name, where a feed that is seen heard it. */
function senderName(
  sender: Pick<SaidNotice, 'mmsi' | 'nature' | 'kind'>,
  nameOf: NameOf,
  audience: Sees,
): { readonly senderName?: string } {
  const name = nameOf(sender.mmsi, sender.nature);
  return name !== undefined && hears(audience, name.feedId, sender) ? { senderName: name.value } : {};
}

export const toldStations = (
  all: readonly SaidWeather[],
  audience: Sees,
  nameOf: NameOf,
): watchfloor.v1.IStationState[] =>
  newest(all, audience).map(({ id, feedId, nature, mmsi, kind, lat, lon, site, parts, lastMs }) => ({
    ...{ id, feedId, nature, mmsi, lat, lon, lastMs },
    senderKind: kind,
    ...senderName({ mmsi, nature, kind }, nameOf, audience),
    ...(site !== undefined && { site }),
    parts: parts.map(({ observedMs, weather }) => ({ observedMs, weather: weatherState(weather) })),
  }));

function weatherState({
  pressureTendency,
  waterLevelTrend,
  currents,
  ...weather
}: Weather): watchfloor.v1.IWeather {
  return {
    ...weather,
    ...(pressureTendency && { pressureTendency: TREND[pressureTendency] }),
    ...(waterLevelTrend && { waterLevelTrend: TREND[waterLevelTrend] }),
    ...(currents && { currents: [...currents] }),
  };
}
