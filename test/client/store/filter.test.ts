import { describe, expect, test } from 'vitest';
import { activeFilters, passes, toggled } from '../../../client/store/filter.ts';
import { foldText } from '../../../client/store/text.ts';
import { ALL_TRACKS, type TrackFilter } from '../../../client/store/view.ts';
import { ContactState, SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import { type Row, tableOf } from './trackrows.ts';

const with_ = (change: Partial<TrackFilter>): TrackFilter => ({ ...ALL_TRACKS, ...change });
const pass = (filter: TrackFilter, row: Omit<Row, 'id'>): boolean =>
  passes(filter, tableOf([{ id: '1-1', ...row }]), 0);

describe('text', () => {
  test('is folded: case, accents, and letters that do not decompose', () => {
    expect(foldText('  Şkodër   Đurđevac ')).toBe('skoder durdevac');
    expect(foldText('Łódź Straße')).toBe('lodz strasse');
  });

  test('finds by name, call sign, MMSI and IMO, all words in any order', () => {
    const row = { name: 'SKËNDERBEU II', callSign: 'ZADA1', mmsi: 2_010_001, imo: 9_074_729 };
    for (const text of ['skend', 'ii skender', 'zada', '002010001', '9074729']) {
      expect(pass(with_({ text }), row)).toBe(true);
    }
    expect(pass(with_({ text: 'skender iii' }), row)).toBe(false);
  });

  test('does not find a track of which nothing is known', () => {
    expect(pass(with_({ text: 'a' }), {})).toBe(false);
    expect(pass(with_({ text: '   ' }), {})).toBe(true);
  });
});

test('classes, lives and motion each cut away', () => {
  expect(pass(with_({ classes: new Set(['tanker']) }), { shipType: 80 })).toBe(true);
  expect(pass(with_({ classes: new Set(['tanker']) }), { shipType: 70 })).toBe(false);
  expect(pass(with_({ lives: new Set([1, 2]) }), { state: 2 })).toBe(true);
  expect(pass(with_({ lives: new Set([1, 2]) }), { state: 0 })).toBe(false);
  expect(pass(with_({ movingOnly: true }), { sogKn: 0.5 })).toBe(true);
  expect(pass(with_({ movingOnly: true }), { sogKn: 0.4 })).toBe(false);
  expect(pass(with_({ movingOnly: true }), {})).toBe(false);
});

test('what saw a track, and who sends, cut away; one source is enough', () => {
  const both = { sources: SourceBits.ais | SourceBits.radar };
  expect(pass(with_({ sources: new Set(['radar']) }), both)).toBe(true);
  expect(pass(with_({ sources: new Set(['camera', 'ais']) }), both)).toBe(true);
  expect(pass(with_({ sources: new Set(['camera']) }), both)).toBe(false);
  expect(pass(with_({ contacts: new Set(['dark']) }), { contact: ContactState.dark })).toBe(true);
  expect(pass(with_({ contacts: new Set(['dark']) }), { contact: ContactState.silent })).toBe(false);
  expect(pass(with_({ contacts: new Set(['dark']) }), {})).toBe(false);
});

test('no filter hides distress', () => {
  const nothing = with_({
    text: 'no such ship',
    classes: new Set(['tanker']),
    lives: new Set([2]),
    movingOnly: true,
  });
  expect(pass(nothing, { state: TrackStateBits.distress })).toBe(true);
  expect(pass(nothing, {})).toBe(false);
});

test('the parts that are set are counted', () => {
  expect(activeFilters(ALL_TRACKS)).toBe(0);
  expect(activeFilters(with_({ text: '  ' }))).toBe(0);
  expect(
    activeFilters(with_({ text: 'a', classes: new Set(['base']), lives: new Set([1]), movingOnly: true })),
  ).toBe(4);
});

test('a member toggled twice is as before, and the set is another one', () => {
  const set: ReadonlySet<number> = new Set([1, 2]);
  expect([...toggled(set, 2)]).toEqual([1]);
  expect([...toggled(toggled(set, 3), 3)]).toEqual([1, 2]);
  expect(set.size).toBe(2);
});
