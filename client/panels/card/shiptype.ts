/** The type of ship in words (ITU-R M.1371-5 table 53). */
import { TrackKind } from '../../../proto/domain/observation.ts';
import { type Words, wordFor } from '../../messages/words.ts';

const HAZARDS = ['', 'X', 'Y', 'Z', 'OS'];

/**
 * Undefined when the type is unknown or the transmitter is no vessel. In the tens that carry it (20, 40, 60…90) the last
 * digit 1…4 is the category of dangerous goods.
 */
export function shipTypeWords(words: Words, kind: number, shipType: number): string | undefined {
  const vessel = kind === TrackKind.unknown || kind === TrackKind.classA || kind === TrackKind.classB;
  if (!vessel || shipType <= 0 || shipType > 99) return undefined;
  const exact = wordFor(words, `shipType.${shipType}`);
  if (shipType >= 10 && exact !== undefined) return exact;
  const type = wordFor(words, `shipType.${Math.floor(shipType / 10)}`);
  if (type === undefined) return words('shipType.number', { number: shipType });
  const category = HAZARDS[shipType % 10];
  return category ? words('shipType.hazard', { type, category }) : type;
}
