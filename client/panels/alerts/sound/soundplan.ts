/**
 * What sounds when: patterns by priority as IEC 62923-1 asks a bridge to tell them apart. Pure: `player.ts` makes the
 * sound, the page's clock is handed in.
 */
import type { Alert } from '../../../../proto/domain/alert/alert.ts';
import { compareAlerts, wantsAnswer } from '../standing.ts';

/** A note: its pitch, when it begins after the pattern, and how long it lasts; seconds. */
export interface Note {
  readonly hz: number;
  readonly atS: number;
  readonly forS: number;
}

export type Pattern = 'emergency' | 'alarm' | 'warning' | 'test';

const pulses = (count: number, hz: number, onS: number, offS: number): readonly Note[] =>
  Array.from({ length: count }, (_, i) => ({ hz, atS: i * (onS + offS), forS: onS }));

/** Between 200 and 2,500 Hz, as IEC 62923-1 has it, each with a pitch of its own. */
export const PATTERNS: Readonly<Record<Pattern, readonly Note[]>> = {
  // Two tones by turns without a pause: four of them are one round.
  emergency: [0, 1, 2, 3].map((i) => ({ hz: i % 2 === 0 ? 880 : 660, atS: i * 0.5, forS: 0.5 })),
  alarm: pulses(3, 760, 0.18, 0.12),
  warning: pulses(2, 520, 0.25, 0.2),
  test: [
    ...pulses(3, 760, 0.18, 0.12),
    { hz: 520, atS: 1.1, forS: 0.25 },
    { hz: 520, atS: 1.55, forS: 0.25 },
  ],
};

/** From one round to the next. */
export const EMERGENCY_EVERY_MS = 2000;
export const ALARM_EVERY_MS = 7000;
/** A warning sounds when it comes, and once more if nobody has acknowledged it by then. */
export const WARNING_AGAIN_MS = 60_000;
/** Silence is not acknowledgement: it ends by itself. */
export const SILENCE_MS = 30_000;
/** Warnings whose sounding is remembered; the oldest is forgotten, and would sound once more. */
const MAX_HEARD = 20_000;

export interface SoundAsked {
  readonly alerts: Iterable<Alert>;
  /** Of this page; any origin. */
  readonly nowMs: number;
  /** Whether an alert is this seat's to hear. */
  readonly hears: (alert: Alert) => boolean;
}

/** Decides, asked again and again, which pattern begins now. Only the most urgent sounds. */
export class SoundPlan {
  /** Ids that were silenced here, and until when. */
  readonly #silenced = new Map<string, number>();
  /** Warnings: when they sounded first; `Infinity` once they sounded twice. */
  readonly #heard = new Map<string, number>();
  #emergencyAt = Number.NEGATIVE_INFINITY;
  #alarmAt = Number.NEGATIVE_INFINITY;

  /** The pattern that begins now. */
  next({ alerts, nowMs, hears }: SoundAsked): Pattern | undefined {
    for (const [id, untilMs] of this.#silenced) if (untilMs <= nowMs) this.#silenced.delete(id);
    const sounding: Alert[] = [];
    for (const alert of alerts) if (this.#sounds(alert) && hears(alert)) sounding.push(alert);
    let first: Alert | undefined;
    for (const alert of sounding) if (first === undefined || compareAlerts(alert, first) < 0) first = alert;
    // What comes first again, later, is heard at once.
    if (first?.priority !== 'emergency') this.#emergencyAt = Number.NEGATIVE_INFINITY;
    if (first?.priority !== 'alarm') this.#alarmAt = Number.NEGATIVE_INFINITY;
    switch (first?.priority) {
      case 'emergency':
        if (nowMs - this.#emergencyAt < EMERGENCY_EVERY_MS) return undefined;
        this.#emergencyAt = nowMs;
        return 'emergency';
      case 'alarm':
        if (nowMs - this.#alarmAt < ALARM_EVERY_MS) return undefined;
        this.#alarmAt = nowMs;
        return 'alarm';
      case 'warning':
        return this.#warn(sounding, nowMs);
      default:
        return undefined;
    }
  }

  /** What sounds now is silent for {@link SILENCE_MS}; what comes meanwhile is heard. Says whose sound it was. */
  silence({ alerts, nowMs, hears }: SoundAsked): readonly string[] {
    const ids: string[] = [];
    for (const alert of alerts)
      if (this.#sounds(alert) && alert.priority !== 'caution' && hears(alert)) {
        this.#silenced.set(alert.id, nowMs + SILENCE_MS);
        ids.push(alert.id);
      }
    return ids;
  }

  /** Over and not acknowledged, it waits in silence. */
  #sounds(alert: Alert): boolean {
    return wantsAnswer(alert) && alert.state === 'unacknowledged' && !this.#silenced.has(alert.id);
  }

  /** Several that are due at once are one sound. */
  #warn(sounding: readonly Alert[], nowMs: number): Pattern | undefined {
    let due = false;
    for (const { id, priority } of sounding) {
      if (priority !== 'warning') continue;
      const heardMs = this.#heard.get(id);
      if (heardMs !== undefined && nowMs - heardMs < WARNING_AGAIN_MS) continue;
      this.#heard.set(id, heardMs === undefined ? nowMs : Number.POSITIVE_INFINITY);
      due = true;
    }
    for (const id of this.#heard.keys()) {
      if (this.#heard.size <= MAX_HEARD) break;
      this.#heard.delete(id);
    }
    return due ? 'warning' : undefined;
  }
}
