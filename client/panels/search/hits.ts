/** What a search finds on this screen, best first. Pure; the server's finds are joined by `joinHits`. */
import { formatMmsi, type TrackId } from '../../../proto/domain/ids.ts';
import type { TrackHit } from '../../link/rest.ts';
import { searchText } from '../../store/filter.ts';
import { foldText } from '../../store/text.ts';
import type { TrackTable } from '../../store/tracks.ts';
import { lastPlace } from '../../store/whereabouts.ts';
import type { Place } from '../services.ts';

/** Found vessels shown at most, and places. */
export const MAX_VESSELS = 8;
export const MAX_PLACES = 6;

/**
 * How well a name answers to a folded needle: 3 the name itself, 2 its beginning, 1 the beginning of a word, 0.5 inside,
 * 0 not at all.
 */
export function closeness(needle: string, text: string): number {
  const folded = foldText(text);
  if (needle === '' || folded === '') return 0;
  if (folded === needle) return 3;
  if (folded.startsWith(needle)) return 2;
  if (folded.includes(` ${needle}`)) return 1;
  return folded.includes(needle) ? 0.5 : 0;
}

/** Vessels of the table whose name, MMSI, IMO or call sign answers, best first. */
export function findVessels(table: TrackTable, text: string, limit = MAX_VESSELS): readonly TrackHit[] {
  const needle = foldText(text);
  if (needle === '') return [];
  const found: { hit: TrackHit; score: number }[] = [];
  for (let row = 0; row < table.count; row += 1) {
    const statics = table.statics[row];
    // Most answer to nothing: they are told apart by text that is folded already.
    if (!statics?.id || !searchText(statics).includes(needle)) continue;
    const mmsi = statics.mmsi == null ? '' : formatMmsi(statics.mmsi);
    const score = Math.max(
      closeness(needle, statics.name ?? ''),
      closeness(needle, mmsi),
      closeness(needle, statics.imo == null ? '' : String(statics.imo)),
      closeness(needle, statics.callSign ?? ''),
    );
    if (score === 0) continue;
    const hit: TrackHit = {
      id: statics.id as TrackId,
      mmsi,
      kind: table.kind[row] ?? 0,
      shipType: table.shipType[row] ?? 0,
      ...lastPlace(table.motion, row),
      ...(statics.name ? { name: statics.name } : {}),
      ...(statics.callSign ? { callSign: statics.callSign } : {}),
      ...(statics.imo == null ? {} : { imo: statics.imo }),
    };
    found.push({ hit, score });
  }
  found.sort((a, b) => b.score - a.score || (a.hit.name ?? '').localeCompare(b.hit.name ?? ''));
  return found.slice(0, limit).map(({ hit }) => hit);
}

/** The screen's finds first, then those that only the server knows. */
export function joinHits(here: readonly TrackHit[], server: readonly TrackHit[]): readonly TrackHit[] {
  const seen = new Set(here.map((hit) => hit.id));
  return [...here, ...server.filter((hit) => !seen.has(hit.id))].slice(0, MAX_VESSELS);
}

export function findPlaces(places: readonly Place[], text: string, limit = MAX_PLACES): readonly Place[] {
  const needle = foldText(text);
  return places
    .map((place) => ({ place, score: closeness(needle, place.name) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place.name.localeCompare(b.place.name))
    .slice(0, limit)
    .map(({ place }) => place);
}

/** Whether a command answers: every word typed begins or is part of one of its words. All answer to nothing typed. */
export function answersTo(label: string, text: string): boolean {
  const folded = foldText(label);
  return foldText(text)
    .split(' ')
    .every((word) => folded.includes(word));
}
