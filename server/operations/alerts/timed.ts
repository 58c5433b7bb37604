/** What time alone brings, and what happens at the bound. */
import { type Alert, PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { bySystem, happened } from './changed.ts';
import type { Draft } from './draft.ts';
import type { AlertMemory } from './memory.ts';
import { CLAIMED_ESCALATES_AFTER_MS, ESCALATES_AFTER_MS } from './states.table.ts';

/** A time that is farther in the future than this was told by a clock that has been set back since. */
const SET_BACK_MS = 60_000;

/** Silence that is over, and what nobody answered in time. @param sinceMs of the start: before it nobody could answer */
export function byTime(memory: AlertMemory, draft: Draft, nowMs: EpochMs, sinceMs: EpochMs): void {
  for (const kept of memory.open()) {
    if (kept.state !== 'silenced' && kept.state !== 'unacknowledged') continue;
    const alert = draft.get(kept.id)!;
    const heard = isSilenceOver(alert, nowMs) ? happened(alert, 'soundsAgain') : alert;
    const next = isUnanswered(heard, nowMs, sinceMs)
      ? { ...happened(heard, 'escalated', bySystem('escalated', nowMs)), escalatedMs: nowMs }
      : heard;
    if (next !== alert) draft.put(next);
  }
}

const isSilenceOver = ({ state, silentUntilMs }: Alert, nowMs: EpochMs): boolean =>
  state === 'silenced' && (nowMs >= (silentUntilMs ?? 0) || (silentUntilMs ?? 0) > nowMs + SET_BACK_MS);

function isUnanswered(alert: Alert, nowMs: EpochMs, sinceMs: EpochMs): boolean {
  const { state, priority, toldMs, owner, escalatedMs, shelf, partOf } = alert;
  if (state !== 'unacknowledged' && state !== 'silenced') return false;
  if (escalatedMs !== undefined || shelf || partOf !== undefined) return false;
  // Who answered for it before it worsened or came back need not know of that.
  const isClaimed = owner !== undefined && owner.atMs >= toldMs;
  const afterMs = (isClaimed ? CLAIMED_ESCALATES_AFTER_MS : ESCALATES_AFTER_MS)[priority];
  const waitsSinceMs = Math.max(toldMs, sinceMs, isClaimed ? owner.atMs : 0);
  return afterMs !== undefined && (nowMs - waitsSinceMs >= afterMs || waitsSinceMs > nowMs + SET_BACK_MS);
}

/** Closes the oldest of the least urgent until no more than `most` are open; answers how many. Emergencies stay. */
export function makeRoom(memory: AlertMemory, draft: Draft, most: number, nowMs: EpochMs): number {
  const drafted = draft.changed();
  const isOpen = ({ state }: Alert): boolean => state !== 'closed';
  const wasOpen = ({ id }: Alert): boolean => (memory.get(id)?.state ?? 'closed') !== 'closed';
  const more = drafted.filter(isOpen).length - drafted.filter(wasOpen).length;
  let over = memory.openCount + more - most;
  if (over <= 0) return 0;
  let closed = 0;
  for (const priority of PRIORITIES.toReversed()) {
    if (priority === 'emergency') break;
    for (const { id } of [...memory.open(), ...drafted]) {
      if (over === 0) return closed;
      const alert = draft.get(id)!;
      if (alert.priority !== priority || !isOpen(alert)) continue;
      draft.put({ ...happened(alert, 'madeRoom', bySystem('cleared', nowMs, 'madeRoom')), why: 'madeRoom' });
      over -= 1;
      closed += 1;
    }
  }
  return closed;
}
