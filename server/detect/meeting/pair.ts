/** Two vessels near each other at slow speed: since when, how far apart, and whether they came from apart. */
import { distanceM } from '../../../proto/domain/geo.ts';
import type { Thing } from '../thing.ts';

/** They came from apart where at one of these times before they were so far from each other. */
const BEFORE_MS = [5, 10, 15, 20, 30, 45, 60].map((minutes) => minutes * 60_000);
const APART_M = 1000;

export class Pair {
  readonly name: string;
  readonly a: Thing;
  readonly b: Thing;
  /** They were far from each other before. Not so where too little is known of either. */
  readonly cameApart: boolean;
  /** Near each other and slow since. */
  readonly sinceMs: number;
  /** Both lie, within range, since. */
  lyingMs: number | undefined;
  /** One of them has not lain since. */
  goingMs: number;
  lastMs: number;
  nearestM = Number.POSITIVE_INFINITY;
  told: 'rendezvous' | 'encounter' | undefined;
  /** When it was judged, it was ordinary: nothing to tell of it until they part. */
  ordinary = false;
  #sumM = 0;
  #count = 0;
  #leastM = Number.POSITIVE_INFINITY;
  #mostM = 0;

  constructor(name: string, a: Thing, b: Thing) {
    this.name = name;
    this.a = a;
    this.b = b;
    this.sinceMs = Math.max(a.ms, b.ms);
    this.goingMs = this.sinceMs;
    this.lastMs = this.sinceMs;
    this.cameApart = BEFORE_MS.some((ms) => wereApart(a, b, ms));
  }

  /** While both lie: their mean distance, and by how much it varied. */
  get meanM(): number {
    return this.#sumM / this.#count;
  }
  get variedM(): number {
    return this.#mostM - this.#leastM;
  }

  /** Both lie, so far from each other. */
  lie(nowMs: number, apartM: number): void {
    this.lyingMs ??= nowMs;
    this.#sumM += apartM;
    this.#count++;
    this.#leastM = Math.min(this.#leastM, apartM);
    this.#mostM = Math.max(this.#mostM, apartM);
  }

  /** One of them no longer lies. */
  rise(nowMs: number): void {
    if (this.lyingMs === undefined) return;
    this.lyingMs = undefined;
    this.goingMs = nowMs;
    this.#sumM = 0;
    this.#count = 0;
    this.#leastM = Number.POSITIVE_INFINITY;
    this.#mostM = 0;
  }
}

function wereApart(a: Thing, b: Thing, beforeMs: number): boolean {
  const [atA, atB] = [a.trace.back(beforeMs), b.trace.back(beforeMs)];
  return (
    atA !== undefined &&
    atB !== undefined &&
    distanceM(a.trace.position(atA), b.trace.position(atB)) > APART_M
  );
}
