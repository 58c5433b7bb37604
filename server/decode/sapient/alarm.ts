/** Alerts of nodes as what a sensor raises. */
import { destination } from '../../../proto/domain/geo.ts';
import type { SensorAlertObservation } from '../../../proto/domain/sensing.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import { visibleText } from '../visibletext.ts';
import type { Node, Stamp, Tell } from './node.ts';
import { directionOf, positionOf } from './place.ts';

type Alert = sapient.v2.Alert.$Properties;

const { AlertType, AlertStatus } = sapient.v2.Alert;

const MAX_TEXT = 500;

const SEVERITY_BY_TYPE: ReadonlyMap<number, SensorAlertObservation['severity']> = new Map([
  [AlertType.ALERT_TYPE_WARNING, 'warning'],
  [AlertType.ALERT_TYPE_CRITICAL, 'critical'],
  [AlertType.ALERT_TYPE_ERROR, 'fault'],
  [AlertType.ALERT_TYPE_FATAL, 'fault'],
]);

const STATE_BY_STATUS: ReadonlyMap<number, SensorAlertObservation['state']> = new Map([
  [AlertStatus.ALERT_STATUS_ACKNOWLEDGE, 'acknowledged'],
  [AlertStatus.ALERT_STATUS_REJECT, 'acknowledged'],
  [AlertStatus.ALERT_STATUS_IGNORE, 'acknowledged'],
  [AlertStatus.ALERT_STATUS_CLEAR, 'cleared'],
]);

/** An alert that has an id; its place where it says one that can be used. */
export function raised(
  alert: Alert,
  alertId: string,
  node: Node,
  stamp: Stamp,
  tell: Tell,
): SensorAlertObservation {
  return {
    type: 'sensorAlert',
    ...stamp,
    sensorId: node.sensorId,
    alertId,
    text: visibleText(alert.description || nameOf(alert.alert_type), MAX_TEXT),
    severity: SEVERITY_BY_TYPE.get(alert.alert_type ?? 0) ?? 'information',
    state: STATE_BY_STATUS.get(alert.status ?? 0) ?? 'active',
    ...placeOf(alert, node, tell),
  };
}

const nameOf = (type: sapient.v2.Alert.AlertType | null | undefined): string =>
  (AlertType[type ?? 0] ?? 'alert').replace('ALERT_TYPE_', '').replaceAll('_', ' ').toLowerCase();

function placeOf(alert: Alert, node: Node, tell: Tell): Pick<SensorAlertObservation, 'lat' | 'lon'> {
  if (alert.location) {
    const said = positionOf(alert.location);
    if (typeof said !== 'string') return { lat: said.lat, lon: said.lon };
    tell('schema', `an alert's place: ${said}`);
  } else if (alert.range_bearing && node.place !== undefined) {
    const said = directionOf(alert.range_bearing, node.place);
    if (typeof said === 'string') tell('schema', `an alert's place: ${said}`);
    else if (said.azimuthDeg !== undefined && said.rangeM !== undefined && said.from === undefined) {
      const from = { lat: degrees(node.place.lat), lon: degrees(node.place.lon) };
      return destination(from, said.azimuthDeg, said.rangeM);
    }
  }
  return {};
}
