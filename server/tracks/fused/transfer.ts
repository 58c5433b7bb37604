/** Moves what a transmitter says from one track to another: a track's id outlives the identities that it carried. */
import { SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import { NO_MMSI } from '../columns.ts';
import type { KeyedTracks } from '../keyed.ts';
import type { TrackRegistry } from '../registry.ts';
import type { Cooperation } from './cooperation.ts';

/** What the transmitter's own words make of a track's state. */
const SAID_BITS =
  TrackStateBits.accurate | TrackStateBits.atRest | TrackStateBits.distress | TrackStateBits.conflict;
const SAID_SOURCES = SourceBits.ais | SourceBits.unit | SourceBits.adsb | SourceBits.dsc;
/** Remarks that speak of the transmitter, not of what was seen. */
const SAID_REMARKS = ['uid', 'team', 'distress'];

/** `from` is without a transmitter afterwards, and what was in `to` of one is overwritten. */
export function moveTransmitter(
  tracks: TrackRegistry,
  keyed: KeyedTracks,
  from: number,
  to: number,
  cooperation: Cooperation,
): void {
  const { columns, siblings, claims, tallies, searchTexts } = tracks;
  const key = tracks.keyOf(from);
  cooperation.handOver(from, to);
  if (key !== undefined) siblings.remove(key, from);
  for (const column of [columns.headingDeg, columns.turnDegPerMin, columns.toldTurnDegPerMin]) {
    column[to] = column[from]!;
    column[from] = Number.NaN;
  }
  for (const column of [columns.kind, columns.longRange, columns.calling, columns.reports]) {
    column[to] = column[from]!;
  }
  columns.mmsi[to] = columns.mmsi[from]!;
  columns.setNavStatus(to, columns.navStatusOf(from));
  columns.firstMs[to] = Math.min(columns.firstMs[to]!, columns.firstMs[from]!);
  columns.state[to] = (columns.state[to]! & ~SAID_BITS) | (columns.state[from]! & SAID_BITS);
  columns.sources[to]! |= columns.sources[from]! & SAID_SOURCES;
  claims[to] = claims[from];
  searchTexts[to] = searchTexts[from];
  tallies[to] = tallies[from];
  if (key !== undefined) siblings.add(key, to);
  moveNotes(tracks, keyed, from, to);

  columns.mmsi[from] = NO_MMSI;
  columns.setNavStatus(from, undefined);
  columns.state[from]! &= ~SAID_BITS;
  columns.sources[from]! &= ~SAID_SOURCES;
  for (const column of [columns.longRange, columns.calling, columns.reports, columns.coopKey])
    column[from] = 0;
  claims[from] = undefined;
  searchTexts[from] = undefined;
  tallies[from] = [];
  for (const slot of [from, to]) {
    columns.staticVersion[slot]!++;
    tracks.touch(slot);
  }
}

function moveNotes(tracks: TrackRegistry, keyed: KeyedTracks, from: number, to: number): void {
  const source = tracks.notes[from];
  if (!source) return;
  const target = tracks.notesOf(to);
  target.spoken = source.spoken;
  target.ends = source.ends;
  target.silentSinceMs = source.silentSinceMs;
  source.spoken = undefined;
  source.ends = undefined;
  source.silentSinceMs = undefined;
  for (const name of SAID_REMARKS) {
    if (source.remarks[name] === undefined) continue;
    target.remark(name, source.remarks[name]);
    source.remark(name, undefined);
  }
  const { key } = source;
  source.key = undefined;
  if (key !== undefined) keyed.give(key, to);
}
