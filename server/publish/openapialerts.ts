/** Alerts in the OpenAPI document. */
import { ALERT_ACTS, type AlertAct } from '../../proto/domain/alert/alert.ts';
import { ALERT_ROWS } from '../operations/alerts/states.table.ts';
import { ACT_BODIES } from './alertacts.table.ts';
import { actsBody, alertsQuery } from './alertroutes.ts';
import { change, get, idParameter, type Json, json, parameters } from './openapiroute.ts';

const id = idParameter('Of the alert: <epoch>-a<counter>.');

const actPath = (act: AlertAct): readonly [string, Json] => [
  `/api/alerts/{id}/${act}`,
  {
    post: change({
      summary: ALERT_ROWS.find(({ event }) => event === act)?.text ?? act,
      answer: json('{ alert }, as it is afterwards.'),
      query: [id],
      body: ACT_BODIES[act],
      refusals: [404, 409, 507],
    }),
  },
];

export const ALERT_PATHS: Json = {
  '/api/alerts': get({
    summary:
      'Alerts that are open or closed within a day, as far as the asker may see them: whole at first, then what changed.',
    answer: json('AlertsAnswer: { revision, access, whole, alerts, gone }.'),
    query: parameters(alertsQuery),
    refusals: [400],
  }),
  '/api/alerts/load': get({
    summary: 'How much is asked of those who watch: rates, floods, standing and chattering alerts, verdicts.',
    answer: json('AlertLoad.'),
  }),
  '/api/alerts/{id}': get({
    summary: 'One alert, however long ago it closed.',
    answer: json('{ alert }.'),
    query: [id],
    refusals: [404],
  }),
  '/api/alerts/acts': {
    post: change({
      summary:
        'The same act with several alerts, 500 at most, in one step; what cannot be is told, the rest done.',
      answer: json('{ alerts, refused: [{ id, what }] }.'),
      body: actsBody,
      refusals: [404, 507],
    }),
  },
  ...Object.fromEntries(ALERT_ACTS.map(actPath)),
};
