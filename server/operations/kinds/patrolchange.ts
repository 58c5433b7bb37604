/** What a change of a patrol does to what was answered: nobody answers for others, and what was agreed is asked again. */
import { isDeepStrictEqual } from 'node:util';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Patrol, PatrolParty, PatrolState } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { OperationFault } from '../outcome.ts';
import { AGREED } from './patrol.table.ts';
import { isOpen, refused } from './references.ts';

/** A question without an answer. */
export const asked = ({ agency }: { readonly agency: AgencyId }): PatrolParty => ({
  agency,
  answer: 'asked',
});

/** Whom a patrol asks: all who take part besides its owner, the lead among them where that is another agency. */
export function whoIsAsked({ lead, parties, marking: { owner } }: Patrol): AgencyId[] {
  const others = new Set(parties.map(({ agency }) => agency));
  others.delete(owner);
  if (lead !== owner) others.add(lead);
  return [...others];
}

/** A patrol as it is kept; see `onChange` of its table. */
export function settlePatrol(value: Patrol, before: Version<'patrol'> | undefined): Patrol | OperationFault {
  // What only events write.
  const { handedTo: _to, outcome: _outcome, ...entered } = value;
  const agencies = whoIsAsked(value);
  const anew = agencies.map((agency) => asked({ agency }));
  const was = before?.value;
  if (was === undefined || was.state === 'draft') return { ...entered, parties: anew, state: 'draft' };
  if (!isOpen(was)) return refused('a patrol that has ended cannot be changed', before!.id, 'plan another');
  const same = AGREED.every((member) => isDeepStrictEqual(value[member], was[member]));
  const stays = new Map(was.parties.map((party) => [party.agency, party]));
  const isSameCircle = agencies.length === stays.size && agencies.every((agency) => stays.has(agency));
  if (was.state === 'underWay') {
    if (agencies.length + stays.size > 0 && !(same && isSameCircle)) {
      const remedy = 'hand over to another patrol, or break it off';
      return refused('what was agreed stands while a joint patrol is under way', before!.id, remedy);
    }
    return { ...entered, parties: was.parties, state: was.state };
  }
  const parties = same ? agencies.map((agency) => stays.get(agency) ?? asked({ agency })) : anew;
  return { ...entered, parties, state: stateAfter(was.state, parties, same) };
}

function stateAfter(was: PatrolState, parties: readonly PatrolParty[], same: boolean): PatrolState {
  if (parties.some(({ answer }) => answer === 'declined')) return 'declined';
  if (parties.some(({ answer }) => answer === 'asked')) return 'proposed';
  return was === 'briefed' && same ? 'briefed' : 'accepted';
}
