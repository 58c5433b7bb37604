/** The mark of an alert on its track: for those who may see what the alert speaks of, and for nobody else. */
import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { type AgencyId, agencyId } from '../../../proto/domain/operations/agency.ts';
import { RECORD_KINDS, type RecordKind } from '../../../proto/domain/operations/record.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import type { Audience } from '../../../server/access/audience.ts';
import type { RecordsView } from '../../../server/operations/kind.ts';
import { AlarmMarks } from '../../../server/publish/alarmmarks.ts';
import { Publisher } from '../../../server/publish/publisher.ts';
import { ShownTracks } from '../../../server/publish/shown.ts';
import { condition, found, openBook, over } from '../operations/alerts/found.ts';
import { TestPicture, track } from './testpicture.ts';

const OWN = agencyId('xa-coast');
const OTHER = agencyId('xc-coast');
const { alarmed } = TrackStateBits;

/** Sees some feeds whole, and the records of its agency. */
const audience = (
  agency: AgencyId,
  feeds: readonly string[],
  kinds: readonly RecordKind[] = RECORD_KINDS,
): Audience => ({
  key: `${agency} ${feeds.join(' ')} ${kinds.length}`,
  sight: (one) => (one.feeds.feeds.some((feed) => feeds.includes(feed)) ? 'whole' : 'none'),
  seesFeed: (feed) => feeds.includes(feed),
  records: { agency, kinds: new Set(kinds) },
});

function room() {
  const opened = openBook();
  const picture = new TestPicture();
  const changed: number[] = [];
  const marked = Object.assign(picture, {
    setAlarmed(slot: number, on: boolean) {
      changed.push(slot);
      picture.columns.state[slot] = (picture.columns.state[slot]! & ~alarmed) | (on ? alarmed : 0);
    },
  });
  const records = {
    get: (_kind: string, id: string) => ({
      value: { marking: { owner: id.startsWith('own') ? OWN : OTHER } },
    }),
    list: () => [],
  } as unknown as RecordsView;
  const marks = new AlarmMarks(opened.book, records, marked);
  const id = picture.appear(0, track({}), 'ALBA');
  const second = picture.appear(1, track({}), 'BORA');
  picture.feeds.set(0, { feeds: [feedId('mast')] });
  picture.feeds.set(1, { feeds: [feedId('north')] });
  const about = (name: string, tracks: readonly string[], feed = 'mast', more: object = {}) => {
    const one = condition(name, more);
    const [party] = one.parties;
    const parties = tracks.map((trackId, i) => ({
      ...party!,
      trackId: trackId as typeof id,
      feeds: [feedId(i === 0 ? feed : 'north')],
    }));
    return found(name, { ...one, parties });
  };
  return { ...opened, picture, marks, changed, id, second, about };
}

it('marks tracks of what is a warning and more, as long as it is so and nobody put it aside', () => {
  const { tick, marks, picture, id, about, does } = room();
  const is = () => {
    marks.tick();
    return (picture.columns.state[0]! & alarmed) !== 0;
  };
  expect(is()).toBe(false);
  tick([about('1', [id], 'mast', { priority: 'caution' })]);
  expect(is()).toBe(false);
  const warning = about('2', [id]);
  tick([warning]);
  expect(is()).toBe(true);
  does('2', { act: 'acknowledge' });
  expect(is()).toBe(true);
  does('2', { act: 'shelve', time: 'hour', reason: 'r' });
  expect(is()).toBe(false);
  does('2', { act: 'unshelve' });
  expect(is()).toBe(true);
  tick([over(warning, 1)]);
  expect(is()).toBe(false);
});

it('shows the mark to those who see all that the alert speaks of', () => {
  const { tick, marks, id, second, about } = room();
  const sees = (who: Audience) => {
    marks.tick();
    return marks.shows(id, who);
  };
  const [own, other] = [audience(OWN, ['mast']), audience(OTHER, ['mast', 'north'])];
  const meeting = about('1', [id, second]);
  tick([meeting]);
  // The second vessel is not for the coast guard.
  expect([sees(own), sees(other)]).toEqual([false, true]);
  tick([about('2', [id], 'mast', { about: { zoneId: 'own-zone' } })]);
  expect([sees(own), sees(other)]).toEqual([true, true]);
  tick([over(meeting, 1)]);
  // A zone that is another's, though the vessel is seen by both.
  expect([sees(own), sees(other)]).toEqual([true, false]);
  // A wall display of the same agency does not see watch lists.
  tick([about('3', [second], 'north', { about: { watchListId: 'own-list' } })]);
  marks.tick();
  const wall = audience(OWN, ['mast', 'north'], ['zone']);
  expect(marks.shows(second, audience(OWN, ['mast', 'north']))).toBe(true);
  expect(marks.shows(second, wall)).toBe(false);
});

it('is looked at anew whenever the alerts of a track change, though the track does not', () => {
  const { tick, marks, changed, id, about } = room();
  tick([about('1', [id])]);
  marks.tick();
  tick([about('2', [id], 'mast', { about: { zoneId: 'other' } })]);
  marks.tick();
  marks.tick();
  expect(changed).toEqual([0, 0]);
});

it('what an audience is shown carries the mark or not; the rest of its state stays', () => {
  const { tick, marks, picture, id, about } = room();
  tick([about('1', [id], 'mast', { about: { zoneId: 'own-zone' } })]);
  marks.tick();
  picture.columns.state[0]! |= TrackStateBits.atRest;
  const state = (agency: AgencyId) => {
    const shown = new ShownTracks(picture, audience(agency, ['mast']), marks);
    shown.grow(16);
    shown.take(0, { seq: 1, baseMs: 0 });
    return shown.columns.state[0]!;
  };
  expect(state(OWN)).toBe(alarmed | TrackStateBits.atRest);
  expect(state(OTHER)).toBe(TrackStateBits.atRest);
});

it('the publisher moves on what watches the picture with the picture, and takes its tick', () => {
  const { picture, clock } = room();
  const moved: number[] = [];
  const publisher = new Publisher({
    ...{ source: picture, clock, epoch: 1, tickMs: 1000, feeds: () => [], serverVersion: '0', site: 'T' },
    demonstration: false,
    moveOn(nowMs) {
      moved.push(nowMs);
      return picture.tick();
    },
  });
  publisher.tick();
  expect(moved).toHaveLength(2);
});
