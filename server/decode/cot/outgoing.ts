/** Our tracks, zones and alerts as Cursor on Target events, or why they may not go to this receiver. */

import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState, type TrackDetail, TrackLife } from '../../../proto/domain/track.ts';
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type CotEvent, element, OWN_UID, type XmlElement } from './event.ts';

/** Who gets it. */
export interface Receiver {
  /** Takes part in the exercise: only then may it be shown what is not real. */
  readonly inExercise: boolean;
  /** May be shown people on land. */
  readonly withPeople: boolean;
}

/** It may not, or cannot, be sent; in words. */
export interface Refusal {
  readonly refused: string;
}

export interface OutgoingZone {
  readonly id: string;
  readonly name: string;
  readonly nature: Nature;
  readonly kind: 'line' | 'area';
  /** Corners, `[lat, lon]`; an area's first is not repeated. */
  readonly points: readonly (readonly [number, number])[];
  readonly remarks?: string;
}

export interface OutgoingAlert {
  readonly id: string;
  readonly text: string;
  readonly nature: Nature;
  readonly lat: number;
  readonly lon: number;
  readonly raisedMs: number;
  /** Somebody needs help: it sounds on every device that hears it. */
  readonly distress: boolean;
  /** It is over. */
  readonly cleared?: boolean;
  /** The track that it is about. */
  readonly track?: TrackDetail;
}

/** A track, an alert or a zone holds so long after it was sent, unless it is said again. */
const TRACK_STALE_MS = 120_000;
const ALERT_STALE_MS = 600_000;
const ZONE_STALE_MS = 86_400_000;
/** 95 % of a circular normal distribution lie within so many standard deviations: √(−2 ln 0.05). */
const SIGMAS_95 = 2.4477;

/**
 * Kinds as CoT types: `f` ours, `n` neutral where it says itself who it is, `u` unknown. Stations and marks are no
 * moving things, and are on the receiver's own map.
 */
const TYPES: Readonly<Partial<Record<TrackKind, string>>> = {
  [TrackKind.unknown]: 'a-u-S',
  [TrackKind.classA]: 'a-n-S-X',
  [TrackKind.classB]: 'a-n-S-X',
  [TrackKind.sarAircraft]: 'a-n-A-C',
  [TrackKind.locatingDevice]: 'a-u-S',
  [TrackKind.seaContact]: 'a-u-S',
  [TrackKind.landContact]: 'a-u-G',
  [TrackKind.person]: 'a-u-G',
  [TrackKind.group]: 'a-u-G',
  [TrackKind.vehicle]: 'a-u-G-E-V',
  [TrackKind.animal]: 'a-n-G',
  [TrackKind.drone]: 'a-u-A-M-F-Q',
  [TrackKind.unitVessel]: 'a-f-S',
  [TrackKind.unitVehicle]: 'a-f-G-E-V',
  [TrackKind.unitAircraft]: 'a-f-A',
  [TrackKind.unitFoot]: 'a-f-G-U-C',
  [TrackKind.aircraft]: 'a-n-A-C',
};
const PEOPLE: readonly TrackKind[] = [TrackKind.person, TrackKind.group];

/** What a track's contact state is called on the receiver's card. */
const CONTACTS: Readonly<Record<ContactState, string | undefined>> = {
  [ContactState.none]: undefined,
  [ContactState.uncooperative]: 'uncooperative: sends nothing',
  [ContactState.dark]: 'dark: should send and does not',
  [ContactState.silent]: 'silent: its AIS stopped',
  [ContactState.unverified]: 'unverified: AIS that no sensor supports',
  [ContactState.manual]: 'reported by a person',
};

/** A track's newest position, for a receiver that may see it. @param nowMs the picture's time */
export function trackEvent(track: TrackDetail, receiver: Receiver, nowMs: number): CotEvent | Refusal {
  const refusal = refusalOf(track.nature, receiver);
  if (refusal !== undefined) return refusal;
  const type = TYPES[track.kind];
  if (type === undefined) return { refused: 'a station or mark has no Cursor on Target type of ours' };
  if (PEOPLE.includes(track.kind) && !receiver.withPeople)
    return { refused: 'people on land are not released to this receiver' };
  if (track.life === TrackLife.lost) return { refused: 'the track is lost' };
  const { lat, lon, observedMs, altM, ellipse, sogKn, cogDeg } = track;
  const detail: XmlElement[] = [element('contact', { callsign: nameOf(track) })];
  if (sogKn !== undefined && cogDeg !== undefined)
    detail.push(
      element('track', { speed: knotsToMetresPerSecond(sogKn).toFixed(2), course: cogDeg.toFixed(1) }),
    );
  detail.push(element('remarks', {}, remarksOf(track)));
  return {
    uid: uidOf(track),
    type,
    how: 'm-f', // fused by a machine
    timeMs: observedMs,
    startMs: observedMs,
    staleMs: Math.max(nowMs, observedMs) + TRACK_STALE_MS,
    lat,
    lon,
    ...(altM !== undefined && { haeM: altM }),
    ...(ellipse !== undefined && { ceM: Math.ceil((ellipse.semiMajorM / SIGMAS_95) * 10) / 10 }),
    ...exercise(track.nature),
    detail,
  };
}

/** A zone as TAK draws free forms (`u-d-f`); an area's first corner is repeated at its end. */
export function zoneEvent(zone: OutgoingZone, receiver: Receiver, nowMs: number): CotEvent | Refusal {
  const refusal = refusalOf(zone.nature, receiver);
  if (refusal !== undefined) return refusal;
  const [first] = zone.points;
  if (first === undefined) return { refused: 'a zone without corners' };
  const corners = zone.kind === 'area' ? [...zone.points, first] : zone.points;
  return {
    uid: `${OWN_UID}zone.${zone.id}`,
    type: 'u-d-f',
    how: 'h-e',
    timeMs: nowMs,
    startMs: nowMs,
    staleMs: nowMs + ZONE_STALE_MS,
    lat: first[0],
    lon: first[1],
    ...exercise(zone.nature),
    detail: [
      ...corners.map(([lat, lon]) => element('link', { point: `${lat},${lon}` })),
      element('contact', { callsign: zone.name }),
      element('labels_on', { value: 'true' }),
      element('remarks', {}, zone.remarks ?? ''),
    ],
  };
}

/** An alert, or its end. Distress is TAK's emergency; everything else is an alarm without a sound of its own. */
export function alertEvent(alert: OutgoingAlert, receiver: Receiver, nowMs: number): CotEvent | Refusal {
  const refusal = refusalOf(alert.nature, receiver);
  if (refusal !== undefined) return refusal;
  const { track, text, distress, cleared } = alert;
  if (track !== undefined && PEOPLE.includes(track.kind) && !receiver.withPeople)
    return { refused: 'people on land are not released to this receiver' };
  const link = track && {
    uid: uidOf(track),
    type: TYPES[track.kind] ?? 'a-u-S',
    relation: 'p-p',
  };
  const name = track === undefined ? text : nameOf(track);
  return {
    uid: `${OWN_UID}alert.${alert.id}`,
    type: cleared ? 'b-a-o-can' : distress ? 'b-a-o-tbl' : 'b-a',
    how: 'm-f',
    timeMs: nowMs,
    startMs: alert.raisedMs,
    staleMs: nowMs + (cleared ? TRACK_STALE_MS : ALERT_STALE_MS),
    lat: alert.lat,
    lon: alert.lon,
    ...exercise(alert.nature),
    detail: [
      ...(link ? [element('link', link)] : []),
      element('contact', { callsign: `${name}-Alert` }),
      ...(cleared ? [element('emergency', { cancel: 'true' }, name)] : []),
      ...(distress && !cleared ? [element('emergency', { type: '911 Alert' }, name)] : []),
      element('remarks', {}, text),
    ],
  };
}

/** Synthetic stays inside; a recording, played, is not now. */
function refusalOf(nature: Nature, receiver: Receiver): Refusal | undefined {
  if (nature === Nature.real || receiver.inExercise) return undefined;
  return nature === Nature.synthetic
    ? { refused: 'synthetic, and the receiver takes no part in the exercise' }
    : { refused: 'recorded, and the receiver takes no part in the exercise' };
}

const exercise = (nature: Nature): { opex?: string } =>
  nature === Nature.real ? {} : { opex: 'e-watchfloor' };

/** A unit keeps the uid that it gave itself, so that nobody sees it twice. */
const uidOf = (track: TrackDetail): string => track.remarks.uid ?? `${OWN_UID}track.${track.id}`;

const nameOf = (track: TrackDetail): string =>
  track.identity.name?.value ?? track.remarks.label ?? track.mmsi ?? `Track ${track.id}`;

function remarksOf(track: TrackDetail): string {
  const said = [
    track.nature === Nature.real ? undefined : 'EXERCISE',
    CONTACTS[track.contact],
    track.mmsi === undefined ? undefined : `MMSI ${track.mmsi}`,
    track.count === undefined ? undefined : `number ${track.count}`,
    track.conflict ? 'several transmitters use this MMSI' : undefined,
  ];
  return said.filter((one) => one !== undefined).join('; ');
}
