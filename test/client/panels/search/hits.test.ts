import { describe, expect, test } from 'vitest';
import {
  answersTo,
  findPlaces,
  findVessels,
  joinHits,
  MAX_VESSELS,
} from '../../../../client/panels/search/hits.ts';
import { tableOf } from '../../store/trackrows.ts';

const table = tableOf([
  { id: '1-1', name: 'NORTH STAR', mmsi: 247_000_001 },
  { id: '1-2', name: 'STAR', mmsi: 247_000_002, imo: 9_074_729 },
  { id: '1-3', name: 'STARLIGHT', callSign: 'ZADA1', mmsi: 2_010_003 },
  { id: '1-4', name: 'BISTARI' },
  { id: '1-5', name: 'ŠIBENIK' },
]);
const found = (text: string): readonly string[] => findVessels(table, text).map(({ id }) => id);

describe('vessels', () => {
  test('that are named so come first, then those that begin so, then a word, then the middle', () => {
    expect(found('star')).toEqual(['1-2', '1-3', '1-1', '1-4']);
  });

  test('are found by number and call sign, without accents and case', () => {
    expect(found('9074729')).toEqual(['1-2']);
    expect(found('002010003')).toEqual(['1-3']);
    expect(found('zada1')).toEqual(['1-3']);
    expect(found('sibenik')).toEqual(['1-5']);
    expect(found('  ')).toEqual([]);
  });

  test('of the server follow those of the screen, each once and few', () => {
    const here = findVessels(table, 'star');
    const server = [...here, { ...here[0]!, id: '1-99' as never }];
    expect(joinHits(here, server).map(({ id }) => id)).toEqual(['1-2', '1-3', '1-1', '1-4', '1-99']);
    const many = Array.from({ length: 50 }, (_, i) => ({ ...here[0]!, id: `2-${i}` as never }));
    expect(joinHits(here, many)).toHaveLength(MAX_VESSELS);
  });
});

test('places are found by the beginning of any word', () => {
  const place = (name: string) => ({ name, lat: 41, lon: 19 });
  const places = [place('Vlorë'), place('Bay of Vlorë'), place('Durrës')];
  expect(findPlaces(places, 'vlo').map(({ name }) => name)).toEqual(['Vlorë', 'Bay of Vlorë']);
});

test('a command answers to parts of its words in any order, and to nothing typed', () => {
  expect(answersTo('Palette: Night', 'night pal')).toBe(true);
  expect(answersTo('Palette: Night', 'dusk')).toBe(false);
  expect(answersTo('Palette: Night', '')).toBe(true);
});
