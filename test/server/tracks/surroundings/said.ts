/** Notices and weather as a shore station of the Strait of Otranto would say them; times in seconds after T0. */
import type {
  AreaNotice,
  NoticeObservation,
  Weather,
  WeatherObservation,
} from '../../../../proto/domain/application.ts';
import { feedId, mmsi } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { degrees, epochMs, knots, metres } from '../../../../proto/domain/units.ts';
import { T0 } from '../observations.ts';

export const STATION = 2_470_001;

interface Who {
  at?: number;
  feed?: string;
  mmsi?: number;
  kind?: TrackKind;
  nature?: Nature;
}

const heard = ({ at = 0, feed = 'coast', mmsi: number = STATION, kind, nature }: Who) => ({
  feedId: feedId(feed),
  nature: nature ?? Nature.real,
  observedMs: epochMs(T0 + at * 1000),
  receivedMs: epochMs(T0 + at * 1000),
  mmsi: mmsi(number),
  kind: kind ?? TrackKind.baseStation,
});

/** A circle of five miles off Durrës where shots are fired, for two hours, under number 7. */
export const notice = (said: Partial<AreaNotice> = {}, who: Who = {}): NoticeObservation => ({
  ...heard(who),
  type: 'notice',
  notice: {
    linkage: 7,
    about: 'area',
    description: 37,
    durationMin: 120,
    areas: [{ kind: 'circle', lat: degrees(41.2), lon: degrees(19.2), radiusM: metres(9260) }],
    ...said,
  },
});

export const wind = (kn: number, fromDeg: number): Weather => ({
  windKn: knots(kn),
  windFromDeg: degrees(fromDeg),
});

export const weather = (
  said: Weather,
  { lat = 41.3, lon = 19.4, site, ...who }: Who & { lat?: number; lon?: number; site?: number } = {},
): WeatherObservation => ({
  ...heard(who),
  type: 'weather',
  lat: degrees(lat),
  lon: degrees(lon),
  ...(site !== undefined && { site }),
  weather: said,
});
