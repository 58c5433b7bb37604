/** An agreement as it is being entered, how it stands at a time, and its areas as people type them. Pure. */
import type { AgencyId, Purpose, Releasable, Tlp } from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Area, LatLon } from '../../../proto/domain/operations/area.ts';
import type { PatrolForm, PatrolType, Power } from '../../../proto/domain/operations/patrol.ts';
import { parsePosition } from '../../../proto/domain/position.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';
import { formatDecimalPosition } from '../../ui/format.ts';
import { typed, typedMs } from './time.ts';

export interface AreaDraft {
  readonly host: string;
  /** As it was drawn or taken; where corners are typed, these count. */
  readonly area: Area | undefined;
  readonly corners: string;
}

export interface AgreementDraft {
  readonly title: string;
  readonly reference: string;
  readonly parties: readonly AgencyId[];
  readonly areas: readonly AreaDraft[];
  readonly forms: readonly PatrolForm[];
  readonly types: readonly PatrolType[];
  readonly powers: readonly Power[];
  readonly equipment: string;
  readonly command: string;
  readonly release: readonly Releasable[];
  readonly from: string;
  readonly until: string;
  readonly purpose: Purpose;
  readonly tlp: Tlp | '';
}

const DAY_MS = 86_400_000;
const LONGEST_MS = 30 * 366 * DAY_MS;
/** From here on somebody should think of the next. */
const SOON_MS = 30 * DAY_MS;

export type AgreementState = 'inForce' | 'ending' | 'begins' | 'ended';

export function agreementState(
  { fromMs, untilMs }: Pick<Agreement, 'fromMs' | 'untilMs'>,
  nowMs: number,
): AgreementState {
  if (nowMs < fromMs) return 'begins';
  if (nowMs >= untilMs) return 'ended';
  return untilMs - nowMs <= SOON_MS ? 'ending' : 'inForce';
}

export const isInForce = (agreement: Pick<Agreement, 'fromMs' | 'untilMs'>, nowMs: number): boolean =>
  agreement.fromMs <= nowMs && nowMs < agreement.untilMs;

/** One corner a line; only a polygon without holes is typed. */
export const cornersText = (area: Area | undefined): string =>
  area?.kind !== 'polygon' || area.rings.length !== 1
    ? ''
    : (area.rings[0] ?? []).map(({ lat, lon }) => formatDecimalPosition(lat, lon)).join('\n');

/** The polygon of typed corners; undefined where one is no position or there are fewer than three. */
export function typedArea(text: string): Area | undefined {
  const corners: LatLon[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const position = parsePosition(line);
    if (position === undefined) return undefined;
    corners.push({ lat: position.lat, lon: position.lon });
  }
  return corners.length < 3 ? undefined : { kind: 'polygon', rings: [corners] };
}

/** What counts: the corners where they are typed otherwise than the area has them. */
export const areaOf = ({ area, corners }: AreaDraft): Area | undefined =>
  corners.trim() === cornersText(area) ? area : typedArea(corners);

export const emptyArea = (host: string): AreaDraft => ({ host, area: undefined, corners: '' });

export const emptyAgreement = (own: AgencyId, nowMs: number): AgreementDraft => ({
  title: '',
  reference: '',
  parties: [own],
  areas: [emptyArea(own)],
  forms: ['coordinated'],
  types: ['surveillance'],
  powers: ['observe'],
  equipment: '',
  command: 'host',
  release: [],
  from: typed(nowMs),
  until: typed(nowMs + 365 * DAY_MS),
  purpose: 'borderSurveillance',
  tlp: '',
});

export const agreementDraftOf = (agreement: Agreement): AgreementDraft => ({
  title: agreement.title,
  reference: agreement.reference ?? '',
  parties: agreement.parties,
  areas: agreement.areas.map(({ area, host }) => ({ host, area, corners: cornersText(area) })),
  forms: agreement.forms,
  types: agreement.types,
  powers: agreement.powers,
  equipment: agreement.equipment ?? '',
  command: agreement.command,
  release: agreement.release,
  from: typed(agreement.fromMs),
  until: typed(agreement.untilMs),
  purpose: agreement.marking.purpose,
  tlp: agreement.marking.tlp ?? '',
});

type FaultyField = 'title' | 'parties' | 'areas' | 'command' | 'from' | 'until';
export type AgreementFaults = { readonly [F in FaultyField]?: MessageKey };
export type CheckedAgreement =
  | { readonly ok: true; readonly value: Agreement }
  | { readonly ok: false; readonly faults: AgreementFaults };

/** @param before what is changed: its moments stay exact where their text does */
export function checkAgreement(
  draft: AgreementDraft,
  own: AgencyId,
  nowMs: number,
  before?: Agreement,
): CheckedAgreement {
  const faults: { -readonly [F in FaultyField]?: MessageKey } = {};
  const { parties, forms, types, powers, release, tlp } = draft;
  const title = draft.title.trim();
  const reference = draft.reference.trim();
  const equipment = draft.equipment.trim();
  const owner = before?.marking.owner ?? own;
  const party = (id: string): AgencyId | undefined => parties.find((each) => each === id);
  const moment = (text: string, was: number | undefined, from: number): number | undefined =>
    was !== undefined && text === typed(was) ? was : typedMs(text, from);
  if (title === '') faults.title = 'agreement.wrong.title';
  if (parties.length < 2 || party(owner) === undefined) faults.parties = 'agreement.wrong.parties';
  const areas = draft.areas.flatMap((each) => {
    const area = areaOf(each);
    const host = party(each.host);
    if (area === undefined) faults.areas = 'agreement.wrong.areas';
    else if (host === undefined) faults.areas ??= 'agreement.wrong.host';
    return area === undefined || host === undefined ? [] : [{ area, host }];
  });
  if (areas.length === 0) faults.areas ??= 'agreement.wrong.areas';
  const command = draft.command === 'host' ? 'host' : party(draft.command);
  if (command === undefined) faults.command = 'agreement.wrong.command';
  const fromMs = moment(draft.from, before?.fromMs, nowMs);
  const untilMs = moment(draft.until, before?.untilMs, nowMs);
  if (fromMs === undefined) faults.from = 'admin.time.wrong';
  if (untilMs === undefined) faults.until = 'admin.time.wrong';
  else if (fromMs !== undefined && (untilMs <= fromMs || untilMs - fromMs > LONGEST_MS))
    faults.until = 'agreement.wrong.order';
  if (
    fromMs === undefined ||
    untilMs === undefined ||
    command === undefined ||
    Object.keys(faults).length > 0
  )
    return { ok: false, faults };
  return {
    ok: true,
    value: {
      title,
      ...(reference !== '' && { reference }),
      parties,
      areas,
      forms,
      types,
      powers,
      ...(equipment !== '' && { equipment }),
      command,
      release,
      fromMs: epochMs(fromMs),
      untilMs: epochMs(untilMs),
      marking: {
        owner,
        purpose: draft.purpose,
        retention: before?.marking.retention ?? 'decisions',
        ...(tlp !== '' && { tlp }),
      },
    },
  };
}
