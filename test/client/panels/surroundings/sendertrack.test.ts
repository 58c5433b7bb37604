import { expect, it } from 'vitest';
import { senderTrack } from '../../../../client/panels/surroundings/sendertrack.ts';

it('is the only track under the number, and none where two claim it', () => {
  const statics = [{ id: 'a', mmsi: 1 }, undefined, { id: 'b', mmsi: 2 }, { id: 'c', mmsi: 2 }];
  expect(senderTrack(statics, 1)).toBe('a');
  expect(senderTrack(statics, 2)).toBeUndefined();
  expect(senderTrack(statics, 3)).toBeUndefined();
});
