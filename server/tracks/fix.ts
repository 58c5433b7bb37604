/** Positions that are neither an AIS report nor an estimate: what a unit, an aircraft or a call says. */
import { TrackStateBits } from '../../proto/domain/track.ts';
import { degrees, type EpochMs, metres } from '../../proto/domain/units.ts';
import { CHI2_95, writeEllipse } from './ellipse.ts';
import type { LifeEnds } from './notes.ts';
import type { TrackRegistry } from './registry.ts';
import { isAtRest } from './reporting.ts';

/** A position and what came with it; absent motion is unknown. */
export interface Fix {
  readonly lat: number;
  readonly lon: number;
  readonly sogKn?: number | undefined;
  readonly cogDeg?: number | undefined;
  /** One standard deviation a component. */
  readonly sigmaM?: number | undefined;
  readonly altM?: number | undefined;
  readonly observedMs: EpochMs;
  readonly receivedMs: EpochMs;
}

/** Takes a fix; where sensors see it too it is kept beside the row, which is theirs. Older ones say nothing. */
export function takeFix(tracks: TrackRegistry, slot: number, fix: Fix, ends: LifeEnds): boolean {
  const { columns, trails } = tracks;
  const notes = tracks.notesOf(slot);
  const { spoken } = notes;
  const lastMs = spoken?.observedMs ?? columns.observedMs[slot]!;
  if (columns.reports[slot]! > 0 && fix.observedMs <= lastMs) return false;
  columns.reports[slot]!++;
  notes.ends = ends;
  notes.altM = fix.altM ?? notes.altM;
  if (spoken) {
    notes.spoken = { ...fix, sogKn: fix.sogKn, cogDeg: fix.cogDeg, longRange: false };
  } else {
    trails.add(slot, { timeMs: fix.observedMs, lat: fix.lat, lon: fix.lon });
    write(tracks, slot, fix);
  }
  tracks.touch(slot);
  return true;
}

function write(tracks: TrackRegistry, slot: number, fix: Fix): void {
  const { columns } = tracks;
  const notes = tracks.notesOf(slot);
  columns.lat[slot] = fix.lat;
  columns.lon[slot] = fix.lon;
  columns.sogKn[slot] = fix.sogKn ?? Number.NaN;
  columns.cogDeg[slot] = fix.cogDeg ?? Number.NaN;
  columns.observedMs[slot] = fix.observedMs;
  columns.receivedMs[slot] = fix.receivedMs;
  const rest = isAtRest(columns.kindOf(slot), { sogKn: fix.sogKn }) ? TrackStateBits.atRest : 0;
  columns.state[slot] = (columns.state[slot]! & ~TrackStateBits.atRest) | rest;
  const axisM = metres(Math.sqrt(CHI2_95) * (fix.sigmaM ?? 0));
  notes.ellipse =
    axisM > 0 ? { semiMajorM: axisM, semiMinorM: axisM, orientationDeg: degrees(0) } : undefined;
  writeEllipse(columns, slot, notes.ellipse);
  tracks.age(slot, fix.receivedMs);
}
