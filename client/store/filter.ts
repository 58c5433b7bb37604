/** The one filter that map and list share: which rows of the table pass. */
import { formatMmsi } from '../../proto/domain/ids.ts';
import { ContactState, SourceBits, TrackStateBits } from '../../proto/domain/track.ts';
import { MOVING_FROM_KN } from './motionrecord.ts';
import { foldText } from './text.ts';
import type { TrackStatic, TrackTable } from './tracks.ts';
import { vesselClass } from './vesselclass.ts';
import { ALL_TRACKS, type ContactName, type SourceName, type TrackFilter, useView } from './view.ts';

/** Kept as long as the static data. */
const haystacks = new WeakMap<TrackStatic, string>();

/** Name, call sign, MMSI and IMO of a track, folded: what a search looks through. */
export function searchText(statics: TrackStatic): string {
  let text = haystacks.get(statics);
  if (text === undefined) {
    const mmsi = statics.mmsi == null ? '' : formatMmsi(statics.mmsi);
    text = foldText(`${statics.name ?? ''} ${statics.callSign ?? ''} ${mmsi} ${statics.imo ?? ''}`);
    haystacks.set(statics, text);
  }
  return text;
}

/** The folded needles of a filter: it passes when every word is found. Kept as long as the filter. */
const needles = new WeakMap<TrackFilter, readonly string[]>();

function needlesOf(filter: TrackFilter): readonly string[] {
  let words = needles.get(filter);
  if (words === undefined) {
    words = foldText(filter.text)
      .split(' ')
      .filter((word) => word !== '');
    needles.set(filter, words);
  }
  return words;
}

/**
 * True when the row is to be drawn and listed. Distress passes every filter: nothing chosen on a screen may hide it.
 */
export function passes(filter: TrackFilter, table: TrackTable, row: number): boolean {
  const state = table.motion.state(row);
  const kind = table.kind[row] ?? 0;
  const shipType = table.shipType[row] ?? 0;
  if ((state & TrackStateBits.distress) !== 0) return true;
  if (filter.classes.size > 0 && !filter.classes.has(vesselClass(kind, shipType))) return false;
  if (filter.lives.size > 0 && !filter.lives.has((state & TrackStateBits.lifeMask) as 0 | 1 | 2))
    return false;
  if (filter.sources.size > 0 && !isFrom(filter.sources, table.sources[row] ?? 0)) return false;
  if (filter.contacts.size > 0 && !filter.contacts.has(CONTACT_NAMES[table.contact[row] ?? 0]!)) return false;
  // An unknown speed is NaN: not known to move.
  if (filter.movingOnly && !(table.motion.sogKn(row) >= MOVING_FROM_KN)) return false;
  if (filter.text === '') return true;
  const words = needlesOf(filter);
  if (words.length === 0) return true;
  const statics = table.statics[row];
  if (statics === undefined) return false;
  const text = searchText(statics);
  return words.every((word) => text.includes(word));
}

/** `ContactState` to its name; `none` is in no filter. */
const CONTACT_NAMES = Object.keys(ContactState) as readonly ContactName[];

function isFrom(wanted: ReadonlySet<SourceName>, sources: number): boolean {
  for (const name of wanted) if ((sources & SourceBits[name]) !== 0) return true;
  return false;
}

/** How many of the parts of a filter are set; 0 means that everything is shown. */
export function activeFilters(filter: TrackFilter): number {
  return (
    (needlesOf(filter).length > 0 ? 1 : 0) +
    (filter.classes.size > 0 ? 1 : 0) +
    (filter.lives.size > 0 ? 1 : 0) +
    (filter.movingOnly ? 1 : 0) +
    (filter.sources.size > 0 ? 1 : 0) +
    (filter.contacts.size > 0 ? 1 : 0)
  );
}

export function setFilter(change: Partial<TrackFilter>): void {
  useView.setState((state) => ({ filter: { ...state.filter, ...change } }));
}

export function clearFilter(): void {
  useView.setState({ filter: ALL_TRACKS });
}

/** The set with the member added, or taken out where it was in. */
export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
