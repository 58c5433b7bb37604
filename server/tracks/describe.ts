/** A track in words for others: the wire's static data and the whole card. */
import { flagOf } from '../../proto/domain/flag.ts';
import { formatMmsi, type TrackId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import {
  type ContactState,
  type Contribution,
  type IdentityClaims,
  SourceBits,
  type TrackDetail,
  TrackStateBits,
} from '../../proto/domain/track.ts';
import { degrees, degreesPerMinute, epochMs, knots, metres } from '../../proto/domain/units.ts';
import { present, type TrackColumns } from './columns.ts';
import { owedBy } from './life.ts';
import type { Notes } from './notes.ts';

/** As `watchfloor.v1.TrackStatic`; absent fields are unknown. */
export interface TrackStatic {
  readonly slot: number;
  readonly generation: number;
  readonly id: TrackId;
  readonly kind: TrackKind;
  readonly nature: Nature;
  readonly mmsi?: number;
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType?: number;
  readonly toBowM?: number;
  readonly toSternM?: number;
  readonly toPortM?: number;
  readonly toStarboardM?: number;
  readonly navStatus?: number;
  readonly destination?: string;
  readonly turnDegPerMin?: number;
  readonly contact: ContactState;
  readonly sources: number;
  readonly silentSinceMs?: number;
  readonly contactCount?: number;
}

export function staticOf(
  columns: TrackColumns,
  slot: number,
  id: TrackId,
  claims: IdentityClaims,
  notes: Notes | undefined,
): TrackStatic {
  const { name, callSign, imo, shipType, dimensions, destination } = claims;
  const mmsi = columns.mmsiOf(slot);
  const navStatus = columns.navStatusOf(slot);
  const turnDegPerMin = said(columns.toldTurnDegPerMin[slot]!);
  return {
    slot,
    generation: columns.generation[slot]!,
    id,
    kind: columns.kindOf(slot),
    nature: columns.natureOf(slot),
    ...(mmsi !== undefined && { mmsi }),
    ...(name && { name: name.value }),
    ...(callSign && { callSign: callSign.value }),
    ...(imo && { imo: imo.value }),
    ...(shipType && { shipType: shipType.value }),
    ...dimensions?.value,
    ...(navStatus !== undefined && { navStatus }),
    ...(destination && { destination: destination.value }),
    ...(turnDegPerMin !== undefined && { turnDegPerMin }),
    contact: columns.contactOf(slot),
    sources: columns.sources[slot]!,
    ...(notes?.silentSinceMs !== undefined && { silentSinceMs: notes.silentSinceMs }),
    ...(notes?.count !== undefined && { contactCount: notes.count }),
  };
}

/** What a card says that is not in the columns. */
interface BesideColumns {
  readonly id: TrackId;
  readonly claims: IdentityClaims;
  readonly contributions: readonly Contribution[];
  readonly conflictsWith: readonly TrackId[];
  readonly notes: Notes | undefined;
}

export function detailOf(columns: TrackColumns, slot: number, beside: BesideColumns): TrackDetail {
  const mmsi = columns.mmsiOf(slot);
  const flag = mmsi === undefined ? undefined : flagOf(mmsi);
  const { notes } = beside;
  const sogKn = said(columns.sogKn[slot]!) ?? notes?.stated?.sogKn;
  const cogDeg = said(columns.cogDeg[slot]!) ?? notes?.stated?.cogDeg;
  const headingDeg = said(columns.headingDeg[slot]!);
  const turnDegPerMin = said(columns.turnDegPerMin[slot]!);
  const navStatus = columns.navStatusOf(slot);
  return {
    id: beside.id,
    kind: columns.kindOf(slot),
    nature: columns.natureOf(slot),
    ...(mmsi !== undefined && { mmsi: formatMmsi(mmsi) }),
    ...(flag && { flag }),
    life: columns.lifeOf(slot),
    conflict: columns.has(slot, TrackStateBits.conflict),
    distress: columns.has(slot, TrackStateBits.distress),
    lat: degrees(columns.lat[slot]!),
    lon: degrees(columns.lon[slot]!),
    ...(sogKn !== undefined && { sogKn: knots(sogKn) }),
    ...(cogDeg !== undefined && { cogDeg: degrees(cogDeg) }),
    ...(headingDeg !== undefined && { headingDeg: degrees(headingDeg) }),
    ...(turnDegPerMin !== undefined && { turnDegPerMin: degreesPerMinute(turnDegPerMin) }),
    ...(navStatus !== undefined && { navStatus }),
    observedMs: epochMs(columns.observedMs[slot]!),
    receivedMs: epochMs(columns.receivedMs[slot]!),
    firstMs: epochMs(columns.firstMs[slot]!),
    ...(transmits(columns, slot) && { owedIntervalMs: owedBy(columns, slot) }),
    identity: likely(beside.claims, notes?.claimProbability),
    contributions: beside.contributions.map((tally) => ({ ...tally })),
    conflictsWith: beside.conflictsWith,
    contact: columns.contactOf(slot),
    sources: columns.sources[slot]!,
    ...(notes && notesPart(notes)),
    evidence: notes?.evidence() ?? [],
    reasons: [...(notes?.reasons ?? [])],
    remarks: { ...notes?.remarks },
    offers: notes?.offers() ?? [],
  };
}

/** Claims that a transmitter made, of what sensors see too: as likely as the binding. */
function likely(claims: IdentityClaims, probability: number | undefined): IdentityClaims {
  if (probability === undefined) return claims;
  return Object.fromEntries(
    Object.entries(claims).map(([field, claim]) => [field, { ...claim, probability }]),
  ) as IdentityClaims;
}

const transmits = (columns: TrackColumns, slot: number): boolean =>
  (columns.sources[slot]! & SourceBits.ais) !== 0;

function notesPart({ silentSinceMs, ellipse, existence, altM, count }: Notes) {
  return {
    ...(silentSinceMs !== undefined && { silentSinceMs: epochMs(silentSinceMs) }),
    ...(ellipse && { ellipse }),
    ...(existence !== undefined && { existence }),
    ...(altM !== undefined && { altM: metres(altM) }),
    ...(count !== undefined && { count }),
  };
}

/** A float column's value as it was said: single precision keeps more digits than any message has, and wrong ones. */
function said(value: number): number | undefined {
  const known = present(value);
  return known === undefined ? undefined : Math.round(known * 1000) / 1000;
}
