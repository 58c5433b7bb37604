/** A watch list as it is being written: whom, where or what its owner wants to know of, why and until when. Pure. */
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { WatchList } from '../../../proto/domain/alert/rules.ts';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';
import type { RulePriority } from '../zones/ruledraft.ts';
import { typed, typedMs } from './time.ts';

/** A vessel by any one of what it claims, as typed. */
export interface ListedDraft {
  readonly mmsi: string;
  readonly imo: string;
  readonly callSign: string;
  readonly name: string;
  readonly note: string;
}

export const NOBODY: ListedDraft = { mmsi: '', imo: '', callSign: '', name: '', note: '' };

export interface WatchListDraft {
  readonly upon?: Version<'watchList'>;
  readonly name: string;
  readonly reason: string;
  readonly until: string;
  readonly priority: RulePriority | '';
  readonly vessels: readonly ListedDraft[];
  /** Kept as they were drawn, or taken from zones. */
  readonly areas: WatchList['areas'];
  readonly patterns: readonly AlertKind[];
}

export const EMPTY_WATCH_LIST: WatchListDraft = {
  name: '',
  reason: '',
  until: '+24h',
  priority: '',
  vessels: [NOBODY],
  areas: [],
  patterns: [],
};

export function watchListDraftOf(upon: Version<'watchList'>): WatchListDraft {
  const { name, reason, untilMs, priority = '', vessels, areas, patterns } = upon.value;
  return {
    upon,
    name,
    reason,
    until: typed(untilMs),
    priority,
    vessels: vessels.map(({ mmsi = '', imo, callSign = '', name = '', note = '' }) => ({
      mmsi,
      imo: imo === undefined ? '' : String(imo),
      callSign,
      name,
      note,
    })),
    areas,
    patterns: patterns.map(({ kind }) => kind),
  };
}

export type WatchListField = 'name' | 'reason' | 'until' | 'vessels' | 'lists';
export type CheckedWatchList =
  | { readonly ok: true; readonly value: WatchList }
  | { readonly ok: false; readonly faults: { readonly [F in WatchListField]?: MessageKey } };

const isEmpty = (vessel: ListedDraft): boolean => Object.values(vessel).every((text) => text.trim() === '');

function listed(vessel: ListedDraft): WatchList['vessels'][number] | undefined {
  const mmsi = vessel.mmsi.trim();
  const imo = vessel.imo.trim().replace(/^IMO\s*/i, '');
  const callSign = vessel.callSign.trim().toUpperCase();
  const name = vessel.name.trim();
  const note = vessel.note.trim();
  if (mmsi + imo + callSign + name === '') return undefined;
  if ((mmsi !== '' && !/^\d{9}$/.test(mmsi)) || (imo !== '' && !/^[1-9]\d{6}$/.test(imo))) return undefined;
  if (callSign.length > 7 || name.length > 20) return undefined;
  return {
    ...(mmsi !== '' && { mmsi }),
    ...(imo !== '' && { imo: Number(imo) }),
    ...(callSign !== '' && { callSign }),
    ...(name !== '' && { name }),
    ...(note !== '' && { note }),
  };
}

/** @param nowMs the list must end after it, where its end is another than before */
export function checkWatchList(draft: WatchListDraft, owner: AgencyId, nowMs: number): CheckedWatchList {
  const faults: { [F in WatchListField]?: MessageKey } = {};
  const before = draft.upon?.value;
  const name = draft.name.trim();
  const reason = draft.reason.trim();
  const until = typedMs(draft.until, nowMs);
  if (name === '') faults.name = 'watch.wrong.name';
  if (reason === '') faults.reason = 'watch.wrong.reason';
  if (until === undefined || (until <= nowMs && draft.until !== typed(before?.untilMs)))
    faults.until = 'watch.wrong.until';
  const vessels = draft.vessels.filter((vessel) => !isEmpty(vessel)).map(listed);
  if (vessels.some((vessel) => vessel === undefined)) faults.vessels = 'watch.wrong.vessel';
  if (vessels.length + draft.areas.length + draft.patterns.length === 0) faults.lists = 'watch.wrong.empty';
  if (until === undefined || Object.keys(faults).length > 0) return { ok: false, faults };
  const patternOf = (kind: AlertKind): WatchList['patterns'][number] =>
    before?.patterns.find((known) => known.kind === kind) ?? { kind };
  return {
    ok: true,
    value: {
      name,
      reason,
      untilMs: epochMs(until) as EpochMs,
      ...(draft.priority !== '' && { priority: draft.priority }),
      vessels: vessels.filter((vessel) => vessel !== undefined),
      areas: draft.areas,
      patterns: draft.patterns.map(patternOf),
      marking: before?.marking ?? { owner, purpose: 'borderSurveillance', retention: 'decisions' },
    },
  };
}
