import { expect, it } from 'vitest';
import { twice } from '../../../../server/detect/identity/twice.ts';
import { identity, position, SHIP, T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';

const OTHER = SHIP + 1;
const two = (imo: number, latOfOther: number, atOfOther = 10) =>
  new Watched([twice]).say(
    position(),
    identity({ imo, name: 'ALFA' }),
    position({ mmsi: OTHER, at: atOfOther, lat: latOfOther }),
    identity({ imo, name: 'BRAVO' }, { mmsi: OTHER, at: atOfOther + 1 }),
  );

it('one IMO number at two places is told with the second claim', () => {
  const { lead } = two(9_074_729, 40.1).all[0]!;
  expect(lead).toMatchObject({
    key: 'identityTwice|imo/9074729',
    priority: 'caution',
    provedMs: T0 + 11_000,
    // A tenth of a degree of latitude.
    measured: { value: 11_120, unit: 'm' },
    parties: [{ mmsi: String(OTHER) }, { mmsi: String(SHIP) }],
  });
  expect(clue(lead, 'imo')).toMatchObject({ text: '9074729' });
});

it.each([
  ['aboard one ship', 9_074_729, 40.001, 10],
  ['a number that is none', 9_074_720, 40.1, 10],
  ['one that is silent for an hour', 9_074_729, 40.1, 3600],
])('%s is none', (_, imo, lat, at) => {
  expect(two(imo, lat, at).all).toEqual([]);
});
