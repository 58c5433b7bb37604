/** Which track a report belongs to, and whether it says anything new. */
import type { PositionObservation } from '../../proto/domain/observation.ts';
import { degrees } from '../../proto/domain/units.ts';
import { present, type TrackColumns } from './columns.ts';
import type { Spoken } from './notes.ts';
import { plausibleDistanceM, type Whereabouts } from './plausibility.ts';

/**
 * Of the candidates, the one whose dead-reckoned position is nearest among those the report can belong to;
 * undefined when it can belong to none. `spokenOf`: what a transmitter said last whose row shows what sensors make of it.
 */
export function associate(
  columns: TrackColumns,
  candidates: Iterable<number>,
  report: PositionObservation,
  shipTypeOf: (slot: number) => number | undefined,
  spokenOf: (slot: number) => Spoken | undefined,
): number | undefined {
  const reported = whereaboutsOf(report);
  let nearest: number | undefined;
  let nearestM = Number.POSITIVE_INFINITY;
  for (const slot of candidates) {
    const apartM = plausibleDistanceM(
      whereaboutsIn(columns, slot, spokenOf(slot)),
      reported,
      shipTypeOf(slot),
    );
    if (apartM === undefined || apartM >= nearestM) continue;
    nearest = slot;
    nearestM = apartM;
  }
  return nearest;
}

/** What a report is to its track. */
export type Newness =
  | 'newer'
  | 'duplicate' // the same message through another receiver
  | 'older' // out of order: something newer is known
  | 'coarser'; // a long-range report while a precise one is fresh

/** One transmission: received twice, its time differs by the receivers' clocks at most. */
const SAME_MESSAGE_MS = 2_000;
/** A moving antenna does not report one 1/10,000 minute (0.2 m) twice: it is the same message, heard late. */
const SAME_PLACE_MOVING_MS = 10_000;
const MOVING_KN = 1;
/** Message 27 does not replace a precise position younger than this. */
const PRECISE_FRESH_MS = 60_000;

/** `spoken`: what the transmitter said last, where its row shows what sensors make of it. */
export function newnessOf(
  columns: TrackColumns,
  slot: number,
  spoken: Spoken | undefined,
  report: PositionObservation,
): Newness {
  const last = spoken ? spoken.observedMs : columns.observedMs[slot]!;
  const laterMs = report.observedMs - last;
  const samePlace = spoken
    ? report.lat === spoken.lat && report.lon === spoken.lon
    : report.lat === columns.lat[slot] && report.lon === columns.lon[slot];
  const sameWithinMs = (report.sogKn ?? 0) > MOVING_KN ? SAME_PLACE_MOVING_MS : SAME_MESSAGE_MS;
  if (samePlace && Math.abs(laterMs) < sameWithinMs) return 'duplicate';
  if (laterMs <= 0) return 'older';
  const wasLongRange = spoken ? spoken.longRange : columns.longRange[slot] === 1;
  if (report.longRange && !wasLongRange && laterMs < PRECISE_FRESH_MS) return 'coarser';
  return 'newer';
}

const whereaboutsOf = (report: PositionObservation): Whereabouts => ({
  kind: report.kind,
  position: report,
  sogKn: report.sogKn,
  cogDeg: report.cogDeg,
  longRange: report.longRange ?? false,
  timeMs: report.observedMs,
});

/** What a row says, as if its transmitter had spoken it. */
export const spokenIn = (columns: TrackColumns, slot: number): Spoken => ({
  lat: columns.lat[slot]!,
  lon: columns.lon[slot]!,
  sogKn: present(columns.sogKn[slot]!),
  cogDeg: present(columns.cogDeg[slot]!),
  observedMs: columns.observedMs[slot]!,
  longRange: columns.longRange[slot] === 1,
});

function whereaboutsIn(columns: TrackColumns, slot: number, spoken: Spoken | undefined): Whereabouts {
  if (spoken) {
    return {
      kind: columns.kindOf(slot),
      position: { lat: degrees(spoken.lat), lon: degrees(spoken.lon) },
      sogKn: spoken.sogKn,
      cogDeg: spoken.cogDeg,
      longRange: spoken.longRange,
      timeMs: spoken.observedMs,
    };
  }
  return {
    kind: columns.kindOf(slot),
    position: { lat: degrees(columns.lat[slot]!), lon: degrees(columns.lon[slot]!) },
    sogKn: present(columns.sogKn[slot]!),
    cogDeg: present(columns.cogDeg[slot]!),
    longRange: columns.longRange[slot] === 1,
    timeMs: columns.observedMs[slot]!,
  };
}
