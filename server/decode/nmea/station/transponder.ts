/** A transponder that says what ails it (ALR): its alarms that stand, and how it is therefore. */
import type { SensorId } from '../../../../proto/domain/ids.ts';
import type { SensorAlertObservation, SensorObservation } from '../../../../proto/domain/sensing.ts';
import { SensorHealth } from '../../../../proto/domain/sensor.ts';
import type { Alr } from '../sentences/messages.ts';

/**
 * It sends no more, or hears a channel no more (IEC 61993-2, integrity alarms): transmitter, receivers, general failure.
 * With every other alarm it goes on with less.
 */
const DISABLING: readonly (number | undefined)[] = [1, 3, 4, 6];
/** Talkers of AIS stations (IEC 61162-1): mobile, base, aid, search and rescue, limited base, repeater. */
const AIS_TALKERS = ['AI', 'AB', 'AD', 'AN', 'AR', 'AS', 'AT', 'AX', 'BS', 'SA'];
/** Alarms that stand at once; one more takes the place of the first. */
const MAX_ALARMS = 64;
/** So often it is said that it lives, while it is heard. */
const SAID_MS = 10_000;
const MAX_TEXT = 120;

type Unsaid = 'feedId' | 'nature' | 'observedMs' | 'receivedMs' | 'sensorId';
export type TransponderSaid = Omit<SensorAlertObservation, Unsaid> | Omit<SensorObservation, Unsaid>;

export const isAisTalker = (talker: string): boolean => AIS_TALKERS.includes(talker);

interface Alarm {
  readonly text: string;
  readonly disabling: boolean;
}

export class Transponder {
  readonly sensorId: SensorId;
  readonly #alarms = new Map<string, Alarm>();
  #saidMs = Number.NEGATIVE_INFINITY;

  constructor(sensorId: SensorId) {
    this.sensorId = sensorId;
  }

  /** The alarm and how it is now; nothing where an alarm is over that never stood. */
  alarmed({ alarm, active, acknowledged, text }: Alr, atMs: number): readonly TransponderSaid[] {
    const alertId = String(alarm ?? text ?? '');
    const stood = this.#alarms.get(alertId);
    if (!active && stood === undefined) return [];
    const words = (text ?? stood?.text ?? `alarm ${alertId}`).slice(0, MAX_TEXT);
    const disabling = DISABLING.includes(alarm);
    this.#alarms.delete(alertId);
    if (active) this.#alarms.set(alertId, { text: words, disabling });
    if (this.#alarms.size > MAX_ALARMS) this.#alarms.delete(this.#alarms.keys().next().value!);
    const alert = {
      type: 'sensorAlert',
      alertId,
      text: words,
      severity: disabling ? 'fault' : 'warning',
      state: active ? (acknowledged === true ? 'acknowledged' : 'active') : 'cleared',
    } as const;
    return [alert, this.#health(atMs)];
  }

  /** It was heard otherwise: now and then it says how it is. */
  heard(atMs: number): TransponderSaid | undefined {
    return Math.abs(atMs - this.#saidMs) < SAID_MS ? undefined : this.#health(atMs);
  }

  #health(atMs: number): TransponderSaid {
    this.#saidMs = atMs;
    const alarms = [...this.#alarms.values()];
    if (alarms.length === 0) return { type: 'sensor', health: SensorHealth.working };
    return {
      type: 'sensor',
      health: alarms.some(({ disabling }) => disabling) ? SensorHealth.faulty : SensorHealth.degraded,
      reason: alarms
        .map(({ text }) => text)
        .join('; ')
        .slice(0, 4 * MAX_TEXT),
    };
  }
}
