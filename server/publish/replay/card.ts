/** A recorded track's card: what was recorded of it. What was not (who said what, why, how likely) is absent. */
import { ELLIPSE_BYTES, ellipseFromWire } from '../../../proto/codec/quantise.ts';
import { flagOf } from '../../../proto/domain/flag.ts';
import { type FeedId, formatMmsi, type TrackId } from '../../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { UNSAID } from '../../../proto/domain/record/replay.ts';
import {
  type Claim,
  type ContactState,
  type IdentityClaims,
  type TrackDetail,
  type TrackLife,
  TrackStateBits,
} from '../../../proto/domain/track.ts';
import { degrees, degreesPerMinute, epochMs, knots, metres } from '../../../proto/domain/units.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { ReplayColumns } from './columns.ts';

type Given<T> = T | null | undefined;
const known = <T>(value: Given<T>): T | undefined => value ?? undefined;

export function claimsOf(
  said: watchfloor.v1.ITrackStatic,
  feeds: readonly FeedId[],
  atMs: number,
): IdentityClaims {
  const by = feeds.length === 1 ? feeds[0]! : UNSAID;
  const claim = <T>(value: Given<T>): Claim<T> | undefined =>
    value === null || value === undefined ? undefined : { value, feedId: by, observedMs: epochMs(atMs) };
  const { name, callSign, imo, shipType, destination, toBowM, toSternM, toPortM, toStarboardM } = said;
  const hasSize = [toBowM, toSternM, toPortM, toStarboardM].every((one) => known(one) !== undefined);
  const size = {
    ...{ toBowM: metres(toBowM ?? 0), toSternM: metres(toSternM ?? 0) },
    ...{ toPortM: metres(toPortM ?? 0), toStarboardM: metres(toStarboardM ?? 0) },
  };
  const claims = {
    name: claim(name),
    callSign: claim(callSign),
    imo: claim(imo),
    shipType: claim(shipType),
    destination: claim(destination),
    dimensions: hasSize ? claim(size) : undefined,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, one]) => one !== undefined)) as IdentityClaims;
}

const present = (value: number): number | undefined =>
  Number.isNaN(value) ? undefined : Math.round(value * 1000) / 1000;

export interface CardParts {
  readonly id: TrackId;
  readonly said: watchfloor.v1.ITrackStatic;
  readonly feeds: readonly FeedId[];
  readonly conflictsWith: readonly TrackId[];
}

export function cardOf(columns: ReplayColumns, slot: number, parts: CardParts): TrackDetail {
  const { id, said, feeds, conflictsWith } = parts;
  const state = columns.state[slot]!;
  const atMs = epochMs(columns.observedMs[slot]!);
  const mmsi = known(said.mmsi);
  const flag = mmsi === undefined ? undefined : flagOf(mmsi);
  const sogKn = present(columns.sogKn[slot]!);
  const cogDeg = present(columns.cogDeg[slot]!);
  const headingDeg = present(columns.headingDeg[slot]!);
  const turn = known(said.turnDegPerMin);
  const navStatus = known(said.navStatus);
  const silentSinceMs = known(said.silentSinceMs);
  const count = known(said.contactCount);
  const at = slot * ELLIPSE_BYTES;
  const bytes = columns.ellipse;
  const ellipse = ellipseFromWire(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!);
  return {
    id,
    kind: columns.kind[slot] as TrackKind,
    nature: columns.nature[slot] as Nature,
    ...(mmsi !== undefined && { mmsi: formatMmsi(mmsi) }),
    ...(flag && { flag }),
    life: (state & TrackStateBits.lifeMask) as TrackLife,
    conflict: (state & TrackStateBits.conflict) !== 0,
    distress: (state & TrackStateBits.distress) !== 0,
    lat: degrees(columns.lat[slot]!),
    lon: degrees(columns.lon[slot]!),
    ...(sogKn !== undefined && { sogKn: knots(sogKn) }),
    ...(cogDeg !== undefined && { cogDeg: degrees(cogDeg) }),
    ...(headingDeg !== undefined && { headingDeg: degrees(headingDeg) }),
    ...(turn !== undefined && { turnDegPerMin: degreesPerMinute(turn) }),
    ...(navStatus !== undefined && { navStatus }),
    // When it was received, and when it was first heard of, was not recorded with it.
    ...{ observedMs: atMs, receivedMs: atMs, firstMs: atMs },
    identity: claimsOf(said, feeds, atMs),
    conflictsWith,
    contact: columns.contact[slot] as ContactState,
    ...(silentSinceMs !== undefined && { silentSinceMs: epochMs(silentSinceMs) }),
    sources: columns.sources[slot]!,
    ...(ellipse && { ellipse }),
    ...(count !== undefined && { count }),
    ...{ contributions: [], evidence: [], reasons: [], remarks: {}, offers: [] },
  };
}
