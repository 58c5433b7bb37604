/**
 * Where one transmitter is heard: reports sorted to at most three places that each go their own way. A report that no
 * place explains is a jump; what follows tells a jump there and back, one that lasts, a vessel that is only fast, and two
 * transmitters under one number.
 */
import { isEcho } from './echo.ts';
import type { Limits } from './limits.ts';
import { apartM, besideM, eastM, meanKn, northM } from './step.ts';
import { type Jump, type Said, Strand } from './strand.ts';

/** What a report proved. */
export type Proof =
  | {
      readonly is: 'jump';
      readonly jump: Jump;
      readonly how: 'hard' | 'back' | 'stays';
      readonly limitKn: number;
    }
  | { readonly is: 'two'; readonly here: Strand; readonly there: Strand; readonly switches: number };

const MAX_STRANDS = 3;
/** A vessel of which fewer reports are known has no place yet: receivers begin with their last place of the day before. */
const SETTLED_REPORTS = 2;
/** So many late reports in a row are no longer late: the recording began anew. */
const ECHOES = 3;
/** A place that is not the last is known again this near, and so much farther a second. */
const KNOWN_AGAIN_M = 400;
const KNOWN_AGAIN_KN = 15;
/** Over less a mean speed is noise. */
const MEAN_MS = 10_000;
/** After so long a place says nothing of the next. */
const FORGOTTEN_MS = 6 * 3_600_000;
/** After so many of its usual intervals it went unheard: it may have been fast for that long. */
const UNHEARD_INTERVALS = 3;
/** Share of a new interval in the usual one; a longer one is a break. */
const INTERVAL_SHARE = 0.2;
const LONGEST_INTERVAL_MS = 600_000;
const KN_TO_MS = 1852 / 3600;

export class Strands {
  /** The fastest it was seen to hold over two spans, knots. */
  topKn = 0;
  readonly #all: Strand[] = [];
  #now: Strand | undefined;
  #spanKn = 0;
  /** Between its reports, whichever place they are of; it ends with the last. */
  #usualMs = Number.POSITIVE_INFINITY;
  #heardMs = Number.NaN;
  #switches = 0;
  #echoes = 0;

  /** Places that are known. */
  get places(): readonly Strand[] {
    return this.#all;
  }

  /** The next report of a track. */
  take(said: Said, limits: Limits): Proof | undefined {
    const now = this.#now;
    if (!now || said.ms - now.ms > FORGOTTEN_MS) return this.#restart(said);
    if (said.ms < now.ms) return this.#overtaken(now, said, limits);
    const jump = jumpTo(now, said, limits, this.#usualMs);
    this.#learnInterval(said.ms);
    if (!jump && this.#all.length === 1) return this.#goesOn(now, said, limits);
    this.#forget(said.ms, limits.placeS * 1000);
    const other = this.#knownAgain(said, jump ? Number.POSITIVE_INFINITY : offM(now, said));
    if (other) return this.#changes(now, other, said, limits);
    if (!jump) return this.#goesOn(now, said, limits);
    if (isEcho(said, limits)) {
      if (++this.#echoes >= ECHOES) return this.#restart(said);
      return undefined;
    }
    return this.#begins(now, said, jump, limits);
  }

  /** The clock was set back. */
  stepBack(): void {
    this.#all.length = 0;
    this.#now = undefined;
  }

  /** Older than what was heard elsewhere: it counts where its own place is known. */
  #overtaken(now: Strand, said: Said, limits: Limits): Proof | undefined {
    const other = this.#knownAgain(said, offM(now, said));
    return other && said.ms > other.ms ? this.#changes(now, other, said, limits) : undefined;
  }

  #restart(said: Said): undefined {
    this.#all.length = 0;
    this.#now = new Strand(said);
    this.#all.push(this.#now);
    this.#switches = 0;
    this.#echoes = 0;
    this.#spanKn = 0;
  }

  #goesOn(now: Strand, said: Said, limits: Limits): Proof | undefined {
    this.#echoes = 0;
    const { jump } = now;
    if (!jump) {
      this.#learn(now.take(said));
      return undefined;
    }
    const tookMs = said.ms - jump.toMs;
    const afterKn = Math.max(
      tookMs < MEAN_MS ? 0 : meanKn(apartM(jump.toLat, jump.toLon, said.lat, said.lon), tookMs),
      sogOf(said),
    );
    if (tookMs < MEAN_MS && Number.isNaN(said.sogKn)) {
      now.take(said);
      return undefined;
    }
    now.jump = undefined;
    now.take(said);
    if (jump.isHard && jump.from.count >= SETTLED_REPORTS) return undefined;
    const limitKn = this.#stayLimitKn(jump, afterKn, limits);
    if (jump.kn > limitKn && jump.from.count >= SETTLED_REPORTS)
      return { is: 'jump', jump, how: 'stays', limitKn };
    // It is only fast: one way, and no other place.
    if (!jump.isHard) {
      this.topKn = Math.max(this.topKn, Math.min(jump.kn, afterKn));
      const at = this.#all.indexOf(jump.from);
      if (at >= 0) this.#all.splice(at, 1);
      now.count += jump.from.count;
    }
    return undefined;
  }

  /** It is heard from another place that is known. */
  #changes(now: Strand, other: Strand, said: Said, limits: Limits): Proof | undefined {
    this.#echoes = 0;
    const { jump } = now;
    now.jump = undefined;
    other.jump = undefined;
    const bridgeKn = meanKn(apartM(other.lat, other.lon, said.lat, said.lon), said.ms - other.cameMs);
    other.take(said);
    this.#now = other;
    this.#switches++;
    const wayM = apartM(now.lat, now.lon, said.lat, said.lon);
    if (this.#switches >= limits.switches && now.count >= 2 && other.count >= 2 && wayM >= limits.apartM)
      return { is: 'two', here: other, there: now, switches: this.#switches };
    if (!jump || jump.isHard || jump.from !== other || other.count <= SETTLED_REPORTS) return undefined;
    const backKn = meanKn(wayM, said.ms - now.cameMs);
    const limitKn = limits.factor * Math.max(jump.besideKn, bridgeKn, sogOf(said)) + limits.spikeMarginKn;
    if (Math.min(jump.kn, backKn) > limitKn) return { is: 'jump', jump, how: 'back', limitKn };
    // It came back at leisure: then the way there alone must be what it cannot have made.
    const stayKn = this.#stayLimitKn(jump, Math.max(backKn, sogOf(said)), limits);
    return jump.kn > stayKn ? { is: 'jump', jump, how: 'back', limitKn: stayKn } : undefined;
  }

  #stayLimitKn(jump: Jump, afterKn: number, limits: Limits): number {
    const isLong = jump.tookMs > limits.staySoftS * 1000 || jump.tookMs > UNHEARD_INTERVALS * jump.usualMs;
    return Math.max(
      limits.factor * Math.max(jump.besideKn, afterKn) + limits.stayMarginKn,
      (isLong ? limits.factor : limits.ownFactor) * this.topKn,
      isLong ? limits.stayKn : 0,
    );
  }

  #begins(now: Strand, said: Said, jump: Jump, limits: Limits): Proof | undefined {
    this.#echoes = 0;
    const strand = new Strand(said);
    strand.jump = jump;
    if (this.#all.length >= MAX_STRANDS) this.#drop(now);
    this.#all.push(strand);
    this.#now = strand;
    if (now.jump) now.jump = undefined;
    this.#switches++;
    if (!jump.isHard || now.count < SETTLED_REPORTS) return undefined;
    return { is: 'jump', jump, how: 'hard', limitKn: hardKn(jump.besideKn, limits) };
  }

  /** The place that was heard the fewest times, of those that are not the last. */
  #drop(keep: Strand): void {
    let worst = -1;
    for (let i = 0; i < this.#all.length; i++)
      if (this.#all[i] !== keep && (worst < 0 || this.#all[i]!.count < this.#all[worst]!.count)) worst = i;
    this.#all.splice(worst, 1);
  }

  #forget(nowMs: number, afterMs: number): void {
    for (let i = this.#all.length - 1; i >= 0; i--) {
      const strand = this.#all[i]!;
      if (strand !== this.#now && nowMs - strand.ms > afterMs) this.#all.splice(i, 1);
    }
    if (this.#all.length === 1) this.#switches = 0;
  }

  #knownAgain(said: Said, nearerM: number): Strand | undefined {
    let best: Strand | undefined;
    let bestM = nearerM;
    for (const strand of this.#all) {
      if (strand === this.#now) continue;
      const away = offM(strand, said);
      const seconds = (said.ms - strand.cameMs) / 1000;
      const apart = this.#now ? apartM(this.#now.lat, this.#now.lon, said.lat, said.lon) : 0;
      const grown = KNOWN_AGAIN_M + Math.max(KNOWN_AGAIN_KN, strand.kn / 2) * KN_TO_MS * seconds;
      if (away >= bestM || away > Math.min(grown, Math.max(KNOWN_AGAIN_M, apart / 4))) continue;
      best = strand;
      bestM = away;
    }
    return best;
  }

  #learnInterval(ms: number): void {
    const tookMs = ms - this.#heardMs;
    this.#heardMs = ms;
    if (!(tookMs <= LONGEST_INTERVAL_MS)) return;
    this.#usualMs = Number.isFinite(this.#usualMs)
      ? this.#usualMs + INTERVAL_SHARE * (tookMs - this.#usualMs)
      : tookMs;
  }

  #learn(madeKn: number): void {
    if (Number.isNaN(madeKn)) return;
    this.topKn = Math.max(this.topKn, Math.min(madeKn, this.#spanKn));
    this.#spanKn = madeKn;
  }
}

const sogOf = (said: Said): number => (Number.isNaN(said.sogKn) ? 0 : said.sogKn);
const hardKn = (besideKn: number, limits: Limits): number =>
  Math.max(limits.hardKn, limits.factor * besideKn + limits.stayMarginKn);

/** The jump that a report would be; undefined: it can have come there. */
function jumpTo(from: Strand, said: Said, limits: Limits, usualMs: number): Jump | undefined {
  const north = northM(from.lat, said.lat);
  if (Math.abs(north) < limits.minM) {
    // Cheap: most steps are short.
    const east = (said.lon - from.lon) * 111_195;
    if (Math.abs(east) < limits.minM) return undefined;
  }
  const east = eastM(from.lon, said.lon, (from.lat + said.lat) / 2);
  const wayM = Math.hypot(north, east);
  if (wayM < limits.minM) return undefined;
  const tookMs = said.ms - from.cameMs;
  const kn = meanKn(wayM, tookMs);
  const besideKn = Math.max(from.kn, sogOf(said));
  const isHard = kn > hardKn(besideKn, limits);
  if (!isHard && (kn <= limits.factor * besideKn + limits.spikeMarginKn || tookMs > limits.softS * 1000))
    return undefined;
  const seconds = tookMs / 1000;
  if (besideM(east, north, from.ve, from.vn, seconds - limits.clockS, seconds + limits.clockS) < limits.minM)
    return undefined;
  return {
    ...{ fromMs: from.cameMs, fromLat: from.lat, fromLon: from.lon },
    ...{ toMs: said.ms, toLat: said.lat, toLon: said.lon },
    ...{ wayM, tookMs, kn, besideKn, isHard, from, usualMs },
  };
}

/** Metres between a report and where a place's vessel would be: it stayed, it went on, or as before its jump. */
function offM(strand: Strand, said: Said): number {
  const north = northM(strand.lat, said.lat);
  const east = eastM(strand.lon, said.lon, (strand.lat + said.lat) / 2);
  const seconds = Math.min(600, (said.ms - strand.cameMs) / 1000);
  let off = besideM(east, north, strand.ve, strand.vn, 0, seconds);
  const { jump } = strand;
  if (jump) {
    off = Math.min(off, besideM(east, north, jump.from.ve, jump.from.vn, 0, seconds));
    const perS = 1000 / Math.max(1000, jump.tookMs);
    const ve = eastM(jump.fromLon, jump.toLon, jump.toLat) * perS;
    const vn = northM(jump.fromLat, jump.toLat) * perS;
    off = Math.min(off, besideM(east - ve * seconds, north - vn * seconds, 0, 0, 0, 0));
  }
  return off;
}
