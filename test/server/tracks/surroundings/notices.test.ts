import { describe, expect, it } from 'vitest';
import type { NoticeObservation } from '../../../../proto/domain/application.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import { NOTICES_KEPT, NOTICES_PER_SENDER } from '../../../../server/tracks/surroundings/notices.ts';
import { fed, timeAt } from '../observations.ts';
import { notice, STATION } from './said.ts';

const MINUTE = 60;
const HOUR = 3600;

/** Given in order, and the picture's clock brought to a time. */
function heardBy(atS: number, ...said: NoticeObservation[]) {
  const picture = fed(...said);
  const at = (seconds: number) => {
    picture.tick(timeAt(seconds));
    return picture.surroundings.notices.list();
  };
  return { picture, at, list: at(atS) };
}

describe('notices', () => {
  it('stand from when they are said to their end', () => {
    const { at, list } = heardBy(1, notice());
    expect(list).toMatchObject([
      { id: `0-${STATION}-area-7`, firstMs: timeAt(0), lastMs: timeAt(0), endMs: timeAt(2 * HOUR) },
    ]);
    expect(at(2 * HOUR - 1)).toHaveLength(1);
    expect(at(2 * HOUR)).toHaveLength(0);
  });

  it('end by the start that they name, and are known before it', () => {
    const said = notice({ startMs: timeAt(3 * HOUR), durationMin: 30 });
    const { at, list } = heardBy(1, said);
    expect(list).toMatchObject([{ endMs: timeAt(3 * HOUR + 30 * MINUTE) }]);
    expect(at(3 * HOUR + 29 * MINUTE)).toHaveLength(1);
    expect(at(3 * HOUR + 30 * MINUTE)).toHaveLength(0);
  });

  it('without a start mean now, each time that they are said', () => {
    const { at } = heardBy(HOUR, notice(), notice({}, { at: HOUR }));
    expect(at(3 * HOUR - 1)).toMatchObject([{ firstMs: timeAt(0), endMs: timeAt(3 * HOUR) }]);
    expect(at(3 * HOUR)).toHaveLength(0);
  });

  it('without an end go six hours after the last word', () => {
    const { durationMin: _, ...endless } = notice().notice;
    const said = { ...notice(), notice: endless };
    const { at, list } = heardBy(1, said);
    expect(list[0]).not.toHaveProperty('endMs');
    expect(at(6 * HOUR - 1)).toHaveLength(1);
    expect(at(6 * HOUR)).toHaveLength(0);
  });

  it('are replaced by the same number of the same sender, and by nothing older', () => {
    const { list } = heardBy(
      20,
      notice({ description: 1 }, { at: 10 }),
      notice({ description: 2 }, { at: 15 }),
      notice({ description: 3 }, { at: 5 }),
      notice({ linkage: 8 }, { at: 15 }),
      notice({}, { at: 15, mmsi: STATION + 1 }),
      notice({}, { at: 15, nature: Nature.synthetic }),
    );
    expect(list.map(({ notice: { linkage, description } }) => [linkage, description])).toEqual([
      [7, 2],
      [8, 37],
      [7, 37],
      [7, 37],
    ]);
    expect(list[0]?.firstMs).toBe(timeAt(15));
  });

  it('without a number are told apart by their words', () => {
    const { list } = heardBy(
      3,
      notice({ linkage: 0 }),
      notice({ linkage: 0, description: 1 }, { at: 1 }),
      notice({ linkage: 0 }, { at: 2 }),
    );
    expect(list.map(({ notice: { description }, lastMs }) => [description, lastMs])).toEqual([
      [37, timeAt(2)],
      [1, timeAt(1)],
    ]);
  });

  it('that are taken back stay as such for each feed that heard so', () => {
    const { list } = heardBy(
      11,
      notice({}, { feed: 'north' }),
      notice({}, { feed: 'south' }),
      notice({ cancelled: true, areas: [] }, { at: 10, feed: 'north' }),
      notice({ linkage: 99, cancelled: true, areas: [] }, { at: 10 }),
    );
    expect(list.map((said) => [said.feedId, said.notice.cancelled ?? false])).toEqual([
      ['north', true],
      ['south', false],
    ]);
  });

  it('that another feed heard of longer ago do not come back when the newer word is taken back or over', () => {
    const { durationMin: _, ...endless } = notice({}, { feed: 'south' }).notice;
    const standing = ({ list }: Pick<ReturnType<typeof heardBy>, 'list'>) =>
      list.map(({ feedId, notice: { cancelled } }) => [feedId, cancelled ?? false]);
    const cancelled = heardBy(
      3 * HOUR,
      notice({}, { feed: 'north' }),
      notice({ durationMin: 24 * 60 }, { feed: 'south' }),
      notice({ cancelled: true, areas: [] }, { at: 10, feed: 'north' }),
    );
    expect(standing({ list: cancelled.at(20 * HOUR) })).toEqual([
      ['north', true],
      ['south', false],
    ]);
    expect(cancelled.at(24 * HOUR)).toEqual([]);
    const over = heardBy(
      HOUR,
      { ...notice({}, { feed: 'south' }), notice: endless },
      notice({ durationMin: 10 }, { at: 60, feed: 'north' }),
    );
    expect(standing(over)).toEqual([
      ['south', false],
      ['north', true],
    ]);
    expect(standing(heardBy(20, notice(), notice({ cancelled: true }, { at: 10, feed: 'deaf' })))).toEqual([
      ['coast', false],
      ['deaf', true],
    ]);
  });

  it('are at most so many a sender and in all: what was said longest ago makes room', () => {
    const many = Array.from({ length: NOTICES_PER_SENDER + 3 }, (_, i) =>
      notice({ linkage: i + 1 }, { at: i }),
    );
    const { list, picture } = heardBy(60, ...many);
    expect(list).toHaveLength(NOTICES_PER_SENDER);
    expect(list[0]?.notice.linkage).toBe(4);
    expect(picture.surroundings.notices.dropped).toBe(3);
    for (let i = 0; i < NOTICES_KEPT; i += 1)
      picture.apply(notice({ linkage: 1 + (i % 16) }, { at: 61, mmsi: 2_500_000 + Math.floor(i / 16) }));
    picture.tick(timeAt(62));
    expect(picture.surroundings.notices.list()).toHaveLength(NOTICES_KEPT);
    expect(picture.surroundings.notices.list()[0]?.mmsi).toBe(2_500_000);
  });

  it('of distress make room for nothing else, however much is said', () => {
    const { picture } = heardBy(1, notice({ linkage: 900, description: 74 }));
    const numbers = () => picture.surroundings.notices.list().map((said) => said.notice.linkage);
    for (let i = 0; i < NOTICES_PER_SENDER; i += 1) picture.apply(notice({ linkage: i + 1 }, { at: i + 1 }));
    for (let i = 0; i < NOTICES_KEPT; i += 1)
      picture.apply(notice({ linkage: 1 }, { at: 60 + i, mmsi: 2_500_000 + i }));
    picture.tick(timeAt(60 + NOTICES_KEPT));
    expect(numbers()).toHaveLength(NOTICES_KEPT);
    expect(numbers()[0]).toBe(900);
    // But for themselves: what was said longest ago.
    for (let i = 0; i <= NOTICES_KEPT; i += 1)
      picture.apply(notice({ linkage: 2, description: 64 }, { at: 2000 + i, mmsi: 2_500_000 + i }));
    picture.tick(timeAt(4000));
    expect(numbers()).toHaveLength(NOTICES_KEPT);
    expect(numbers()).not.toContain(900);
  });

  it('are told anew at once when they change, and after half a minute when they are only said again', () => {
    const { picture, at } = heardBy(1, notice());
    const { notices } = picture.surroundings;
    const { version } = notices;
    picture.apply(notice({}, { at: 5 }));
    at(6);
    expect(notices.version).toBe(version);
    at(31);
    expect(notices.version).toBe(version + 1);
    picture.apply(notice({ description: 1 }, { at: 32 }));
    at(33);
    expect(notices.version).toBe(version + 2);
    at(90);
    expect(notices.version).toBe(version + 2);
  });

  it('whose start was read by a clock ten years ahead go when it is set right', () => {
    const decade = 10 * 365 * 24 * HOUR;
    const { at } = heardBy(
      decade,
      notice({ startMs: timeAt(decade + HOUR) }, { at: decade }),
      notice({ linkage: 8 }, { at: decade }),
    );
    expect(at(0).map((said) => [said.notice.linkage, said.endMs])).toEqual([[8, timeAt(2 * HOUR)]]);
  });

  it('are no younger, and end no later, when a clock that was ahead is set right', () => {
    const { at } = heardBy(6 * HOUR, notice({}, { at: 5 * HOUR }));
    expect(at(3 * HOUR)).toMatchObject([{ lastMs: timeAt(2 * HOUR), endMs: timeAt(4 * HOUR) }]);
  });

  it('follow a clock that is set back: nothing was said later, and what comes now is news', () => {
    const { picture, at } = heardBy(5 * HOUR, notice({}, { at: 5 * HOUR }));
    at(HOUR);
    expect(picture.surroundings.notices.list()).toMatchObject([
      { firstMs: timeAt(HOUR), lastMs: timeAt(HOUR), endMs: timeAt(3 * HOUR) },
    ]);
    picture.apply(notice({ description: 1 }, { at: HOUR + 1 }));
    expect(at(HOUR + 2)).toMatchObject([{ notice: { description: 1 } }]);
  });
});
