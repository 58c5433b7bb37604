/** Areas of notices on the wire: `NoticeArea`, positions in two columns. */
import type { NoticeArea } from '../domain/application.ts';
import { degrees, metres } from '../domain/units.ts';
import { watchfloor } from '../generated/watchfloor.js';

const { CIRCLE, SECTOR, LINE, POLYGON } = watchfloor.v1.NoticeArea.Kind;

export function areaToWire(area: NoticeArea): watchfloor.v1.INoticeArea {
  switch (area.kind) {
    case 'circle':
      return { kind: CIRCLE, lat: [area.lat], lon: [area.lon], radiusM: area.radiusM };
    case 'sector': {
      const { lat, lon, radiusM, fromDeg, toDeg } = area;
      return { kind: SECTOR, lat: [lat], lon: [lon], radiusM, fromDeg, toDeg };
    }
    default: {
      const kind = area.kind === 'line' ? LINE : POLYGON;
      return { kind, lat: area.points.map(([lat]) => lat), lon: area.points.map(([, lon]) => lon) };
    }
  }
}

/** A kind of a later version, and a circle or sector without its middle, read as an area of no points. */
export function areaFromWire(area: watchfloor.v1.INoticeArea): NoticeArea {
  const lats = (area.lat ?? []).map(degrees);
  const lons = (area.lon ?? []).map(degrees);
  const points = lats.slice(0, lons.length).map((lat, i) => [lat, lons[i]!] as const);
  const [middle] = points;
  const kind = area.kind ?? CIRCLE;
  if (middle && (kind === CIRCLE || kind === SECTOR)) {
    const round = { lat: middle[0], lon: middle[1], radiusM: metres(area.radiusM ?? 0) };
    if (kind === CIRCLE) return { kind: 'circle', ...round };
    return {
      ...{ kind: 'sector', ...round },
      fromDeg: degrees(area.fromDeg ?? 0),
      toDeg: degrees(area.toDeg ?? 0),
    };
  }
  if (kind === LINE) return { kind: 'line', points };
  return { kind: 'polygon', points: kind === POLYGON ? points : [] };
}
