/** All alerts of a kind with what people judged, as an answer of the archive. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import {
  type Answer,
  type FoundRow,
  MOST_ROWS,
  type Question,
} from '../../../proto/domain/record/questions.ts';
import type { ToldReply } from '../../record/query/told.ts';

export type AlertsAsked = Extract<Question, { ask: 'alerts' }>;

export const ALERT_COLUMNS = ['kind', 'priority', 'state', 'verdict'] as const;

/** Of alerts that whoever asks may see, in the order in which they were raised. */
export function alertsAnswer(
  alerts: readonly Alert[],
  { isCut, missing }: ToldReply,
  tookMs: number,
): Answer {
  const rows = alerts.slice(0, MOST_ROWS).map((alert): FoundRow => {
    const { lead, raisedMs, endedMs, priority, state, verdict } = alert;
    const [party, other] = lead.parties;
    const { place } = lead;
    return {
      ...(party && { track: party.trackId }),
      ...(party?.mmsi !== undefined && { mmsi: Number(party.mmsi) }),
      ...(party?.name !== undefined && { name: party.name }),
      ...(other && {
        other: {
          track: other.trackId,
          ...(other.mmsi !== undefined && { mmsi: Number(other.mmsi) }),
          ...(other.name !== undefined && { name: other.name }),
        },
      }),
      fromMs: lead.onsetMs,
      untilMs: endedMs ?? raisedMs,
      ...(place && { lat: place.lat, lon: place.lon }),
      values: { kind: lead.kind, priority, state, ...(verdict && { verdict: verdict.is }) },
      alert,
    };
  });
  return { columns: ALERT_COLUMNS, rows, isCut: isCut || alerts.length > MOST_ROWS, missing, tookMs };
}
