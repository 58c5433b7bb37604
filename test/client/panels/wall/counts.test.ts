import { describe, expect, it } from 'vitest';
import { countTracks } from '../../../../client/panels/wall/counts.ts';
import { TrackLife, TrackStateBits } from '../../../../proto/domain/track.ts';

describe('countTracks', () => {
  it('counts each life by its own bits and distress in any of them', () => {
    const state = Uint8Array.of(
      TrackLife.live | TrackStateBits.accurate,
      TrackLife.stale | TrackStateBits.distress,
      TrackLife.lost | TrackStateBits.conflict,
      TrackLife.live | TrackStateBits.distress | TrackStateBits.atRest,
      TrackLife.lost,
    );
    expect(countTracks({ count: 5, state })).toEqual({ live: 2, stale: 1, lost: 2, distress: 2 });
  });

  it('leaves out what lies behind the last row', () => {
    const state = Uint8Array.of(TrackLife.stale, TrackLife.lost | TrackStateBits.distress);
    expect(countTracks({ count: 1, state })).toEqual({ live: 0, stale: 1, lost: 0, distress: 0 });
  });
});
