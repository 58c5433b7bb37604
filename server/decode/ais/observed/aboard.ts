/** People and goods on board, as a ship says them in application messages. */
import type { AboardFields } from '../../../../proto/domain/application.ts';
import type { Heard, IdentityObservation } from '../../../../proto/domain/observation.ts';
import type { PersonsOnBoard } from '../applications/persons.ts';
import { type Loose, present } from '../present.ts';

export function aboardOf(said: PersonsOnBoard, head: Heard): readonly IdentityObservation[] {
  const aboard = present<AboardFields>(aboardFields(said));
  return aboard === undefined ? [] : [{ type: 'identity', ...head, identity: { aboard } }];
}

function aboardFields(said: PersonsOnBoard): Loose<AboardFields> {
  return { personsOnBoard: said.personsOnBoard };
}
