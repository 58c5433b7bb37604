import { describe, expect, it } from 'vitest';
import { Picture } from '../../../server/tracks/picture.ts';
import { foldText } from '../../../server/tracks/search.ts';
import { identity, position, timeAt } from './observations.ts';

const picture = new Picture({ epoch: 1 });
const ship = (
  mmsi: number,
  name?: string,
  rest: { callSign?: string; imo?: number; destination?: string } = {},
) => {
  picture.apply(position({ mmsi }));
  if (name !== undefined) picture.apply(identity({ name, ...rest }, { mmsi }));
};
ship(247_000_001, 'STAR OF BAR', { imo: 9_074_729, callSign: 'IBCD' });
ship(201_000_002, 'ADRIATIC STAR', { destination: 'DURRËS' });
ship(201_000_003, 'Étoile Polaire', { callSign: 'ZAQ7' });
ship(201_000_004, 'MEGASTAR', { destination: 'BARI' });
ship(2_190_005);
ship(201_000_006, 'STAR');

const found = (query: string, limit = 10) =>
  picture.search(query, limit).map(({ slot }) => picture.columns.mmsi[slot]);

describe('search', () => {
  it('puts the whole name first, then its beginning, then the beginning of a word, then the rest', () => {
    expect(found('star')).toEqual([201_000_006, 247_000_001, 201_000_002, 201_000_004]);
    expect(found('star', 2)).toEqual([201_000_006, 247_000_001]);
  });

  it('gives no place to what is not for whoever asks', () => {
    const others = (slot: number) => picture.columns.mmsi[slot] !== 201_000_006;
    expect(picture.search('star', 1, others).map(({ slot }) => picture.columns.mmsi[slot])).toEqual([
      247_000_001,
    ]);
  });

  it('knows neither case nor accents, in the question nor in the name', () => {
    expect(found('etoile')).toEqual([201_000_003]);
    expect(found('éTOILÉ pol')).toEqual([201_000_003]);
    expect(foldText('  Vlorë–Ærø, 2 ')).toBe('VLORE ÆRØ 2');
  });

  it('finds every word in any order', () => {
    expect(found('bar star')).toEqual([247_000_001, 201_000_004]);
  });

  it('finds call signs and destinations', () => {
    expect(found('zaq')).toEqual([201_000_003]);
    expect(found('durres')).toEqual([201_000_002]);
  });

  it('finds any part of an MMSI, its leading zeros too, and of an IMO number', () => {
    expect(found('201000004')).toEqual([201_000_004]);
    expect(found('247')).toEqual([247_000_001]);
    expect(found('002190005')).toEqual([2_190_005]);
    expect(found('00219')).toEqual([2_190_005]);
    expect(found('9074729')).toEqual([247_000_001]);
    expect(found('IMO 9074729')).toEqual([247_000_001]);
    expect(found('mmsi: 201000004')).toEqual([201_000_004]);
    expect(found('0747')).toEqual([247_000_001]);
    expect(found('1234567890')).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(found('')).toEqual([]);
    expect(found(' - ')).toEqual([]);
    expect(found('star', 0)).toEqual([]);
    expect(found('star', -1)).toEqual([]);
  });

  it('knows the new name and no longer the old one, and forgets who is gone', () => {
    const renamed = new Picture({ epoch: 1 });
    renamed.apply(position());
    renamed.apply(identity({ name: 'OLD' }));
    renamed.apply(identity({ name: 'NEW' }, { at: 1 }));
    expect(renamed.search('old', 5)).toEqual([]);
    expect(renamed.search('new', 5)).toHaveLength(1);
    renamed.tick(timeAt(1080));
    expect(renamed.search('new', 5)).toEqual([]);
  });
});
