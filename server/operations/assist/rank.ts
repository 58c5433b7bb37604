/** Who can help, who can intercept: everybody who could get there, the soonest first, and why somebody cannot. */
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { HelperReason, HelperRow, HelpPurpose } from '../../../proto/domain/operations/assist.ts';
import type { UnitKind } from '../../../proto/domain/operations/patrol.ts';
import { type Meeting, type Moving, meeting } from './intercept.ts';

export type Medium = 'sea' | 'land' | 'air';

/** Rows of one answer at most. */
export const MAX_HELPERS = 50;

/** Somebody who might go. */
export interface Candidate {
  readonly unitId?: string;
  readonly trackId?: string;
  readonly name: string;
  readonly agency?: AgencyId;
  readonly kind: UnitKind | 'ship';
  readonly at: Position;
  /** Where `at` comes from: its own track, or only its base. */
  readonly placed: 'track' | 'base';
  readonly speedKn: number;
  /** Out and back. */
  readonly rangeM?: number;
  /** Why it would not be sent. */
  readonly hindered?: 'unavailable' | 'offDuty';
  /** Patrols and tasks that it is at. */
  readonly engaged?: boolean;
  readonly medical?: boolean;
  readonly boarding?: boolean;
}

const MEDIA: Readonly<Record<Candidate['kind'], readonly Medium[]>> = {
  ship: ['sea'],
  patrolVessel: ['sea'],
  vehicle: ['land'],
  footTeam: ['land'],
  dogTeam: ['land'],
  aircraft: ['sea', 'land', 'air'],
  drone: ['sea', 'land'],
};
/** They find and follow; they do not take aboard and do not stop anybody. */
const SEES_ONLY: ReadonlySet<Candidate['kind']> = new Set(['drone']);
const FORBIDS: ReadonlySet<HelperReason> = new Set(['unavailable', 'offDuty', 'cannotReach']);

/** Distances and courses are great circles: land between is not looked at. */
export function rankHelpers(
  target: Moving,
  medium: Medium,
  purpose: HelpPurpose,
  candidates: readonly Candidate[],
): HelperRow[] {
  return candidates
    .filter(({ kind }) => MEDIA[kind].includes(medium))
    .map((candidate) => rowOf(candidate, target, purpose))
    .sort(
      (a, b) =>
        Number(isHindered(a)) - Number(isHindered(b)) ||
        (a.timeS ?? Number.POSITIVE_INFINITY) - (b.timeS ?? Number.POSITIVE_INFINITY) ||
        a.distanceM - b.distanceM,
    )
    .slice(0, MAX_HELPERS);
}

/** Whether it cannot be sent as things are. */
export const isHindered = ({ reasons }: Pick<HelperRow, 'reasons'>): boolean =>
  reasons.some((reason) => FORBIDS.has(reason));

function rowOf(candidate: Candidate, target: Moving, purpose: HelpPurpose): HelperRow {
  const { unitId, trackId, name, agency, kind, placed } = candidate;
  const met = meeting(candidate.at, candidate.speedKn, target);
  const withinRange = met !== undefined && isWithinRange(candidate, met);
  return {
    ...(unitId !== undefined && { unitId }),
    ...(trackId !== undefined && { trackId }),
    name,
    ...(agency !== undefined && { agency }),
    kind,
    placed,
    fromLat: candidate.at.lat,
    fromLon: candidate.at.lon,
    distanceM: distanceM(candidate.at, target),
    ...(met && {
      timeS: Math.round(met.timeS),
      courseDeg: met.courseDeg,
      meetLat: met.meetAt.lat,
      meetLon: met.meetAt.lon,
    }),
    withinRange,
    reasons: reasonsOf(candidate, purpose, met, withinRange),
  };
}

function reasonsOf(
  candidate: Candidate,
  purpose: HelpPurpose,
  met: Meeting | undefined,
  withinRange: boolean,
): HelperReason[] {
  const reasons: HelperReason[] = [];
  if (candidate.hindered !== undefined) reasons.push(candidate.hindered);
  if (met === undefined) reasons.push('cannotReach');
  else if (!withinRange) reasons.push('beyondRange');
  if (candidate.engaged === true) reasons.push('engaged');
  if (SEES_ONLY.has(candidate.kind)) reasons.push('seesOnly');
  else if (purpose === 'intercept' && candidate.kind === 'patrolVessel' && candidate.boarding === false)
    reasons.push('cannotBoard');
  return reasons;
}

/** There and back again, where it says how far it gets. */
const isWithinRange = ({ rangeM }: Candidate, { wayM }: Meeting): boolean =>
  rangeM === undefined || 2 * wayM <= rangeM;
