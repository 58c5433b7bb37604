import { describe, expect, it } from 'vitest';
import { countTracks } from '../../../../client/panels/wall/counts.ts';
import type { TrackTable } from '../../../../client/store/tracks.ts';
import { ContactState, TrackLife, TrackStateBits } from '../../../../proto/domain/track.ts';
import { tableOf } from '../../store/trackrows.ts';

/** Tracks in these states, with these contacts. */
const tableWith = (states: Uint8Array, contacts = new Uint8Array(states.length)): TrackTable =>
  tableOf([...states].map((state, i) => ({ id: `1-${i}`, state, contact: contacts[i]! })));

const QUIET = { withoutAis: 0, doubtful: 0 };

describe('countTracks', () => {
  it('counts each life by its own bits and distress in any of them', () => {
    const state = Uint8Array.of(
      TrackLife.live | TrackStateBits.accurate,
      TrackLife.stale | TrackStateBits.distress,
      TrackLife.lost | TrackStateBits.conflict,
      TrackLife.live | TrackStateBits.distress | TrackStateBits.atRest,
      TrackLife.lost,
    );
    expect(countTracks(tableWith(state))).toEqual({
      ...QUIET,
      live: 2,
      stale: 1,
      lost: 2,
      distress: 2,
    });
  });

  it('counts who sends nothing, and whose AIS is not to be relied on', () => {
    const { none, uncooperative, dark, silent, unverified, manual } = ContactState;
    const contact = Uint8Array.of(none, uncooperative, dark, dark, silent, unverified, manual);
    const counts = countTracks(tableWith(new Uint8Array(7), contact));
    expect(counts).toMatchObject({ withoutAis: 3, doubtful: 2 });
  });

  it('leaves out what lies behind the last row', () => {
    const state = Uint8Array.of(TrackLife.stale, TrackLife.lost | TrackStateBits.distress);
    const contact = Uint8Array.of(ContactState.none, ContactState.dark);
    const { motion, contact: known } = tableWith(state, contact);
    expect(countTracks({ count: 1, motion, contact: known })).toEqual({
      ...QUIET,
      live: 0,
      stale: 1,
      lost: 0,
      distress: 0,
    });
  });
});
