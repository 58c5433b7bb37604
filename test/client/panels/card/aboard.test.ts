import { beforeAll, expect, test } from 'vitest';
import { say, startWords } from '../../../../client/messages/words.ts';
import { cargoText } from '../../../../client/panels/card/Aboard.tsx';

beforeAll(() => startWords());

test('dangerous cargo is said by its code, class, United Nations number and mass, as far as it is known', () => {
  const cargo = [
    { by: 'IMDG', class: '3', unNumber: 1203, massT: 1250 },
    { by: 'MARPOL II', class: 'Z' },
    { by: 'other', unNumber: 5 },
  ] as const;
  expect(cargoText(say, cargo)).toBe(
    'IMDG · class 3 · UN 1203 · 1\u00a0250\u00a0t\nMARPOL II · class Z\nother code · UN 0005',
  );
  expect(cargoText(say, [])).toBe('none said');
  expect(cargoText(say, undefined)).toBeUndefined();
});
