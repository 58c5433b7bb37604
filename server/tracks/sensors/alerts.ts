/** What sensors raised their hand about: intrusion, tampering and the like, in their own words. */
import type { SensorAlertObservation } from '../../../proto/domain/sensing.ts';

/** Alerts kept; the one that was heard of longest ago goes. */
export const SENSOR_ALERTS_KEPT = 256;

export class SensorAlerts {
  readonly #alerts = new Map<string, SensorAlertObservation>();

  /** The newest word on an alert takes the place of the last. */
  take(alert: SensorAlertObservation): void {
    const key = `${alert.sensorId}\n${alert.alertId}`;
    this.#alerts.delete(key);
    this.#alerts.set(key, alert);
    if (this.#alerts.size > SENSOR_ALERTS_KEPT) this.#alerts.delete(this.#alerts.keys().next().value!);
  }

  /** The newest last. */
  all(): readonly SensorAlertObservation[] {
    return [...this.#alerts.values()];
  }
}
