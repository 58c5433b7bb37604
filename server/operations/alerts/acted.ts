/** What a person does with one alert: by the table of states, or why it cannot be done. */
import type {
  Alert,
  AlertAct,
  AlertEvent,
  AlertVerdict,
  ShelfTime,
} from '../../../proto/domain/alert/alert.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { Actor } from '../actor.ts';
import type { OperationFault } from '../outcome.ts';
import { inState, lined, without } from './changed.ts';
import { alertRow, LONGEST_SHELF_MS, SHELF_MS, SILENCE_MS } from './states.table.ts';

export interface NamedAgency {
  readonly id: string;
  readonly name: string;
}

/** An act and what is said with it. */
export type GivenAct =
  | { readonly act: 'acknowledge' | 'silence' | 'claim' | 'handBack' | 'leave' }
  | { readonly act: 'assign'; readonly to: { readonly id: string; readonly name: string } }
  | { readonly act: 'comment'; readonly text: string }
  | { readonly act: 'escalate' | 'unshelve'; readonly reason?: string }
  | { readonly act: 'shelve'; readonly time: ShelfTime; readonly reason: string }
  | { readonly act: 'join'; readonly into: string }
  | { readonly act: 'judge'; readonly is: AlertVerdict }
  | { readonly act: 'sendToRescue'; readonly to: readonly NamedAgency[] };

export interface Acting {
  readonly by: Actor;
  /** Of the machine. */
  readonly nowMs: EpochMs;
  /** Of the picture: shelves are judged by it. */
  readonly dataNowMs: EpochMs;
  /** When the person's shift ends, by the machine's clock; absent: nobody knows. */
  readonly shiftUntilMs?: EpochMs;
}

const refused = (what: string, where: string, remedy: string): OperationFault => ({
  kind: 'refused',
  what,
  where,
  remedy,
});

/** Until when what begins is on the shelf, by the data's time; undefined: this occurrence alone. */
export function shelvedUntil(
  time: ShelfTime,
  { nowMs, dataNowMs, shiftUntilMs }: Acting,
): EpochMs | undefined {
  if (time === 'occurrence') return undefined;
  if (time !== 'shift') return epochMs(dataNowMs + SHELF_MS[time]);
  const leftMs =
    shiftUntilMs === undefined || shiftUntilMs <= nowMs ? LONGEST_SHELF_MS : shiftUntilMs - nowMs;
  return epochMs(dataNowMs + Math.min(leftMs, LONGEST_SHELF_MS));
}

/** The alert afterwards; the same object where nothing is left to do; why not. */
export function acted(alert: Alert, given: GivenAct, acting: Acting): Alert | OperationFault {
  const { act } = given;
  const where = `alert/${alert.id}`;
  if (act === 'acknowledge' && (alert.state === 'acknowledged' || alert.state === 'closed')) return alert;
  if (act === 'leave' && alert.partOf === undefined) return alert;
  const row = alertRow(alert, act);
  if (row === undefined) return refused(whyNot(alert, act), where, 'see docs/alerts.md for what can follow');
  const { by, nowMs } = acting;
  const who = { by: by.id, byName: by.name, atMs: nowMs };
  const said = saidWith(given);
  const line: AlertEvent = { ...who, what: act, ...(said !== undefined && { text: said }) };
  const next = lined(inState(alert, row), line);
  switch (given.act) {
    case 'acknowledge':
      return { ...next, acknowledged: who };
    case 'silence':
      return { ...next, silentUntilMs: epochMs(nowMs + SILENCE_MS) };
    case 'claim':
      if (alert.owner?.id === by.id) return alert;
      if (alert.owner)
        return refused(
          'somebody answers for it already',
          where,
          'ask them to hand it back, or a supervisor to assign it',
        );
      return { ...next, owner: { id: by.id, name: by.name, atMs: nowMs } };
    case 'handBack':
      if (alert.owner?.id !== by.id)
        return refused('it is not yours to hand back', where, 'a supervisor may assign it to another');
      return without(next, 'owner');
    case 'assign':
      return { ...next, owner: { ...given.to, atMs: nowMs } };
    case 'escalate':
      return { ...next, escalatedMs: nowMs };
    case 'shelve': {
      const untilMs = shelvedUntil(given.time, acting);
      const { time, reason } = given;
      return { ...next, shelf: { time, reason, ...who, ...(untilMs !== undefined && { untilMs }) } };
    }
    case 'unshelve':
      // Time to answer begins anew.
      return without({ ...next, toldMs: nowMs }, 'shelf', 'escalatedMs');
    case 'join':
      return { ...next, partOf: given.into };
    case 'leave':
      return without(next, 'partOf');
    case 'judge':
      return { ...next, verdict: { is: given.is, ...who } };
    case 'sendToRescue': {
      if (given.to.length === 0)
        return refused('no rescue coordination centre is entered', where, 'enter an agency that is one');
      const told = given.to.map(({ id, name }) => ({ agency: id, name, atMs: nowMs }));
      const others = (alert.rescue ?? []).filter(({ agency }) => !given.to.some(({ id }) => id === agency));
      return { ...next, rescue: [...others, ...told] };
    }
    case 'comment':
      return next;
    default:
      return given satisfies never;
  }
}

function saidWith(given: GivenAct): string | undefined {
  switch (given.act) {
    case 'assign':
      return given.to.name;
    case 'comment':
      return given.text;
    case 'escalate':
    case 'unshelve':
    case 'shelve':
      return given.reason;
    case 'join':
      return given.into;
    case 'judge':
      return given.is;
    case 'sendToRescue':
      return given.to.map(({ name }) => name).join(', ');
    default:
      return undefined;
  }
}

function whyNot({ priority, state }: Alert, act: AlertAct): string {
  if (priority === 'emergency' && act === 'shelve') return 'an emergency is never put aside';
  if (priority === 'emergency' && act === 'join') return 'an emergency never becomes part of another alert';
  if (priority !== 'emergency' && act === 'sendToRescue')
    return 'only emergencies are sent to rescue coordination centres';
  if (act === 'unshelve') return 'it is not on the shelf';
  return `"${act}" cannot follow the state "${state}"`;
}
