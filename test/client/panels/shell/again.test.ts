import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TrackHit } from '../../../../client/link/rest.ts';
import { findAgain, isOfAnotherRun, sameVessel } from '../../../../client/panels/shell/again.ts';
import { rememberChosen, useKnown } from '../../../../client/store/known.ts';
import { useLink } from '../../../../client/store/link.ts';
import { useView } from '../../../../client/store/view.ts';
import type { TrackId } from '../../../../proto/domain/ids.ts';
import { tableOf } from '../../store/trackrows.ts';

const id = (text: string): TrackId => text as TrackId;
const hit = (trackId: string, mmsi: string): TrackHit => ({
  id: id(trackId),
  mmsi,
  kind: 1,
  lat: 41,
  lon: 19,
});

afterEach(() => {
  useView.setState(useView.getInitialState());
  useLink.setState(useLink.getInitialState());
  useKnown.setState(useKnown.getInitialState());
});

test('an id says of which run it is', () => {
  expect(isOfAnotherRun(id('1-12'), 1)).toBe(false);
  expect(isOfAnotherRun(id('1-12'), 2)).toBe(true);
  // The first run is not the eleventh.
  expect(isOfAnotherRun(id('11-2'), 1)).toBe(true);
});

test('the same vessel is the one track with her MMSI, leading zeros and all', () => {
  const station = { mmsi: 2_800_002, name: undefined };
  expect(sameVessel(station, [hit('2-1', '280000200'), hit('2-2', '002800002')])).toBe('2-2');
  expect(sameVessel(station, [])).toBeUndefined();
  // Two claim it: only a person can choose.
  expect(sameVessel(station, [hit('2-2', '002800002'), hit('2-3', '002800002')])).toBeUndefined();
});

describe('a server that began anew', () => {
  test('has the selected and the pinned found again, still followed', async () => {
    useView.setState({ selected: id('1-1'), pinned: [id('1-2'), id('1-1')], following: true });
    rememberChosen(
      tableOf([
        { id: '1-1', mmsi: 247_000_001, name: 'ANNA' },
        { id: '1-2', mmsi: 247_000_002 },
      ]),
    )();
    expect(useKnown.getState().vessels.get(id('1-1'))).toEqual({ mmsi: 247_000_001, name: 'ANNA' });
    useLink.setState({ link: { status: 'live' }, epoch: 2 });
    const heard = [hit('2-7', '247000001'), hit('2-8', '247000002')];
    const searchTracks = async (text: string) => ({
      ok: true as const,
      value: heard.filter(({ mmsi }) => mmsi === text),
    });
    const stop = findAgain({ searchTracks }, 1);
    await vi.waitFor(() => expect(useView.getState().pinned).toEqual(['2-8', '2-7']));
    stop();
    expect(useView.getState()).toMatchObject({ selected: '2-7', following: true });
  });

  test('is not asked for those it knows', async () => {
    useView.setState({ selected: id('2-1') });
    rememberChosen(tableOf([{ id: '2-1', mmsi: 247_000_001 }]))();
    useLink.setState({ link: { status: 'live' }, epoch: 2 });
    const searchTracks = vi.fn(async () => ({ ok: true as const, value: [] }));
    vi.useFakeTimers();
    const stop = findAgain({ searchTracks }, 1);
    await vi.advanceTimersByTimeAsync(20);
    stop();
    vi.useRealTimers();
    expect(searchTracks).not.toHaveBeenCalled();
  });
});
