/** From the wire's notices and stations to what the store shows. */
import { areaFromWire } from '../../proto/codec/noticeareas.ts';
import type { Weather } from '../../proto/domain/application.ts';
import { degrees, epochMs, knots } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { NoticeInfo, StationInfo, SurroundingsState } from '../store/surroundings.ts';
import { NATURES, present, type Wire } from './views.ts';

const ABOUT = ['area', 'route', 'text'] as const;
const TRENDS = [undefined, 'steady', 'falling', 'rising'] as const;

/** What of the store a frame says anew; the lists come whole. */
export const surroundingsIn = ({
  notices,
  stations,
}: watchfloor.v1.IPictureFrame): Partial<SurroundingsState> => ({
  ...(notices && { notices: (notices.notices ?? []).map(noticeInfo) }),
  ...(stations && { stations: (stations.stations ?? []).map(stationInfo) }),
});

interface Sent {
  readonly id?: Wire<string>;
  readonly feedId?: Wire<string>;
  readonly nature?: Wire<number>;
  readonly mmsi?: Wire<number>;
  readonly senderKind?: Wire<number>;
  readonly senderName?: Wire<string>;
  readonly lastMs?: Wire<number>;
}

const saidOf = ({ id, feedId, nature, mmsi, senderKind, senderName, lastMs }: Sent) => ({
  id: id ?? '',
  feedId: feedId ?? '',
  nature: NATURES[nature ?? 0] ?? 'real',
  mmsi: mmsi ?? 0,
  senderKind: senderKind ?? 0,
  ...(senderName && { senderName }),
  lastMs: lastMs ?? 0,
});

const noticeInfo = (notice: watchfloor.v1.INoticeState): NoticeInfo => ({
  ...saidOf(notice),
  linkage: notice.linkage ?? 0,
  about: ABOUT[notice.about ?? 0] ?? 'area',
  ...present('description', notice.description),
  ...present('startMs', notice.startMs),
  ...present('endMs', notice.endMs),
  areas: (notice.areas ?? []).map(areaFromWire),
  ...(notice.text && { text: notice.text }),
  ...present('addressedTo', notice.addressedTo),
  firstMs: notice.firstMs ?? 0,
});

const stationInfo = (station: watchfloor.v1.IStationState): StationInfo => ({
  ...saidOf(station),
  lat: station.lat ?? 0,
  lon: station.lon ?? 0,
  ...present('site', station.site),
  parts: (station.parts ?? []).map(({ observedMs, weather }) => ({
    observedMs: epochMs(observedMs ?? 0),
    weather: weatherOf(weather ?? {}),
  })),
});

/** Only what was said: protobuf's own defaults are no values. */
function weatherOf({
  pressureTendency,
  waterLevelTrend,
  visibilityBeyond,
  currents,
  ...values
}: watchfloor.v1.IWeather): Weather {
  const tendency = TRENDS[pressureTendency ?? 0];
  const trend = TRENDS[waterLevelTrend ?? 0];
  const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return {
    ...Object.fromEntries(known),
    ...(tendency && { pressureTendency: tendency }),
    ...(trend && { waterLevelTrend: trend }),
    ...(visibilityBeyond && { visibilityBeyond }),
    ...(currents?.length && {
      currents: currents.map(({ depthM, kn, toDeg }) => ({
        depthM: depthM ?? 0,
        kn: knots(kn ?? 0),
        ...(toDeg != null && { toDeg: degrees(toDeg) }),
      })),
    }),
  };
}
