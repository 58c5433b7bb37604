/** Observations as a Class A ship of the Strait of Otranto would cause them, and pictures made of them. */
import { feedId, mmsi } from '../../../proto/domain/ids.ts';
import {
  type IdentityFields,
  type IdentityObservation,
  Nature,
  type PositionObservation,
  TrackKind,
} from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { degrees, degreesPerMinute, epochMs, knots } from '../../../proto/domain/units.ts';
import { Picture } from '../../../server/tracks/picture.ts';

export const T0 = 1_767_225_600_000; // 2026-01-01T00:00:00Z
export const SHIP = 247_000_001;

/** Every field of a position observation as a plain number, times in seconds after T0. */
export interface Said {
  at?: number;
  received?: number;
  feed?: string;
  mmsi?: number;
  kind?: TrackKind;
  nature?: Nature;
  lat?: number;
  lon?: number;
  sog?: number | undefined;
  cog?: number;
  status?: number;
  turn?: number;
  longRange?: boolean;
  accurate?: boolean;
  identity?: IdentityFields;
}

export function position(said: Said = {}): PositionObservation {
  const at = said.at ?? 0;
  return {
    ...heard(said, at),
    type: 'position',
    lat: degrees(said.lat ?? 40),
    lon: degrees(said.lon ?? 19),
    ...('sog' in said ? said.sog !== undefined && { sogKn: knots(said.sog) } : { sogKn: knots(12) }),
    cogDeg: degrees(said.cog ?? 0),
    ...(said.status !== undefined && { navStatus: said.status }),
    ...(said.turn !== undefined && { turnDegPerMin: degreesPerMinute(said.turn) }),
    ...(said.longRange !== undefined && { longRange: said.longRange }),
    ...(said.accurate !== undefined && { accurate: said.accurate }),
    ...(said.identity && { identity: said.identity }),
  };
}

export const identity = (fields: IdentityFields, said: Said = {}): IdentityObservation => ({
  ...heard(said, said.at ?? 0),
  type: 'identity',
  identity: fields,
});

function heard(said: Said, at: number) {
  return {
    feedId: feedId(said.feed ?? 'coast'),
    nature: said.nature ?? Nature.real,
    observedMs: epochMs(T0 + at * 1000),
    receivedMs: epochMs(T0 + (said.received ?? at) * 1000),
    mmsi: mmsi(said.mmsi ?? SHIP),
    kind: said.kind ?? TrackKind.classA,
  };
}

/** T0 and so many seconds. */
export const timeAt = (seconds: number) => epochMs(T0 + seconds * 1000);

/** A picture of run 7 that was given these. */
export function fed(...observations: Observation[]): Picture {
  const picture = new Picture({ epoch: 7 });
  for (const observation of observations) picture.apply(observation);
  return picture;
}

export function slotsOf(picture: Picture): number[] {
  const slots: number[] = [];
  picture.forEachSlot((slot) => slots.push(slot));
  return slots;
}

export const detailsOf = (picture: Picture) => slotsOf(picture).map((slot) => picture.detail(slot));

export const hasBit = (picture: Picture, slot: number, bit: number) =>
  (picture.columns.state[slot]! & bit) !== 0;

/** 12 kn north for 10 s is 61.7 m: 0.000555 degrees. */
export const NORTH_10_S = 0.000555;
/** 20 nautical miles north of where every ship begins. */
export const FAR = 40 + 20 / 60;
