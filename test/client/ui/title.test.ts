import { expect, test } from 'vitest';
import { say, startWords } from '../../../client/messages/words.ts';
import { shortNumber, titleOf } from '../../../client/ui/title.ts';
import { trackId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';

startWords();
const id = trackId(1, 812);
const title = (kind: TrackKind, said: { name?: string; mmsi?: number } = {}): string =>
  titleOf(say, { id, kind, ...said });

test('a track is called by its name, else its number, else what it is and a short number', () => {
  expect(title(TrackKind.classA, { name: 'NISI', mmsi: 201_000_001 })).toBe('NISI');
  expect(title(TrackKind.classA, { mmsi: 2_470_001 })).toBe('002470001');
  expect(title(TrackKind.seaContact)).toBe('Contact at sea 812');
  expect(title(TrackKind.group)).toBe('Group of people 812');
});

test('the short number is the counter of the id', () => {
  expect(shortNumber(id)).toBe('812');
});
