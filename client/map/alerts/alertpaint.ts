/** What the map shows of the alerts now: the queue's filter, the chosen alert, its moment. */
import { type Alert, rankOf } from '../../../proto/domain/alert/alert.ts';
import { alertsWatched, useAlerts } from '../../store/alerts.ts';
import { passesAlert, useAlertView } from '../../store/alertview.ts';
import { sectorsOf } from '../../store/mysectors.ts';
import { useRecords } from '../../store/records.ts';
import { isReplayed, useReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import { useSession } from '../../store/session.ts';
import type { ViewState } from '../../store/view.ts';
import { INKS } from '../colours.ts';
import type { Screen } from '../screen.ts';
import type { TrailView } from '../trails/trailview.ts';
import { type AlertMark, alertMarks, CELL_PX, paintAlertMarks, type Whereabouts } from './alertmarks.ts';
import { paintMoment } from './moment.ts';

/** Those that the filter shows, kept until something of it is another: marks are painted in every frame. */
let shown: readonly Alert[] = [];
let shownFor: readonly unknown[] = [];

export function alertsOnMap(): readonly Alert[] {
  if (isReplayed()) return openThen(useReplay.getState().alerts);
  const { filter, chosen } = useAlertView.getState();
  const me = useSession.getState().me?.personId;
  const { sector } = useRecords.getState().tables;
  const asked = [alertsWatched.version, filter, chosen, me, sector];
  if (asked.every((part, i) => part === shownFor[i]) && shownFor.length > 0) return shown;
  shownFor = asked;
  const passing = [...useAlerts.getState().byId.values()].filter(
    (alert) =>
      alert.id === chosen ||
      (alert.partOf === undefined && passesAlert(filter, alert, me, (one) => sectorsOf(one, sector))),
  );
  shown = passing.length <= MOST_LOOKED_AT ? passing : mostUrgentOf(passing, chosen);
  return shown;
}

let then: readonly Alert[] = [];
let thenOf: readonly Alert[] | undefined;

/** On a replay's map stand the alerts of its time, as far as they were not over. */
function openThen(alerts: readonly Alert[] | undefined): readonly Alert[] {
  if (alerts !== thenOf) {
    thenOf = alerts;
    const open = (alerts ?? []).filter(({ state, partOf }) => state !== 'closed' && partOf === undefined);
    then = open.length <= MOST_LOOKED_AT ? open : mostUrgentOf(open, undefined);
  }
  return then;
}

/** As many are looked at in every frame; of more the most urgent and the newest. */
const MOST_LOOKED_AT = 1000;

const mostUrgentOf = (alerts: readonly Alert[], chosen: string | undefined): readonly Alert[] =>
  alerts
    .toSorted(
      (a, b) =>
        Number(b.id === chosen) - Number(a.id === chosen) ||
        rankOf(a.priority) - rankOf(b.priority) ||
        b.raisedMs - a.raisedMs,
    )
    .slice(0, MOST_LOOKED_AT);

export interface AlertPaint {
  readonly context: CanvasRenderingContext2D;
  readonly screen: Screen;
  readonly view: ViewState;
  readonly trails: TrailView | undefined;
  readonly whereabouts: Whereabouts;
  readonly symbolPx: number;
  readonly scale: number;
}

/** Paints the marks and the moment; returns the marks, to be pointed at. */
export function paintAlerts(paint: AlertPaint): readonly AlertMark[] {
  const { context, screen, view, trails, whereabouts, symbolPx, scale } = paint;
  const ink = INKS[view.palette];
  const { chosen: live, moment } = useAlertView.getState();
  const chosen = isReplayed() ? useReplayView.getState().alert : live;
  const alert = moment === undefined || isReplayed() ? undefined : useAlerts.getState().byId.get(moment);
  if (alert !== undefined) paintMoment(context, screen, alert, trails, ink, scale);
  const marks = alertMarks(screen, alertsOnMap(), chosen, whereabouts, CELL_PX * scale);
  paintAlertMarks(context, marks, view.palette, ink, symbolPx, scale);
  return marks;
}

/** Calls back when what is drawn of the alerts is another. Returns the way to stop. */
export function watchAlerts(changed: () => void): () => void {
  const stops = [
    alertsWatched.subscribe(changed),
    useReplay.subscribe((now, before) => {
      if (now.alerts !== before.alerts) changed();
    }),
    useReplayView.subscribe((now, before) => {
      if (now.alert !== before.alert) changed();
    }),
    useAlertView.subscribe((now, before) => {
      if (now.filter !== before.filter || now.chosen !== before.chosen || now.moment !== before.moment)
        changed();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
