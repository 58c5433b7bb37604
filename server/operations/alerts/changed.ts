/** An alert after something happened to it: its state by the table, its history with one line more. Nothing is kept here. */
import type { Alert, AlertEvent, Condition, Happening, Shelf } from '../../../proto/domain/alert/alert.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { SYSTEM } from '../actor.ts';
import { type AlertHappens, type AlertRow, alertRow, isMoreUrgent } from './states.table.ts';

/** Lines of history kept with the alert; the file has all of them. */
export const HISTORY_LINES = 64;

type Droppable = {
  [K in keyof Alert]-?: undefined extends Alert[K] ? K : never;
}[keyof Alert];

/** The alert without some of what it may have. */
export function without(alert: Alert, ...members: readonly Droppable[]): Alert {
  const left: Partial<Record<keyof Alert, unknown>> = { ...alert };
  for (const member of members) delete left[member];
  return left as unknown as Alert;
}

export const lined = (alert: Alert, ...lines: readonly AlertEvent[]): Alert => ({
  ...alert,
  history: [...alert.history, ...lines].slice(-HISTORY_LINES),
});

export const bySystem = (what: AlertEvent['what'], atMs: EpochMs, text?: string): AlertEvent => ({
  atMs,
  what,
  by: SYSTEM.id,
  byName: SYSTEM.name,
  ...(text !== undefined && { text }),
});

export const inState = (alert: Alert, { to }: AlertRow): Alert =>
  to === 'same' ? alert : without({ ...alert, state: to }, 'silentUntilMs');

/** It asks for attention anew: told now, answered by nobody, under nothing else. */
const anew = (alert: Alert, nowMs: EpochMs): Alert =>
  without(
    { ...alert, state: 'unacknowledged', toldMs: nowMs },
    ...(['acknowledged', 'escalatedMs', 'silentUntilMs', 'partOf'] as const),
  );

export const conditionsOf = ({ lead, parts }: Happening): readonly Condition[] => [lead, ...parts];

/** What began until the shelf's time stays on it; where it has none, what is the same occurrence. */
export const staysShelved = (shelf: Shelf, happening: Happening, isSameOccurrence: boolean): boolean =>
  happening.priority !== 'emergency' &&
  (shelf.untilMs === undefined
    ? isSameOccurrence
    : conditionsOf(happening).every(({ onsetMs }) => onsetMs <= shelf.untilMs!));

/** An alert as it begins. @param shelf of the same behaviour, where it was put aside */
export function begun(happening: Happening, nowMs: EpochMs, shelf: Shelf | undefined): Alert {
  const raised: Alert = {
    ...happening,
    revision: 0,
    state: 'unacknowledged',
    toldMs: nowMs,
    history: [bySystem('raised', nowMs)],
    ...(shelf && staysShelved(shelf, happening, false) && { shelf }),
  };
  return happening.endedMs === undefined ? raised : over(raised, nowMs);
}

/** An open or closed alert with what the detectors say of it now. */
export function goneOn(before: Alert, happening: Happening, nowMs: EpochMs): Alert {
  const { id, raisedMs, onsetMs } = before;
  const content: Alert = {
    ...without(before, 'endedMs', 'ending', 'why'),
    ...happening,
    // The name and the beginning that people know, over restarts too.
    ...{ id, raisedMs, onsetMs: epochMs(Math.min(onsetMs, happening.onsetMs)) },
  };
  const wasOver = before.endedMs !== undefined;
  const isOver = happening.endedMs !== undefined;
  if (wasOver && happening.endedMs === before.endedMs) return content;
  const isWorse = isMoreUrgent(happening.priority, before.priority);
  // It made room for others: it stays closed until it is over or becomes more urgent.
  if (!wasOver && before.state === 'closed' && !isWorse) return isOver ? content : before;
  if (wasOver) {
    const again = offShelf(lined(anew(content, nowMs), bySystem('returned', nowMs)), happening, false);
    // Between two ticks it came and went.
    return isOver ? over(again, nowMs) : again;
  }
  const worse = isWorse
    ? lined(without(anew(content, nowMs), 'shelf'), bySystem('worsened', nowMs))
    : offShelf(grown(content, before, happening, nowMs), happening, true, nowMs);
  return isOver ? over(worse, nowMs) : worse;
}

/** More came after somebody acknowledged it: they did not know of those. On the shelf it stays there. */
function grown(content: Alert, before: Alert, happening: Happening, nowMs: EpochMs): Alert {
  if (!hasGrown(happening, before) || before.state !== 'acknowledged' || before.shelf !== undefined)
    return content;
  return lined(anew(content, nowMs), bySystem('worsened', nowMs));
}

export const hasGrown = (now: Happening, before: Happening): boolean =>
  newestGrowth(now) > newestGrowth(before);

const newestGrowth = (happening: Happening): number =>
  Math.max(...conditionsOf(happening).map(({ grewMs }) => grewMs ?? Number.NEGATIVE_INFINITY));

/** By the end that its happening has. */
function over(alert: Alert, nowMs: EpochMs): Alert {
  const event = alert.ending ?? 'cleared';
  return happened(alert, event, bySystem(event, nowMs, alert.why));
}

function offShelf(alert: Alert, happening: Happening, isSame: boolean, toldAnewMs?: EpochMs): Alert {
  if (alert.shelf === undefined || staysShelved(alert.shelf, happening, isSame)) return alert;
  const bare = without(alert, 'shelf');
  if (toldAnewMs === undefined) return bare;
  return lined(anew(bare, toldAnewMs), bySystem('unshelve', toldAnewMs));
}

/** The alert after what the table says; as it was where it cannot happen. */
export function happened(alert: Alert, event: AlertHappens, line?: AlertEvent): Alert {
  const row = alertRow(alert, event);
  if (row === undefined) return alert;
  return line ? lined(inState(alert, row), line) : inState(alert, row);
}
