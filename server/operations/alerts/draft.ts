/** What changes together, before it is kept: read through to what is, written to nothing. */
import type { Alert, AlertEvent } from '../../../proto/domain/alert/alert.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Found, Kept } from './alerttables.ts';
import { bySystem, lined, without } from './changed.ts';
import type { AlertMemory } from './memory.ts';

export class Draft {
  readonly audit: AuditEntry[] = [];
  readonly #memory: AlertMemory;
  readonly #nowMs: EpochMs;
  readonly #changed = new Map<string, Alert>();
  readonly #adopted = new Map<string, Found>();

  constructor(memory: AlertMemory, nowMs: EpochMs) {
    this.#memory = memory;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#changed.size;
  }

  get(id: string): Alert | undefined {
    return this.#changed.get(id) ?? this.#memory.get(id);
  }

  /** One that closed too long ago to be in memory, as it is in the file. */
  adopt(found: Found): void {
    this.#adopted.set(found.alert.id, found);
  }

  put(alert: Alert): void {
    this.#changed.set(alert.id, alert);
  }

  changed(): readonly Alert[] {
    return [...this.#changed.values()];
  }

  partsOf(id: string): readonly Alert[] {
    return this.#memory.partsOf(id).flatMap((part) => {
      const now = this.get(part.id)!;
      return now.partOf === id ? [now] : [];
    });
  }

  /** What closes lets go of what was grouped under it: it is not hidden with it. */
  settle(): void {
    for (const alert of this.changed()) {
      if (alert.state !== 'closed' || this.#memory.get(alert.id)?.state === 'closed') continue;
      for (const part of this.partsOf(alert.id))
        this.put(lined(without(part, 'partOf'), bySystem('leave', this.#nowMs)));
    }
  }

  /** As it is to be kept. @param next the revision of the next change */
  kept(next: () => number): readonly Kept[] {
    return this.changed().map((alert) => {
      const old = this.#adopted.get(alert.id);
      const before = this.#memory.get(alert.id) ?? old?.alert;
      const closedSinceMs = this.#memory.closedMs(alert.id) ?? old?.closedMs ?? this.#nowMs;
      const closedMs = alert.state === 'closed' ? closedSinceMs : undefined;
      return {
        alert: { ...alert, revision: next() },
        lines: newLines(before?.history ?? [], alert.history),
        ...(closedMs !== undefined && { closedMs }),
      };
    });
  }
}

/** Lines are only added at the end. */
function newLines(before: readonly AlertEvent[], now: readonly AlertEvent[]): readonly AlertEvent[] {
  const last = before.at(-1);
  return last === undefined ? now : now.slice(now.lastIndexOf(last) + 1);
}
