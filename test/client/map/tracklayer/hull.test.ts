import { expect, it } from 'vitest';
import { onHull } from '../../../../client/map/tracklayer/hull.ts';

// A ferry of 200 × 26 m whose antenna stands 160 m from the bow and 10 m from the port side.
const FERRY = { toBowM: 160, toSternM: 40, toPortM: 10, toStarboardM: 16 };

it('knows what lies on the hull at any heading', () => {
  // Heading north: ahead is north, starboard is east.
  expect(onHull(FERRY, 0, 15, 100)).toBe(true);
  expect(onHull(FERRY, 0, -15, 100)).toBe(false);
  // Heading east: ahead is east, starboard is south.
  expect(onHull(FERRY, 90, 100, -15)).toBe(true);
  expect(onHull(FERRY, 90, 100, 15)).toBe(false);
  expect(onHull(FERRY, 90, -41, 0)).toBe(false);
});

it('tapers towards the stem', () => {
  expect(onHull(FERRY, 0, 3, 159)).toBe(true);
  expect(onHull(FERRY, 0, 14, 159)).toBe(false);
});
