import { expect, it } from 'vitest';
import {
  type NoticeInfo,
  noticeRank,
  noticeStanding,
  noticesToDraw,
} from '../../../client/store/surroundings.ts';

const NOW = 1_800_000_000_000;
const notice = (said: Partial<NoticeInfo>): NoticeInfo => ({
  ...{ id: 'n', feedId: 'f', nature: 'real', mmsi: 2_470_001, senderKind: 3, lastMs: NOW, firstMs: NOW },
  ...{ linkage: 1, about: 'area', areas: [] },
  ...said,
});

it('a notice is announced, in force, and over at its end, whether or not the server still speaks', () => {
  const standing = (said: Partial<NoticeInfo>) => noticeStanding(notice(said), NOW);
  expect(standing({ startMs: NOW + 1, endMs: NOW + 2 })).toBe('announced');
  expect(standing({ startMs: NOW, endMs: NOW + 1 })).toBe('inForce');
  expect(standing({ startMs: NOW - 2, endMs: NOW })).toBe('over');
  expect(standing({})).toBe('inForce');
});

it('no switch hides a notice of distress; what is over is not drawn', () => {
  const overboard = notice({ id: 'overboard', description: 74 });
  const firing = notice({ id: 'firing', description: 37 });
  const over = notice({ id: 'over', description: 74, endMs: NOW - 1 });
  const drawn = (isWanted: boolean) =>
    noticesToDraw([overboard, firing, over], isWanted, NOW).map(({ id }) => id);
  expect(drawn(true)).toEqual(['overboard', 'firing']);
  expect(drawn(false)).toEqual(['overboard']);
});

it('ranks by the ranges of the circular, an area alone', () => {
  const rank = (description: number, about: NoticeInfo['about'] = 'area') =>
    noticeRank({ about, description });
  expect([0, 31, 37, 40, 41, 58, 64, 76, 82, 88, 94, 125].map((number) => rank(number))).toEqual([
    ...['caution', 'caution', 'restricted', 'information', 'restricted', 'restricted'],
    ...['distress', 'distress', 'restricted', 'information', 'caution', 'information'],
  ]);
  expect(rank(74, 'route')).toBe('information');
});
