/** A unit as it is being written: typed text, checked. Pure. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type {
  Capabilities,
  CrewPart,
  Power,
  Unit,
  UnitKind,
} from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { parsePosition } from '../../../proto/domain/position.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';
import { formatFullMomentUtc, formatPosition } from '../../ui/format.ts';
import { parseWhen } from '../patrols/when.ts';
import { checkHours, type HoursDraft, hereZone, isTimeZone } from '../zones/scheduledraft.ts';

export type SensorKind = Capabilities['sensors'][number]['kind'];
export const SENSOR_KINDS: readonly SensorKind[] = ['eyes', 'radar', 'thermal', 'camera'];

export interface CrewDraft {
  readonly agency: AgencyId;
  readonly people: string;
  readonly function: string;
  readonly powers: readonly Power[];
}

export interface SensorDraft {
  readonly kind: SensorKind;
  /** Kilometres. */
  readonly rangeKm: string;
}

export interface UnitDraft {
  readonly upon?: Version<'unit'>;
  readonly callSign: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly crew: readonly CrewDraft[];
  readonly baseName: string;
  readonly position: string;
  readonly speedKn: string;
  readonly rangeKm: string;
  readonly sensors: readonly SensorDraft[];
  readonly can: readonly Can[];
  /** `sq, en`. */
  readonly languages: string;
  readonly timeZone: string;
  readonly hours: readonly HoursDraft[];
  readonly maxHoursADay: string;
  readonly out: boolean;
  readonly outReason: string;
  /** UTC; empty: until somebody says that it is back. */
  readonly outUntil: string;
  readonly channel: string;
  readonly whenToCall: string;
  readonly mmsi: string;
  readonly cotUid: string;
  readonly icao: string;
}

/** What a unit can do beside seeing and moving. */
export const CANS = ['night', 'boarding', 'medical'] as const;
export type Can = (typeof CANS)[number];

/** As the server has them. */
export const MOST_CREW = 10;
export const MOST_SENSORS = 10;
const MOST_LANGUAGES = 20;
const MOST_PEOPLE = 500;
const MOST_KN = 1000;
const MOST_RANGE_KM = 20_000;
const MOST_SIGHT_KM = 500;

export const newCrew = (agency: AgencyId): CrewDraft => ({
  agency,
  people: '2',
  function: '',
  powers: ['observe'],
});

export const newUnit = (agency: AgencyId): UnitDraft => ({
  callSign: '',
  name: '',
  kind: 'patrolVessel',
  crew: [newCrew(agency)],
  baseName: '',
  position: '',
  speedKn: '',
  rangeKm: '',
  sensors: [{ kind: 'eyes', rangeKm: '' }],
  can: [],
  languages: '',
  timeZone: hereZone(),
  hours: [],
  maxHoursADay: '',
  out: false,
  outReason: '',
  outUntil: '',
  channel: '',
  whenToCall: '',
  mmsi: '',
  cotUid: '',
  icao: '',
});

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value));

export function unitDraftOf(upon: Version<'unit'>): UnitDraft {
  const { value } = upon;
  const { base, capabilities, duty, unavailable, contact, bound } = value;
  return {
    upon,
    callSign: value.callSign,
    name: value.name ?? '',
    kind: value.kind,
    crew: value.crew.map((part) => ({ ...part, people: String(part.people) })),
    baseName: base.name,
    position: formatPosition(base.lat, base.lon),
    speedKn: typed(capabilities.speedKn),
    rangeKm: typed(capabilities.rangeKm),
    sensors: capabilities.sensors.map(({ kind, rangeM }) => ({ kind, rangeKm: String(rangeM / 1000) })),
    can: CANS.filter((can) => capabilities[can]),
    languages: capabilities.languages.join(', '),
    timeZone: duty?.timeZone ?? hereZone(),
    hours: duty?.hours ?? [],
    maxHoursADay: typed(value.maxHoursADay),
    out: unavailable !== undefined,
    outReason: unavailable?.reason ?? '',
    outUntil: unavailable?.untilMs === undefined ? '' : formatFullMomentUtc(unavailable.untilMs),
    channel: contact?.channel ?? '',
    whenToCall: contact?.whenToCall ?? '',
    mmsi: bound?.mmsi ?? '',
    cotUid: bound?.cotUid ?? '',
    icao: bound?.icao ?? '',
  };
}

export type UnitField =
  | 'callSign'
  | 'crew'
  | 'baseName'
  | 'position'
  | 'speedKn'
  | 'rangeKm'
  | 'sensors'
  | 'languages'
  | 'hours'
  | 'timeZone'
  | 'maxHoursADay'
  | 'outReason'
  | 'outUntil'
  | 'channel'
  | 'mmsi'
  | 'icao';
export type UnitFaults = { readonly [F in UnitField]?: MessageKey };
type Faults = { -readonly [F in UnitField]?: MessageKey };
export type CheckedUnit =
  | { readonly ok: true; readonly value: Unit }
  | { readonly ok: false; readonly faults: UnitFaults };

/** Above nothing, up to a bound; undefined where it is no such number. */
function above0(text: string, most: number): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  const value = Number(trimmed);
  return trimmed !== '' && Number.isFinite(value) && value > 0 && value <= most ? value : undefined;
}

const isEmpty = (text: string): boolean => text.trim() === '';

/** @param nowMs what a time of day without a date comes after */
export function checkUnit(draft: UnitDraft, owner: AgencyId, nowMs: number): CheckedUnit {
  const faults: Faults = {};
  const before = draft.upon?.value;
  if (isEmpty(draft.callSign)) faults.callSign = 'unit.wrong.callSign';
  const crew = crewOf(draft, faults);
  const base = baseOf(draft, faults);
  const capabilities = capabilitiesOf(draft, faults);
  const maxHoursADay = above0(draft.maxHoursADay, 24);
  if (maxHoursADay === undefined && !isEmpty(draft.maxHoursADay)) faults.maxHoursADay = 'unit.wrong.hours';
  const hours = checkHours(draft.hours);
  if (!hours.ok) faults.hours = hours.fault;
  else if (hours.value.length > 0 && !isTimeZone(draft.timeZone)) faults.timeZone = 'schedule.wrong.zone';
  const unavailable = outOf(draft, faults, nowMs);
  const [channel, whenToCall] = [draft.channel.trim(), draft.whenToCall.trim()];
  if (channel === '' && whenToCall !== '') faults.channel = 'unit.wrong.channel';
  const bound = boundOf(draft, faults);
  if (base === undefined || capabilities === undefined || !hours.ok || Object.keys(faults).length > 0)
    return { ok: false, faults };
  return {
    ok: true,
    value: {
      callSign: draft.callSign.trim(),
      ...(!isEmpty(draft.name) && { name: draft.name.trim() }),
      kind: draft.kind,
      crew,
      base,
      capabilities,
      ...(unavailable !== undefined && { unavailable }),
      ...(hours.value.length > 0 && { duty: { timeZone: draft.timeZone.trim(), hours: hours.value } }),
      ...(maxHoursADay !== undefined && { maxHoursADay }),
      ...(channel !== '' && { contact: { channel, ...(whenToCall !== '' && { whenToCall }) } }),
      ...(Object.keys(bound).length > 0 && { bound }),
      marking: before?.marking ?? { owner, purpose: 'borderSurveillance', retention: 'ownUnits' },
    },
  };
}

function crewOf({ crew }: UnitDraft, faults: Faults): readonly CrewPart[] {
  const people = ({ people: text }: CrewDraft): number => (/^\s*\d+\s*$/.test(text) ? Number(text) : 0);
  if (crew.length === 0) faults.crew = 'unit.wrong.crew';
  else if (crew.some((part) => isEmpty(part.function))) faults.crew = 'unit.wrong.function';
  else if (crew.some((part) => people(part) < 1 || people(part) > MOST_PEOPLE))
    faults.crew = 'unit.wrong.people';
  return crew.map((part) => ({ ...part, people: people(part), function: part.function.trim() }));
}

function baseOf({ upon, baseName, position }: UnitDraft, faults: Faults): Unit['base'] | undefined {
  const before = upon?.value.base;
  if (isEmpty(baseName)) faults.baseName = 'unit.wrong.base';
  // What was not touched keeps all its figures.
  const untouched = before !== undefined && position === formatPosition(before.lat, before.lon);
  const place = untouched ? before : parsePosition(position);
  if (place === undefined) faults.position = 'report.wrong.position';
  return place === undefined ? undefined : { lat: place.lat, lon: place.lon, name: baseName.trim() };
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;

function capabilitiesOf(draft: UnitDraft, faults: Faults): Capabilities | undefined {
  const speedKn = above0(draft.speedKn, MOST_KN);
  if (speedKn === undefined) faults.speedKn = 'unit.wrong.speed';
  const rangeKm = above0(draft.rangeKm, MOST_RANGE_KM);
  if (rangeKm === undefined && !isEmpty(draft.rangeKm)) faults.rangeKm = 'unit.wrong.range';
  const sensors = draft.sensors.map(({ kind, rangeKm: text }) => ({
    kind,
    rangeM: Math.round((above0(text, MOST_SIGHT_KM) ?? 0) * 1000),
  }));
  if (sensors.some(({ rangeM }) => rangeM === 0)) faults.sensors = 'unit.wrong.sensor';
  const languages = [...new Set(draft.languages.split(/[\s,;]+/).filter((each) => each !== ''))];
  if (languages.length > MOST_LANGUAGES || languages.some((each) => !LANGUAGE.test(each)))
    faults.languages = 'unit.wrong.languages';
  if (speedKn === undefined) return undefined;
  const can = (name: Can): boolean => draft.can.includes(name);
  return {
    speedKn,
    ...(rangeKm !== undefined && { rangeKm }),
    sensors,
    night: can('night'),
    boarding: can('boarding'),
    medical: can('medical'),
    languages,
  };
}

function outOf(draft: UnitDraft, faults: Faults, nowMs: number): Unit['unavailable'] {
  if (!draft.out) return undefined;
  if (isEmpty(draft.outReason)) faults.outReason = 'unit.wrong.reason';
  const untilMs = untilOf(draft, nowMs);
  if (untilMs === undefined && !isEmpty(draft.outUntil)) faults.outUntil = 'schedule.wrong.moment';
  return { reason: draft.outReason.trim(), ...(untilMs !== undefined && { untilMs }) };
}

function untilOf({ upon, outUntil }: UnitDraft, nowMs: number): EpochMs | undefined {
  const before = upon?.value.unavailable?.untilMs;
  // Shown to the minute: what was not touched keeps its seconds.
  if (before !== undefined && outUntil === formatFullMomentUtc(before)) return before;
  const untilMs = isEmpty(outUntil) ? undefined : parseWhen(outUntil, nowMs);
  return untilMs === undefined ? undefined : epochMs(untilMs);
}

function boundOf(draft: UnitDraft, faults: Faults): NonNullable<Unit['bound']> {
  const [mmsi, cotUid, icao] = [draft.mmsi.trim(), draft.cotUid.trim(), draft.icao.trim().toLowerCase()];
  if (mmsi !== '' && !/^\d{9}$/.test(mmsi)) faults.mmsi = 'unit.wrong.mmsi';
  if (icao !== '' && !/^[0-9a-f]{6}$/.test(icao)) faults.icao = 'unit.wrong.icao';
  return { ...(mmsi !== '' && { mmsi }), ...(cotUid !== '' && { cotUid }), ...(icao !== '' && { icao }) };
}
