/**
 * What a unit is told to do, and what it answers, as Cursor on Target events. The types are those of MITRE's event type
 * tree: `t-` tasks somebody, `y-` replies to it. What TAK devices do not know they show as a marker with remarks.
 */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { UnitReplyObservation, UnitReplyState } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { UnitOrder } from '../decoder.ts';
import { believedTime } from '../statedtime.ts';
import { visibleText } from '../visibletext.ts';
import { attributeOf, type CotEvent, decimal, detailOf, element, OWN_UID } from './event.ts';
import { natureOf } from './units.ts';

/** Miscellaneous tasking; its end. */
const ORDER = 't-x-w-o';
const CANCEL = 't-x-w-o-c';
const ORDER_UID = `${OWN_UID}order.`;
/** An order holds for a watch unless it is taken back. */
const ORDER_STALE_MS = 12 * 3_600_000;
const MAX_TEXT = 500;
/** Corners of an area that are sent at most. */
const MAX_CORNERS = 200;

/** Acknowledged; will comply; cannot comply; done; failed. */
const REPLIES: Readonly<Record<string, UnitReplyState>> = {
  'y-a-r': 'acknowledged',
  'y-a-w': 'willComply',
  'y-c-c': 'cannot',
  'y-c-s': 'done',
  'y-c-f': 'failed',
};
const TYPE_OF = Object.fromEntries(Object.entries(REPLIES).map(([type, state]) => [state, type])) as Readonly<
  Record<UnitReplyState, string>
>;

/** The order as an event for the feed on which its unit is heard. */
export function orderEvent(order: UnitOrder, nowMs: number): CotEvent {
  const { taskId, uid, kind, text, lat, lon, area = [], from, cancelled, exercise } = order;
  return {
    uid: `${ORDER_UID}${taskId}`,
    type: cancelled === true ? CANCEL : ORDER,
    how: 'h-e',
    timeMs: nowMs,
    startMs: nowMs,
    staleMs: nowMs + ORDER_STALE_MS,
    lat: lat ?? 0,
    lon: lon ?? 0,
    ...(exercise === true && { opex: 'e-watchfloor' }),
    detail: [
      element('link', { uid, relation: 't-p' }),
      element('task', { kind, ...(lat === undefined && { placeless: 'true' }) }),
      ...area
        .slice(0, MAX_CORNERS)
        .map(([cornerLat, cornerLon]) => element('link', { point: `${cornerLat},${cornerLon}` })),
      ...(from === undefined ? [] : [element('contact', { callsign: from })]),
      element('remarks', {}, text),
    ],
  };
}

/** The order that an event is, as its unit reads it; undefined: it is none. */
export function readOrder(event: CotEvent): UnitOrder | undefined {
  if ((event.type !== ORDER && event.type !== CANCEL) || !event.uid.startsWith(ORDER_UID)) return undefined;
  const task = detailOf(event, 'task')?.attributes;
  const links = event.detail.filter(({ name }) => name === 'link').map(({ attributes }) => attributes);
  const uid = links.find(({ relation }) => relation === 't-p')?.uid;
  if (uid === undefined || task?.kind === undefined) return undefined;
  const area = links.flatMap(({ point }) => {
    const [lat, lon] = (point ?? '').split(',').map(decimal);
    return lat === undefined || lon === undefined ? [] : [[lat, lon] as const];
  });
  const from = attributeOf(event, 'contact', 'callsign');
  return {
    taskId: event.uid.slice(ORDER_UID.length),
    uid,
    kind: task.kind,
    text: detailOf(event, 'remarks')?.text ?? '',
    ...(task.placeless !== 'true' && { lat: event.lat, lon: event.lon }),
    ...(area.length > 0 && { area: area.slice(0, MAX_CORNERS) }),
    ...(from !== undefined && { from }),
    ...(event.type === CANCEL && { cancelled: true }),
  };
}

export interface UnitReply {
  readonly taskId: string;
  readonly uid: string;
  readonly state: UnitReplyState;
  readonly text?: string;
  readonly lat: number;
  readonly lon: number;
}

/** A unit's answer as an event. */
export const replyEvent = ({ taskId, uid, state, text, lat, lon }: UnitReply, nowMs: number): CotEvent => ({
  uid: `${uid}.${taskId}.${state}`,
  type: TYPE_OF[state],
  how: 'h-e',
  timeMs: nowMs,
  startMs: nowMs,
  staleMs: nowMs + ORDER_STALE_MS,
  lat,
  lon,
  detail: [
    element('link', { uid, relation: 'p-p' }),
    element('link', { uid: `${ORDER_UID}${taskId}`, relation: 'r-u' }),
    ...(text === undefined ? [] : [element('remarks', {}, text)]),
  ],
});

/** What a unit answers to an order of ours; undefined: the event is no such thing. */
export function replyOf(event: CotEvent, frame: Frame): UnitReplyObservation | undefined {
  const state = REPLIES[event.type];
  if (state === undefined) return undefined;
  const links = event.detail.filter(({ name }) => name === 'link').map(({ attributes }) => attributes);
  const order = links.find(({ uid }) => uid?.startsWith(ORDER_UID))?.uid;
  const unit = links.find(({ relation }) => relation === 'p-p')?.uid;
  if (order === undefined || unit === undefined) return undefined;
  const text = visibleText(detailOf(event, 'remarks')?.text ?? '', MAX_TEXT);
  return {
    type: 'unitReply',
    feedId: frame.feedId,
    nature: natureOf(event, frame),
    observedMs: epochMs(believedTime(event.timeMs + frame.timeShiftMs, frame.receivedMs)),
    receivedMs: frame.receivedMs,
    uid: unit,
    taskId: order.slice(ORDER_UID.length),
    state,
    ...(text !== '' && { text }),
  };
}
