/** What the checks find, in words; `forbids`: an error once a patrol is proposed, a warning before. */
import type { Finding, FindingCode } from '../../../proto/domain/operations/record.ts';

export interface FindingRule {
  readonly code: FindingCode;
  /** `joint`: where several agencies take part; `sameAgency`: where both patrols are of one. */
  readonly forbids: 'joint' | 'sameAgency' | 'never';
  readonly text: string;
  /** What it proposes. */
  readonly remedies: readonly NonNullable<Finding['remedy']>['code'][];
}

/** A void is looked for so far ahead, and a list of voids speaks of so long a time at most. */
export const VOIDS_AHEAD_MS = 7 * 86_400_000;
export const LONGEST_LOOK_MS = 31 * 86_400_000;
/** In one answer; beyond it the first are told. */
export const MOST_FINDINGS = 500;
/** A place outside an agreement's areas, or a part of a sector in another's, is a slip of the pen below this part. */
export const SLIP = 0.05;
/** Somebody must be able to be at an open crossing point within this time. */
export const CROSSING_REACH_MIN = 30;
/** A unit may work so long in any 24 hours where its own limit says so. */
export const DAY_MS = 86_400_000;

export const FINDINGS: readonly FindingRule[] = [
  {
    code: 'unitEngaged',
    forbids: 'sameAgency',
    text: 'The unit goes with another patrol at the same time (proposed, accepted, briefed or under way), whichever centre plans that one.',
    remedies: ['joinPatrol', 'useUnit', 'startAt'],
  },
  {
    code: 'unitUnavailable',
    forbids: 'never',
    text: 'The unit is out of service when the patrol begins.',
    remedies: ['useUnit', 'startAt'],
  },
  {
    code: 'unitOffDuty',
    forbids: 'never',
    text: "A part of the patrol lies outside the unit's duty hours, by the clock of its place.",
    remedies: ['useUnit', 'startAt', 'shorten'],
  },
  {
    code: 'unitOverHours',
    forbids: 'never',
    text: "In some 24 hours the unit's patrols together last longer than it may work in a day; patrols that overlap count once.",
    remedies: ['useUnit', 'shorten'],
  },
  {
    code: 'unitTooSlow',
    forbids: 'never',
    text: 'At its own speed, on the shortest way over the ground, the unit comes late to the first sector or to a meeting point: from where the patrol before ends, else from where it is now, else from its base. Roads and coasts make it later still.',
    remedies: ['startAt', 'useUnit'],
  },
  {
    code: 'unitOutOfRange',
    forbids: 'never',
    text: 'The way from its base to the nearest part of the sector and back is longer than its range.',
    remedies: ['useUnit'],
  },
  {
    code: 'noNightSight',
    forbids: 'never',
    text: 'A part of the patrol is dark where it goes (the sun more than 6° below the horizon), and the unit cannot see at night.',
    remedies: ['useUnit'],
  },
  {
    code: 'noAgreement',
    forbids: 'joint',
    text: 'Several agencies take part, or an agency goes where, by an agreement, only another country is at home, and no agreement that is in force at its beginning, whose parties they all are and whose areas cover the sectors, is cited. Up to 5 % of a sector outside is forgiven.',
    remedies: ['citeAgreement'],
  },
  {
    code: 'agreementEnds',
    forbids: 'never',
    text: 'The cited agreement ends during the patrol.',
    remedies: ['shorten', 'citeAgreement'],
  },
  {
    code: 'formNotAgreed',
    forbids: 'never',
    text: 'The cited agreement does not name this form of patrol.',
    remedies: ['citeAgreement'],
  },
  {
    code: 'typeNotAgreed',
    forbids: 'never',
    text: 'The cited agreement does not name this type of patrol.',
    remedies: ['citeAgreement'],
  },
  {
    code: 'powersMissing',
    forbids: 'joint',
    text: 'A power that the patrol needs is not among those that the cited agreement gives a guest, or nobody aboard its units has it.',
    remedies: ['citeAgreement', 'askPowers', 'useUnit'],
  },
  {
    code: 'commandNotAgreed',
    forbids: 'never',
    text: 'The lead is not of a side that is at home in one of the sectors or, where the agreement names who commands, not that agency. Between countries a country is one side; within one, each agency is.',
    remedies: [],
  },
  {
    code: 'partyMissing',
    forbids: 'never',
    text: 'An agency that owns a unit or has people aboard one does not take part, or nobody of a side that is at home where a joint patrol goes.',
    remedies: [],
  },
  {
    code: 'plannedTwice',
    forbids: 'never',
    text: 'Another centre plans the same sector, or one that shares a tenth of the smaller of both, at the same time.',
    remedies: ['joinPatrol'],
  },
  {
    code: 'sectorVoid',
    forbids: 'never',
    text: 'A sector needs a unit at that time and has none: no accepted, briefed or running patrol there has a unit that is then in service and on duty.',
    remedies: ['useUnit'],
  },
  {
    code: 'crossingVoid',
    forbids: 'never',
    text: 'A crossing point is open and no unit of its country can be there within 30 minutes: neither from the nearest part of a sector of the settled patrol that the unit is in, nor, while it is free, in service and on duty, from its base. Vessels count at sea crossings alone, drones nowhere.',
    remedies: ['useUnit'],
  },
];
