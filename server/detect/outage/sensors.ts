/** A sensor is gone or faulty, or somebody tampers with it: as it says itself, or as its silence says. */
import { SENSOR_LOST, SENSOR_TAMPERED } from '../../../proto/domain/alert/thresholds/outage.table.ts';
import type { WatchedSensor } from '../../../proto/domain/detecting.ts';
import type { SensorId } from '../../../proto/domain/ids.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import type { SensorAlertObservation } from '../../../proto/domain/sensing.ts';
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Watch } from '../detector.ts';

/** Sensors followed; beyond it the first is let go of. */
const MAX_SENSORS = 4096;
/** Words by which sensors say it (BSI Flex 335 v2, status type “Tamper”; makers' own). */
const TAMPER =
  /tamper|sabotage|cover(ed)? (open|removed)|enclosure open|cabinet open|case open|masked|blinded|cable cut/i;

interface Followed {
  /** Since when it is not well, or well again. */
  sinceMs: number;
  isLost: boolean;
}

interface Tampering {
  readonly firstMs: number;
  lastMs: number;
  /** Alerts of its own that stand. */
  readonly alerts: Map<string, SensorAlertObservation>;
}

class Sensors implements Detector {
  readonly name = 'outage/sensors';
  readonly #watch: Watch;
  readonly #followed = new Map<SensorId, Followed>();
  readonly #tampering = new Map<SensorId, Tampering>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  heard(said: Observation): void {
    if (said.type === 'sensorAlert' && (TAMPER.test(said.text) || this.#tampering.has(said.sensorId)))
      this.#alerted(said);
    else if (said.type === 'sensor' && said.health === SensorHealth.tampered)
      this.#tampered(said.sensorId, said.observedMs, said.reason);
  }

  tick(nowMs: number): void {
    for (const sensor of this.#watch.system.sensors()) this.#look(sensor, nowMs);
    const keptMs = this.#watch.values(SENSOR_TAMPERED).keptS * 1000;
    for (const [id, { lastMs, alerts }] of this.#tampering)
      if (alerts.size === 0 && nowMs - lastMs > keptMs) this.#untampered(id);
  }

  stepBack(nowMs: number): void {
    for (const followed of this.#followed.values()) followed.sinceMs = Math.min(followed.sinceMs, nowMs);
    for (const tampering of this.#tampering.values()) tampering.lastMs = Math.min(tampering.lastMs, nowMs);
  }

  #look(sensor: WatchedSensor, nowMs: number): void {
    const { id, health, lastMs } = sensor;
    if (health === SensorHealth.tampered) {
      this.#tampered(id, nowMs, sensor.reason);
      return;
    }
    const isLost = health === SensorHealth.gone || health === SensorHealth.faulty;
    let followed = this.#followed.get(id);
    if (!followed) {
      if (!isLost) return;
      followed = { sinceMs: Math.min(nowMs, lastMs ?? nowMs), isLost };
      this.#followed.set(id, followed);
      if (this.#followed.size > MAX_SENSORS) this.#followed.delete(this.#followed.keys().next().value!);
    } else if (followed.isLost !== isLost) {
      followed.isLost = isLost;
      followed.sinceMs = nowMs;
    }
    const { afterS, overS } = this.#watch.values(SENSOR_LOST);
    const forMs = nowMs - followed.sinceMs;
    if (isLost && forMs >= afterS * 1000) this.#raiseLost(sensor, followed, afterS, nowMs);
    else if (!isLost && forMs >= overS * 1000) {
      this.#followed.delete(id);
      this.#watch.clear('sensorLost', id);
    }
  }

  #raiseLost(sensor: WatchedSensor, { sinceMs }: Followed, afterS: number, nowMs: number): void {
    const { id, feedId, health, reason, lastMs } = sensor;
    // Its feed is out: that is told once, of the feed.
    if (this.#watch.isRaised('sensorLost', id) || this.#watch.isRaised('feedOutage', feedId)) return;
    this.#watch.raise({
      name: id,
      kind: 'sensorLost',
      things: [],
      about: { sensorId: id, feedId },
      ...placeOf(sensor),
      onsetMs: sinceMs,
      rule: 'sensorLost.afterS',
      measured: { value: Math.round((nowMs - sinceMs) / 1000), unit: 's' },
      threshold: { value: afterS, unit: 's' },
      evidence: [
        { what: 'sensorName', text: sensor.name || id },
        {
          what: health === SensorHealth.faulty ? 'sensorFaulty' : 'sensorGone',
          ...(reason && { text: reason }),
        },
        ...(lastMs === undefined ? [] : [{ what: 'lastReceived', atMs: epochMs(lastMs) }]),
      ],
    });
  }

  #alerted(said: SensorAlertObservation): void {
    if (said.state === 'cleared') {
      const tampering = this.#tampering.get(said.sensorId);
      if (!tampering?.alerts.delete(said.alertId)) return;
      if (tampering.alerts.size === 0) this.#untampered(said.sensorId);
      return;
    }
    if (!TAMPER.test(said.text)) return;
    const place =
      said.lat !== undefined && said.lon !== undefined ? { lat: said.lat, lon: said.lon } : undefined;
    const tampering = this.#tampered(said.sensorId, said.observedMs, said.text, place);
    if (tampering.alerts.size < MAX_ALERTS) tampering.alerts.set(said.alertId, said);
  }

  #tampered(
    id: SensorId,
    atMs: number,
    text: string | undefined,
    place?: { readonly lat: number; readonly lon: number },
  ): Tampering {
    const known = this.#tampering.get(id);
    if (known) {
      known.lastMs = Math.max(known.lastMs, atMs);
      return known;
    }
    const tampering: Tampering = { firstMs: atMs, lastMs: atMs, alerts: new Map() };
    this.#tampering.set(id, tampering);
    if (this.#tampering.size > MAX_SENSORS) this.#untampered(this.#tampering.keys().next().value!);
    const sensor = this.#watch.system.sensors().find((one) => one.id === id);
    const at = place ? { place } : sensor ? placeOf(sensor) : {};
    this.#watch.raise({
      name: id,
      kind: 'sensorTampered',
      things: [],
      about: { sensorId: id, ...(sensor && { feedId: sensor.feedId }) },
      ...at,
      onsetMs: atMs,
      rule: 'sensorTampered.signs',
      measured: { value: 1, unit: 'count' },
      threshold: { value: this.#watch.values(SENSOR_TAMPERED).signs, unit: 'count' },
      evidence: [
        { what: 'sensorName', text: sensor?.name || id },
        { what: 'sensorTamper', atMs: epochMs(atMs), ...(text && { text }) },
      ],
    });
    return tampering;
  }

  #untampered(id: SensorId): void {
    this.#tampering.delete(id);
    this.#watch.clear('sensorTampered', id);
  }
}

/** Of one sensor at once. */
const MAX_ALERTS = 64;

const placeOf = ({ lat, lon }: WatchedSensor) =>
  lat === undefined || lon === undefined ? {} : { place: { lat, lon } };

export const sensors = (watch: Watch): Detector => new Sensors(watch);
