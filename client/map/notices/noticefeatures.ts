/** Notices as the map's layers take them: areas, lines and points with their rank and standing, and where their names go. */
import { noticeShape } from '../../../proto/domain/shapes/noticearea.ts';
import type { Words } from '../../messages/words.ts';
import {
  type NoticeInfo,
  type NoticeRank,
  type NoticeStanding,
  noticeRank,
  noticeStanding,
} from '../../store/surroundings.ts';
import { formatAgeShort, formatClockUtc } from '../../ui/format.ts';
import { noticeTitle, senderText } from '../../ui/noticewords.ts';
import { widestMiddle } from '../zones/zonefeatures.ts';

export interface NoticeProperties {
  readonly id: string;
  readonly rank: NoticeRank;
  readonly standing: NoticeStanding;
  /** What it is; below it who says so and how long ago. */
  readonly title: string;
  readonly said: string;
  /** Where several lie under the pointer the smallest is meant: square degrees. */
  readonly size: number;
}

export interface NoticeFeatures {
  readonly shapes: GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.LineString, NoticeProperties>;
  /** One sign a notice, at its first part. */
  readonly signs: GeoJSON.FeatureCollection<GeoJSON.Point, NoticeProperties>;
  /** The same as long as nothing is drawn otherwise. */
  readonly signature: string;
}

interface Drawn {
  readonly geometries: readonly (GeoJSON.Polygon | GeoJSON.LineString)[];
  readonly signAt: GeoJSON.Position | undefined;
  readonly size: number;
}

/** A list of areas is computed once: it is replaced when it changes. */
const drawnBefore = new WeakMap<NoticeInfo['areas'], Drawn>();

function drawnOf({ areas }: NoticeInfo): Drawn {
  let drawn = drawnBefore.get(areas);
  if (drawn === undefined) {
    drawn = draw(areas);
    drawnBefore.set(areas, drawn);
  }
  return drawn;
}

function draw(areas: NoticeInfo['areas']): Drawn {
  const shapes = areas.map(noticeShape).filter((shape) => shape !== undefined);
  const points = shapes.flatMap((shape) => shape.points);
  const wide = extent(points.map(([lon]) => lon));
  const high = extent(points.map(([, lat]) => lat));
  const [first] = shapes;
  return {
    geometries: shapes.flatMap(({ what, points: line }): Drawn['geometries'] => {
      const coordinates = line.map((point) => [...point]);
      if (what === 'area') return [{ type: 'Polygon', coordinates: [coordinates] }];
      return what === 'line' ? [{ type: 'LineString', coordinates }] : [];
    }),
    signAt: first && signPlace(first.what, first.points),
    size: wide * high,
  };
}

const extent = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);

/** In an area; half way along a line. */
function signPlace(
  what: 'point' | 'line' | 'area',
  points: readonly (readonly [number, number])[],
): GeoJSON.Position | undefined {
  if (what === 'area') return widestMiddle([points.slice(0, -1).map(([lon, lat]) => ({ lat, lon }))]);
  const middle = (points.length - 1) / 2;
  const before = points[Math.floor(middle)];
  const after = points[Math.ceil(middle)];
  return before && after && [(before[0] + after[0]) / 2, (before[1] + after[1]) / 2];
}

export function noticeFeatures(t: Words, notices: readonly NoticeInfo[], nowMs: number): NoticeFeatures {
  const shapes: NoticeFeatures['shapes']['features'] = [];
  const signs: NoticeFeatures['signs']['features'] = [];
  const signature: string[] = [];
  for (const notice of notices) {
    const { geometries, signAt, size } = drawnOf(notice);
    const standing = noticeStanding(notice, nowMs);
    const title = noticeTitle(t, notice);
    const properties: NoticeProperties = {
      id: notice.id,
      rank: noticeRank(notice),
      standing,
      title,
      said: saidText(t, notice, standing, nowMs),
      size,
    };
    signature.push(`${notice.id} ${notice.firstMs} ${title} ${properties.said} ${standing}`);
    for (const geometry of geometries) shapes.push({ type: 'Feature', properties, geometry });
    if (signAt !== undefined)
      signs.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: signAt } });
  }
  return {
    shapes: { type: 'FeatureCollection', features: shapes },
    signs: { type: 'FeatureCollection', features: signs },
    signature: signature.join('\n'),
  };
}

/** Who says so and how long ago; of what is only announced, from when. Synthetic is said wherever a name stands. */
function saidText(t: Words, notice: NoticeInfo, standing: NoticeStanding, nowMs: number): string {
  const who = t('notice.said', { who: senderText(notice), age: formatAgeShort(nowMs - notice.lastMs) });
  const parts = [
    standing === 'announced' ? t('notice.starts', { time: formatClockUtc(notice.startMs) }) : undefined,
    who,
    notice.nature === 'synthetic' ? t('nature.synthetic').toUpperCase() : undefined,
  ];
  return parts.filter((part) => part !== undefined).join('\n');
}
