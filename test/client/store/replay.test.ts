import { beforeEach, describe, expect, test } from 'vitest';
import { useLink } from '../../../client/store/link.ts';
import { tablesOf, takeRecord, useRecords } from '../../../client/store/records.ts';
import {
  cursorMs,
  forgetReplay,
  forgetReplays,
  tablesShown,
  useReplay,
  watchedReplay,
  watchTables,
  wishReplay,
} from '../../../client/store/replay.ts';
import type { AnyVersion } from '../../../proto/domain/operations/record.ts';
import type { Replay } from '../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../proto/domain/units.ts';

const MS = 1_795_000_000_000;
const replay: Replay = {
  id: 'r1',
  mode: 'known',
  range: { fromMs: epochMs(MS), untilMs: epochMs(MS + 3_600_000) },
  atMs: epochMs(MS + 60_000),
  rate: 60,
  isPlaying: true,
  state: 'ready',
};

beforeEach(() => {
  forgetReplays();
  useLink.setState(useLink.getInitialState(), true);
});

describe('the cursor', () => {
  test('is where it is held, else the time of the picture, else where it was asked to be', () => {
    expect(cursorMs(0)).toBeUndefined();
    wishReplay({ atMs: MS + 5000 });
    expect(cursorMs(0)).toBe(MS + 5000);
    useReplay.setState({ phase: 'open', replay });
    expect(cursorMs(0)).toBe(MS + 60_000);
    // The picture is still the live one, of another time: not the cursor's.
    useLink.setState({ baseMs: MS + 9e9, arrivedAt: 0 });
    expect(cursorMs(500)).toBe(MS + 60_000);
    useLink.setState({ session: 'r1', clockKind: 'replay', clockRate: 60, baseMs: MS + 70_000 });
    expect(cursorMs(500)).toBe(MS + 70_000 + 500 * 60);
    useReplay.setState({ scrubMs: MS + 1 });
    expect(cursorMs(500)).toBe(MS + 1);
  });

  test('is not guessed further than a minute ahead, nor beyond what can be replayed', () => {
    useReplay.setState({ phase: 'open', replay });
    useLink.setState({ session: 'r1', clockRate: 3600, baseMs: MS + 70_000, arrivedAt: 0 });
    expect(cursorMs(2000)).toBe(MS + 130_000);
    useLink.setState({ clockRate: -3600 });
    expect(cursorMs(2000)).toBe(MS + 10_000);
    useLink.setState({ clockRate: 3600, baseMs: MS + 3_590_000 });
    expect(cursorMs(2000)).toBe(MS + 3_600_000);
  });
});

test('a replay that is still worked out is not watched; one that ended neither', () => {
  expect(watchedReplay(useReplay.getState())).toBeNull();
  useReplay.setState({ phase: 'open', replay: { ...replay, state: 'preparing' } });
  expect(watchedReplay(useReplay.getState())).toBeNull();
  useReplay.setState({ replay });
  expect(watchedReplay(useReplay.getState())).toBe('r1');
  forgetReplay();
  expect(watchedReplay(useReplay.getState())).toBeNull();
});

test('what people decided is that of then as long as the picture is', () => {
  const agency = (id: string): AnyVersion =>
    ({ kind: 'agency', id, version: 1, value: { name: id } }) as unknown as AnyVersion;
  useRecords.setState(useRecords.getInitialState(), true);
  takeRecord(agency('now'));
  const seen: string[][] = [];
  const stop = watchTables((now) => seen.push([...now.agency.keys()]));
  useReplay.setState({ tables: tablesOf([agency('then')]) });
  // The picture is live until its frames say otherwise.
  expect([...tablesShown().agency.keys()]).toEqual(['now']);
  useLink.setState({ session: 'r1' });
  expect([...tablesShown().agency.keys()]).toEqual(['then']);
  useLink.setState({ session: undefined });
  stop();
  expect(seen).toEqual([['then'], ['now']]);
});
