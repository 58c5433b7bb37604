import { expect, it } from 'vitest';
import { metres } from '../../../../proto/domain/units.ts';
import {
  isLikeLength,
  isLikeText,
  isLikeType,
  lengthOf,
} from '../../../../server/detect/identity/likeness.ts';

it.each([
  ['ALFA STAR', 'alfa-star  '],
  ['ALFA STAR', 'ALPHA STAR'],
  ['STENA SCANDINAVICA', 'STENA SCANDIN'],
  ['', 'ALFA'],
  ['MAERSK A', 'MAERSK B'],
])('%j is %j', (a, b) => {
  expect(isLikeText(a, b, 0.34)).toBe(true);
  expect(isLikeText(b, a, 0.34)).toBe(true);
});

it.each([
  ['ALFA', 'BRAVO'],
  ['NORTHERN LIGHT', 'SEA DOG'],
  ['ABC', 'ABCDEFG'],
])('%j is not %j', (a, b) => {
  expect(isLikeText(a, b, 0.34)).toBe(false);
});

it('sizes and types are corrected within bounds', () => {
  expect(isLikeLength(100, 120, 0.25)).toBe(true);
  expect(isLikeLength(8, 16, 0.25)).toBe(true);
  expect(isLikeLength(100, 180, 0.25)).toBe(false);
  const of = (bow: number, stern: number) =>
    lengthOf({ toBowM: metres(bow), toSternM: metres(stern), toPortM: metres(0), toStarboardM: metres(0) });
  expect([of(80, 20), of(0, 0), lengthOf(undefined)]).toEqual([100, undefined, undefined]);
  expect([isLikeType(70, 79), isLikeType(70, 80), isLikeType(70, 0), isLikeType(30, 52)]).toEqual([
    true,
    false,
    true,
    true,
  ]);
});
