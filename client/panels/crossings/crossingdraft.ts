/** A crossing point as it is being written, and what is said of it: typed text, checked. Pure. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type {
  CrossingKind,
  CrossingPoint,
  CrossingReport,
  Lane,
} from '../../../proto/domain/operations/zone.ts';
import { parsePosition } from '../../../proto/domain/position.ts';
import type { MessageKey } from '../../messages/words.ts';
import { formatPosition } from '../../ui/format.ts';
import { checkHours, type HoursDraft, hereZone, isTimeZone } from '../zones/scheduledraft.ts';

export interface CrossingDraft {
  readonly upon?: Version<'crossingPoint'>;
  readonly name: string;
  readonly kind: CrossingKind;
  readonly position: string;
  readonly country: string;
  readonly neighbourCountry: string;
  readonly neighbourName: string;
  readonly joint: boolean;
  readonly timeZone: string;
  readonly hours: readonly HoursDraft[];
  readonly lanes: readonly Lane[];
  readonly contacts: readonly { readonly name: string; readonly channel: string }[];
  readonly reportEveryMin: string;
}

export const MOST_LANES = 60;
export const MOST_CONTACTS = 20;
const MOST_REPORT_MIN = 7 * 1440;

export const newCrossing = (country: string): CrossingDraft => ({
  name: '',
  kind: 'land',
  position: '',
  country,
  neighbourCountry: '',
  neighbourName: '',
  joint: false,
  timeZone: hereZone(),
  hours: [],
  lanes: [],
  contacts: [],
  reportEveryMin: '240',
});

export function crossingDraftOf(upon: Version<'crossingPoint'>): CrossingDraft {
  const { value } = upon;
  return {
    upon,
    name: value.name,
    kind: value.kind,
    position: formatPosition(value.place.lat, value.place.lon),
    country: value.country,
    neighbourCountry: value.neighbourCountry,
    neighbourName: value.neighbour?.name ?? '',
    joint: value.joint,
    timeZone: value.timeZone,
    hours: value.hours ?? [],
    lanes: value.lanes,
    contacts: value.contacts,
    reportEveryMin: String(value.reportEveryMin),
  };
}

export type CrossingField =
  | 'name'
  | 'position'
  | 'country'
  | 'neighbourCountry'
  | 'timeZone'
  | 'hours'
  | 'lanes'
  | 'contacts'
  | 'reportEveryMin';
export type CrossingFaults = { readonly [F in CrossingField]?: MessageKey };
export type CheckedCrossing =
  | { readonly ok: true; readonly value: CrossingPoint }
  | { readonly ok: false; readonly faults: CrossingFaults };

const COUNTRY = /^[A-Z]{2}$/;

/** A whole number in a range; undefined where it is none. */
export function wholeIn(text: string, least: number, most: number): number | undefined {
  const trimmed = text.trim();
  if (!/^\d+$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= least && value <= most ? value : undefined;
}

export function checkCrossing(draft: CrossingDraft, owner: AgencyId): CheckedCrossing {
  const faults: { -readonly [F in CrossingField]?: MessageKey } = {};
  const before = draft.upon?.value;
  const name = draft.name.trim();
  const country = draft.country.trim().toUpperCase();
  const neighbourCountry = draft.neighbourCountry.trim().toUpperCase();
  if (name === '') faults.name = 'crossing.wrong.name';
  // What was not touched keeps all its figures.
  const untouched =
    before !== undefined && draft.position === formatPosition(before.place.lat, before.place.lon);
  const place = untouched ? before.place : parsePosition(draft.position);
  if (place === undefined) faults.position = 'report.wrong.position';
  if (!COUNTRY.test(country)) faults.country = 'crossing.wrong.country';
  if (!COUNTRY.test(neighbourCountry)) faults.neighbourCountry = 'crossing.wrong.country';
  else if (neighbourCountry === country) faults.neighbourCountry = 'crossing.wrong.neighbour';
  if (!isTimeZone(draft.timeZone)) faults.timeZone = 'schedule.wrong.zone';
  const hours = checkHours(draft.hours);
  if (!hours.ok) faults.hours = hours.fault;
  if (draft.lanes.some((lane) => lane.name.trim() === '')) faults.lanes = 'crossing.wrong.lane';
  if (draft.contacts.some((contact) => contact.name.trim() === '' || contact.channel.trim() === ''))
    faults.contacts = 'crossing.wrong.contact';
  const reportEveryMin = wholeIn(draft.reportEveryMin, 1, MOST_REPORT_MIN);
  if (reportEveryMin === undefined) faults.reportEveryMin = 'crossing.wrong.every';
  if (place === undefined || reportEveryMin === undefined || !hours.ok || Object.keys(faults).length > 0)
    return { ok: false, faults };
  const neighbourName = draft.neighbourName.trim();
  const known = before?.neighbour;
  return {
    ok: true,
    value: {
      name,
      kind: draft.kind,
      place,
      country,
      neighbourCountry,
      status: before?.status ?? 'open',
      ...(before?.statusReason !== undefined && { statusReason: before.statusReason }),
      ...(before?.statusUntilMs !== undefined && { statusUntilMs: before.statusUntilMs }),
      timeZone: draft.timeZone.trim(),
      ...(hours.value.length > 0 && { hours: hours.value }),
      lanes: draft.lanes.map((lane) => ({ ...lane, name: lane.name.trim() })),
      contacts: draft.contacts.map(({ name: who, channel }) => ({
        name: who.trim(),
        channel: channel.trim(),
      })),
      ...(neighbourName !== '' && {
        neighbour: { name: neighbourName, ...(known?.id !== undefined && { id: known.id }) },
      }),
      joint: draft.joint,
      ...(before?.report !== undefined && { report: before.report }),
      reportEveryMin,
      marking: before?.marking ?? { owner, purpose: 'borderSurveillance', retention: 'decisions' },
    },
  };
}

/** The figures of a report, as they are typed. */
export const REPORT_FIGURES = [
  'waitingIn',
  'waitingOut',
  'waitInMin',
  'waitOutMin',
  'inPerHour',
  'outPerHour',
] as const;
export type ReportFigure = (typeof REPORT_FIGURES)[number];
export type ReportDraft = { readonly [F in ReportFigure]: string } & { readonly note: string };

export const EMPTY_REPORT: ReportDraft = {
  waitingIn: '',
  waitingOut: '',
  waitInMin: '',
  waitOutMin: '',
  inPerHour: '',
  outPerHour: '',
  note: '',
};

const MOST_OF: { readonly [F in ReportFigure]: number } = {
  waitingIn: 100_000,
  waitingOut: 100_000,
  waitInMin: MOST_REPORT_MIN,
  waitOutMin: MOST_REPORT_MIN,
  inPerHour: 100_000,
  outPerHour: 100_000,
};

export type CheckedReport =
  | { readonly ok: true; readonly details: Partial<CrossingReport> }
  | { readonly ok: false; readonly wrong: readonly ReportFigure[] };

/** What is told with the event: what was typed and no more. Nothing typed is no report. */
export function checkReport(draft: ReportDraft): CheckedReport {
  const details: { -readonly [F in keyof CrossingReport]?: CrossingReport[F] } = {};
  const wrong: ReportFigure[] = [];
  for (const figure of REPORT_FIGURES) {
    if (draft[figure].trim() === '') continue;
    const value = wholeIn(draft[figure], 0, MOST_OF[figure]);
    if (value === undefined) wrong.push(figure);
    else details[figure] = value;
  }
  const note = draft.note.trim();
  if (note !== '') details.note = note;
  return wrong.length > 0 || Object.keys(details).length === 0 ? { ok: false, wrong } : { ok: true, details };
}
