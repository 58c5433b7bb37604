/** Who says to be where: transmitters and the tracks that carry their claims. */
import type { CooperativeReport, TransmitterClass } from './contract.ts';
import type { Fix } from './reportstep.ts';

/** Transmitters that are remembered; the one that was heard longest ago goes first. */
const LIMIT = 65_536;
const KNOT = 1852 / 3600;

export interface Claim {
  readonly index: number;
  readonly key: number;
  /** Row of the track that carries it, -1 for none. */
  row: number;
  sinceMs: number;
  /** Time of its newest report, and when we received the newest. */
  observedMs: number;
  heardMs: number;
  fix: Fix;
  transmitter: TransmitterClass;
  intervalMs: number;
  /** Reports in a row that did not fit its track. */
  conflicts: number;
  /** Reports in a row that fitted. */
  agreements: number;
  /** Reports in a row that no sensor supported. */
  unsupported: number;
  /** It has left a track behind that sensors still see: its position needs support. */
  contested: boolean;
  /** No sensor there promises to see its like. */
  mayBeUnseen: boolean;
  silentSinceMs: number | undefined;
  unverifiedSinceMs: number | undefined;
  /** Silent for so long that it should have sent. */
  dark: boolean;
  /** Last normalised distance. */
  d2: number;
}

export class Claims {
  readonly #byKey = new Map<number, Claim>();
  readonly #byIndex: (Claim | undefined)[] = [];
  readonly #free: number[] = [];

  get(key: number): Claim | undefined {
    return this.#byKey.get(key);
  }

  at(index: number): Claim | undefined {
    return index < 0 ? undefined : this.#byIndex[index];
  }

  all(): Iterable<Claim> {
    return this.#byKey.values();
  }

  /** A new transmitter. Where there is no room the one that was heard longest ago without a track is forgotten. */
  add(report: CooperativeReport, fix: Fix): Claim | undefined {
    if (this.#byKey.size >= LIMIT && !this.#evict()) return undefined;
    const index = this.#free.pop() ?? this.#byIndex.length;
    const claim: Claim = {
      index,
      key: report.key,
      row: -1,
      sinceMs: report.receivedMs,
      observedMs: report.observedMs,
      heardMs: report.receivedMs,
      fix,
      transmitter: report.transmitter,
      intervalMs: intervalOf(report),
      conflicts: 0,
      agreements: 0,
      unsupported: 0,
      contested: false,
      mayBeUnseen: report.mayBeUnseen === true,
      silentSinceMs: undefined,
      unverifiedSinceMs: undefined,
      dark: false,
      d2: 0,
    };
    this.#byKey.set(report.key, claim);
    this.#byIndex[index] = claim;
    return claim;
  }

  #evict(): boolean {
    let oldest: Claim | undefined;
    for (const claim of this.#byKey.values())
      if (claim.row < 0 && (oldest === undefined || claim.heardMs < oldest.heardMs)) oldest = claim;
    if (oldest === undefined) return false;
    this.#byKey.delete(oldest.key);
    this.#byIndex[oldest.index] = undefined;
    this.#free.push(oldest.index);
    return true;
  }
}

/** When the next report is due: ITU-R M.1371-5, annex 1, tables 1 and 2 (autonomous mode, course held). */
export function intervalOf(report: CooperativeReport): number {
  if (report.intervalMs !== undefined && report.intervalMs > 0) return report.intervalMs;
  const speedKn = Math.hypot(report.vxMps ?? 0, report.vyMps ?? 0) / KNOT;
  if (report.transmitter === 'B') return speedKn > 2 ? 30_000 : 180_000;
  return speedKn > 23 ? 2_000 : speedKn > 14 ? 6_000 : 10_000;
}
