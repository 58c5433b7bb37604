import { expect, it } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import { degrees, epochMs, metres } from '../../../../proto/domain/units.ts';
import { notice, STATION, weather, wind } from '../../tracks/surroundings/said.ts';
import { person, TestAccess } from '../testaccess.ts';
import { START_MS, testServer } from '../testserver.ts';

interface Answer {
  readonly features: readonly {
    readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

it('answers notices and weather as GeoJSON, to each as far as they see the feeds', async () => {
  const access = new TestAccess();
  access.askers.set('anna', person('anna'));
  access.audiences.set('anna', {
    key: 'theirs',
    sight: () => 'none',
    seesFeed: (feed) => feed === feedId('theirs'),
  });
  const { picture, publisher, url, web } = await testServer({ access });
  const now = { observedMs: epochMs(START_MS), receivedMs: epochMs(START_MS), nature: Nature.synthetic };
  const [lat, lon] = [degrees(41), degrees(19)];
  picture.apply({ ...notice({ text: 'FIRING' }), ...now });
  picture.apply({
    ...notice({ linkage: 8, areas: [{ kind: 'circle', lat, lon, radiusM: metres(0) }] }, { feed: 'theirs' }),
    ...now,
  });
  picture.apply({ ...notice({ linkage: 9, about: 'text', areas: [], text: 'WORDS' }), ...now });
  picture.apply({ ...weather({ ...wind(12, 330), waterLevelTrend: 'rising' }), ...now });
  publisher.tick();
  const ask = async (path: string, who = ''): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${who}` } });
    expect(response.headers.get('content-type')).toContain('application/geo+json');
    return (await response.json()) as Answer;
  };
  const { features } = await ask('/api/notices');
  expect(features.map(({ geometry }) => geometry?.type)).toEqual(['Polygon', 'Point', undefined]);
  expect(features[0]?.properties).toEqual({
    ...{ nature: 'synthetic', mmsi: '002470001', senderKind: 'baseStation', feedId: 'coast' },
    ...{ about: 'area', linkage: 7, description: 37, text: 'FIRING' },
    ...{ firstMs: START_MS, lastMs: START_MS, endMs: START_MS + 7_200_000 },
  });
  expect((await ask('/api/notices', 'anna')).features.map(({ properties }) => properties.linkage)).toEqual([
    8,
  ]);
  const [station] = (await ask('/api/weather')).features;
  expect(station).toMatchObject({
    id: `1-${STATION}-p41.300_19.400`,
    geometry: { type: 'Point', coordinates: [19.4, 41.3] },
    properties: {
      parts: [{ observedMs: START_MS, windKn: 12, windFromDeg: 330, waterLevelTrend: 'rising' }],
    },
  });
  expect((await ask('/api/weather', 'anna')).features).toEqual([]);
  await web.close();
});
