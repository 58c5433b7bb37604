/** Live, stale, lost, gone: what a transmitter's silence makes of its track. */
import type { TrackKind } from '../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../proto/domain/track.ts';
import { present, type TrackColumns } from './columns.ts';
import type { LifeEnds } from './notes.ts';
import { keptAfterLostMs, lostAfterMs, owedIntervalMs, staleAfterMs } from './reporting.ts';

interface Stage {
  readonly life: TrackLife;
  /** Silence at which this stage ends, milliseconds. */
  readonly endsAfterMs: number;
}

/** The stage of a track after some silence; undefined when it is to be removed. */
export function stageAfter(
  silenceMs: number,
  owedMs: number,
  kind: TrackKind,
  distress: boolean,
): Stage | undefined {
  const stale = staleAfterMs(owedMs);
  if (silenceMs < stale) return { life: TrackLife.live, endsAfterMs: stale };
  const lost = lostAfterMs(owedMs);
  if (silenceMs < lost) return { life: TrackLife.stale, endsAfterMs: lost };
  const gone = lost + keptAfterLostMs(kind, distress);
  return silenceMs < gone ? { life: TrackLife.lost, endsAfterMs: gone } : undefined;
}

/** What the transmitter in this slot owes at its class and motion, milliseconds. */
export function owedBy(columns: TrackColumns, slot: number): number {
  return owedIntervalMs(columns.kindOf(slot), {
    sogKn: present(columns.sogKn[slot]!),
    turnDegPerMin: present(columns.turnDegPerMin[slot]!),
    navStatus: columns.navStatusOf(slot),
    longRange: columns.longRange[slot] === 1,
  });
}

/** Brings a track's life to a time and notes when it changes next; false when the track is to be removed. */
export function age(columns: TrackColumns, slot: number, nowMs: number): boolean {
  const observedMs = columns.observedMs[slot]!;
  const distress = columns.has(slot, TrackStateBits.distress);
  const stage = stageAfter(nowMs - observedMs, owedBy(columns, slot), columns.kindOf(slot), distress);
  if (!stage) return false;
  columns.state[slot] = (columns.state[slot]! & ~TrackStateBits.lifeMask) | stage.life;
  columns.dueMs[slot] = observedMs + stage.endsAfterMs;
  return true;
}

/** The same for what has its own times, and not a transmitter's. */
export function ageBy(columns: TrackColumns, slot: number, ends: LifeEnds, nowMs: number): boolean {
  if (nowMs >= ends.goneMs) return false;
  const life =
    nowMs >= ends.lostMs ? TrackLife.lost : nowMs >= ends.staleMs ? TrackLife.stale : TrackLife.live;
  columns.state[slot] = (columns.state[slot]! & ~TrackStateBits.lifeMask) | life;
  columns.dueMs[slot] = [ends.staleMs, ends.lostMs, ends.goneMs][life]!;
  return true;
}
