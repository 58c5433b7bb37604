import { beforeAll, expect, test } from 'vitest';
import { noticeFeatures } from '../../../../client/map/notices/noticefeatures.ts';
import { say, startWords } from '../../../../client/messages/words.ts';
import { type NoticeInfo, noticeRank } from '../../../../client/store/surroundings.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';

const NOW = 1_760_000_000_000;
const notice = (over: Partial<NoticeInfo> = {}): NoticeInfo => ({
  ...{ id: '1-2800002-area-7', feedId: 'ais', nature: 'synthetic', mmsi: 2_800_002, senderKind: 3 },
  ...{ lastMs: NOW - 180_000, firstMs: NOW - 600_000, linkage: 7, about: 'area', description: 37 },
  areas: [{ kind: 'circle', lat: degrees(41), lon: degrees(19), radiusM: metres(1000) }],
  ...over,
});

beforeAll(() => startWords());

test('a notice is a shape with a sign, named by what it is, who says so and how long ago', () => {
  const { shapes, signs } = noticeFeatures(say, [notice()], NOW);
  expect(shapes.features.map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
  expect(signs.features[0]?.properties).toMatchObject({
    ...{ title: 'Firing danger area', rank: 'restricted', standing: 'inForce' },
    said: '002800002 · 3 min ago\nSYNTHETIC',
  });
  const [lon, lat] = signs.features[0]!.geometry.coordinates as [number, number];
  expect([lon, lat]).toEqual([expect.closeTo(19, 3), expect.closeTo(41, 3)]);
});

test('what has not begun says from when; a point is a sign alone, a text is not on the map', () => {
  const later = notice({ startMs: Date.parse('2025-10-09T12:00:00Z'), nature: 'real' });
  const { signs } = noticeFeatures(say, [later], NOW);
  expect(signs.features[0]?.properties).toMatchObject({ standing: 'announced' });
  expect(signs.features[0]?.properties.said).toContain('from 12:00 UTC');
  const point = notice({
    areas: [{ kind: 'circle', lat: degrees(41), lon: degrees(19), radiusM: metres(0) }],
  });
  const text = notice({ about: 'text', areas: [], text: 'WORDS' });
  const drawn = noticeFeatures(say, [point, text], NOW);
  expect([drawn.shapes.features.length, drawn.signs.features.length]).toEqual([0, 1]);
});

test('it is told anew when its age reads otherwise, and not before', () => {
  const at = (ms: number) => noticeFeatures(say, [notice()], NOW + ms).signature;
  expect(at(1000)).toBe(at(0));
  expect(at(60_000)).not.toBe(at(0));
});

test('distress, restriction, caution and information are told apart by the description', () => {
  const rank = (description?: number) =>
    noticeRank({ about: 'area', ...(description !== undefined && { description }) });
  expect([7, 35, 75, 88].map(rank)).toEqual(['caution', 'restricted', 'distress', 'information']);
  expect(rank()).toBe('information');
});
