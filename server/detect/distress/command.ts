/**
 * A vessel says that it is not under command. Many say so by mistake, alongside or for days: it counts where the vessel
 * said something else before, moves, and is not in port.
 */
import { NOT_UNDER_COMMAND } from '../../../proto/domain/alert/thresholds/distress.table.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** ITU-R M.1371-5 table 45. */
const NOT_COMMANDED = 2;
/** Vessels remembered as told; beyond it the first is forgotten. */
const MAX_TOLD = 4096;

interface Said {
  /** When it last said that it is under way, or at other work. */
  beforeMs: number | undefined;
  sinceMs: number | undefined;
}

class NotUnderCommand implements Detector {
  readonly name = 'distress/command';
  readonly #watch: Watch;
  readonly #said = new Map<Thing, Said>();
  readonly #toldMs = new Map<string, number>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  moved(thing: Thing): void {
    const { navStatus } = thing;
    if (navStatus === undefined || thing.mmsi === undefined) return;
    let said = this.#said.get(thing);
    if (!said) {
      said = { beforeMs: undefined, sinceMs: undefined };
      this.#said.set(thing, said);
    }
    if (navStatus !== NOT_COMMANDED) {
      said.beforeMs = thing.ms;
      if (said.sinceMs !== undefined) this.#watch.clear('notUnderCommand', thing.name);
      said.sinceMs = undefined;
      return;
    }
    said.sinceMs ??= thing.ms;
    if (said.beforeMs !== undefined) this.#look(thing, said.sinceMs, said.beforeMs);
  }

  gone(thing: Thing): void {
    this.#said.delete(thing);
  }

  stepBack(): void {
    this.#said.clear();
  }

  #look(thing: Thing, sinceMs: number, beforeMs: number): void {
    const values = this.#watch.values(NOT_UNDER_COMMAND, thing.class);
    const forS = (thing.ms - sinceMs) / 1000;
    if (forS < values.afterS || this.#watch.isRaised('notUnderCommand', thing.name)) return;
    if (sinceMs - beforeMs > values.changedWithinS * 1000 || !(thing.sogKn >= values.underWayKn)) return;
    const toldMs = this.#toldMs.get(thing.name);
    if (toldMs !== undefined && thing.ms - toldMs < values.againS * 1000) return;
    const toPortM = this.#watch.shore.portM(thing.lat, thing.lon);
    if (toPortM !== undefined && toPortM < values.portM) return;
    if (this.#watch.learned.stops.vesselsAt(thing.lat, thing.lon) > 1) return;
    this.#toldMs.delete(thing.name);
    this.#toldMs.set(thing.name, thing.ms);
    if (this.#toldMs.size > MAX_TOLD) this.#toldMs.delete(this.#toldMs.keys().next().value!);
    this.#watch.raise({
      name: thing.name,
      kind: 'notUnderCommand',
      things: [thing],
      onsetMs: sinceMs,
      rule: 'notUnderCommand.afterS',
      measured: { value: Math.round(forS), unit: 's' },
      threshold: { value: values.afterS, unit: 's' },
      evidence: [
        { what: 'saysNotUnderCommand', atMs: epochMs(sinceMs) },
        { what: 'saidOtherBefore', atMs: epochMs(beforeMs) },
        { what: 'speed', measure: { value: Math.round(thing.sogKn * 10) / 10, unit: 'kn' } },
      ],
    });
  }
}

export const command = (watch: Watch): Detector => new NotUnderCommand(watch);
