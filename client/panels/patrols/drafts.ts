/** A plan begun and changed as a whole: a new patrol, who takes part, what a finding's remedy makes of it. Pure. */
import type { AgencyId, Marking } from '../../../proto/domain/operations/agency.ts';
import { agreementId } from '../../../proto/domain/operations/agency.ts';
import type { Patrol, PatrolParty } from '../../../proto/domain/operations/patrol.ts';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { movedBy, SHORTEST_MS } from './drag.ts';

export interface DraftOptions {
  readonly agency: AgencyId;
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly title: string;
  readonly unitIds?: readonly string[];
  readonly sectorIds?: readonly string[];
}

/** What one's own agency enters, unless it says otherwise. */
export const ownMarking = (agency: AgencyId): Marking => ({
  owner: agency,
  purpose: 'borderSurveillance',
  retention: 'decisions',
});

export const newPatrol = (options: DraftOptions): Patrol => ({
  title: options.title,
  sectorIds: options.sectorIds ?? [],
  unitIds: options.unitIds ?? [],
  fromMs: options.fromMs,
  untilMs: options.untilMs,
  form: 'own',
  type: 'surveillance',
  lead: options.agency,
  parties: [],
  powersNeeded: [],
  meetingPoints: [],
  liaison: [],
  state: 'draft',
  marking: ownMarking(options.agency),
});

/** Asks an agency to take part; it is then no patrol of one's own alone any more. */
export function withParty(patrol: Patrol, agency: AgencyId): Patrol {
  if (agency === patrol.lead || patrol.parties.some((party) => party.agency === agency)) return patrol;
  const party: PatrolParty = { agency, answer: 'asked' };
  return {
    ...patrol,
    parties: [...patrol.parties, party],
    form: patrol.form === 'own' ? 'coordinated' : patrol.form,
  };
}

/** The other way; with nobody left it is an own patrol. */
export function withoutParty(patrol: Patrol, agency: AgencyId): Patrol {
  const parties = patrol.parties.filter((party) => party.agency !== agency);
  return { ...patrol, parties, form: parties.length === 0 ? 'own' : patrol.form };
}

/** Another leads; who led is among the others, if there are others. */
export function withLead(patrol: Patrol, lead: AgencyId): Patrol {
  if (lead === patrol.lead) return patrol;
  const others = patrol.parties.filter(({ agency }) => agency !== lead);
  return { ...patrol, lead, parties: [...others, { agency: patrol.lead, answer: 'asked' }] };
}

/** Takes a unit or sector in, or out where it is in. */
export function toggledId(patrol: Patrol, what: 'unitIds' | 'sectorIds', id: string): Patrol {
  const ids = patrol[what];
  return { ...patrol, [what]: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] };
}

/** The plan without a member, where it may be absent. */
export function withoutMember<K extends 'agreement' | 'note' | 'handedTo' | 'outcome'>(
  patrol: Patrol,
  member: K,
): Patrol {
  const { [member]: _, ...rest } = patrol;
  return rest as Patrol;
}

/**
 * The plan with a finding's remedy applied; undefined where the remedy is no change of this plan (joining another,
 * asking for powers) or names nothing.
 */
export function remedied(patrol: Patrol, { remedy, about }: Finding): Patrol | undefined {
  if (remedy === undefined) return undefined;
  const { code, id, atMs } = remedy;
  switch (code) {
    case 'useUnit': {
      if (id === undefined) return undefined;
      const without = patrol.unitIds.filter((unit) => unit !== about.unit && unit !== id);
      const at = patrol.unitIds.indexOf(about.unit ?? '');
      return { ...patrol, unitIds: without.toSpliced(at < 0 ? without.length : at, 0, id) };
    }
    case 'startAt':
      // It starts when it can and ends when it was to end, unless nothing would be left of it.
      if (atMs === undefined) return undefined;
      return atMs <= patrol.untilMs - SHORTEST_MS
        ? { ...patrol, fromMs: epochMs(atMs) }
        : movedBy(patrol, atMs - patrol.fromMs);
    case 'shorten':
      return atMs === undefined || atMs < patrol.fromMs + SHORTEST_MS
        ? undefined
        : { ...patrol, untilMs: epochMs(atMs) };
    case 'citeAgreement':
      return id === undefined ? undefined : { ...patrol, agreement: agreementId(id) };
    default:
      return undefined;
  }
}
