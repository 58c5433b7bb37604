/**
 * Notices that stand (IMO SN.1/Circ.289, message linkage): the same number said later by the same sender replaces one,
 * a cancellation takes it back, and it ends when its time is over. Kept as each feed heard them, because who may see a
 * feed may see what it heard, and no more.
 */
import type { AreaNotice, NoticeObservation } from '../../../proto/domain/application.ts';
import { isDistressNotice, NOTICE_GONE_MS, type SaidNotice } from '../../../proto/domain/surroundings.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { Held } from './held.ts';

/** A station can say 1,023 by number; what one says at a time is a handful. */
export const NOTICES_PER_SENDER = 32;
export const NOTICES_KEPT = 1024;

/** Those that are only said again are told anew this often, for the age of the last word. */
const TOLD_AGAIN_MS = 30_000;
const MINUTE_MS = 60_000;
/** A start that leaves its year out is at most half a year from when it was heard. */
const FARTHEST_START_MS = 184 * 24 * 60 * MINUTE_MS;

export class Notices {
  readonly #held = new Held<SaidNotice>(
    { perSender: NOTICES_PER_SENDER, all: NOTICES_KEPT },
    ({ notice }) => isDistressNotice(notice) && notice.cancelled !== true,
  );
  #version = 0;
  #told: readonly SaidNotice[] = [];
  #toldMs = Number.NEGATIVE_INFINITY;
  #changed = false;
  #repeated = false;

  /** Grows whenever {@link list} would say something else; moves in ticks. */
  get version(): number {
    return this.#version;
  }

  /** As of the last tick, those that were taken back among them: another feed may not have heard so. */
  list(): readonly SaidNotice[] {
    return this.#told;
  }

  /** That made room for others since the start. */
  get dropped(): number {
    return this.#held.dropped;
  }

  take(said: NoticeObservation): void {
    const { feedId, nature, mmsi, kind, notice, observedMs } = said;
    const id = noticeId(said);
    const before = this.#held.get(id, feedId);
    if (before && before.lastMs > observedMs) return;
    // A cancellation of what no feed ever heard says nothing.
    if (!before && notice.cancelled && !this.#held.has(id)) return;
    const isSame = before !== undefined && JSON.stringify(before.notice) === JSON.stringify(notice);
    const end = endOf(notice, observedMs);
    this.#held.set({
      ...{ id, feedId, nature, mmsi, kind, notice },
      firstMs: isSame ? before.firstMs : observedMs,
      lastMs: observedMs,
      ...(end !== undefined && { endMs: end }),
    });
    if (isSame) this.#repeated = true;
    else this.#changed = true;
  }

  /** Ends those whose time is over, and brings the list to a time. */
  tick(nowMs: EpochMs): void {
    if (this.#end(nowMs)) this.#changed = true;
    const isDue = this.#repeated && Math.abs(nowMs - this.#toldMs) >= TOLD_AGAIN_MS;
    if (!this.#changed && !isDue) return;
    this.#told = this.#held.all();
    this.#toldMs = nowMs;
    this.#changed = false;
    this.#repeated = false;
    this.#version += 1;
  }

  /** The clock was set back. @param moved times by the clock before as times by this one */
  stepBack(nowMs: EpochMs, moved: (atMs: EpochMs) => EpochMs): void {
    const isMoved = this.#held.revise((said) => {
      if (said.lastMs <= nowMs) return said;
      // Its year was the wrong clock's: it is said again, and read by the right one.
      if ((said.notice.startMs ?? nowMs) - nowMs > FARTHEST_START_MS) return undefined;
      const [firstMs, lastMs] = [moved(said.firstMs), moved(said.lastMs)];
      const end = said.notice.startMs === undefined ? endOf(said.notice, lastMs) : said.endMs;
      return { ...said, firstMs, lastMs, ...(end !== undefined && { endMs: end }) };
    });
    if (isMoved) this.#changed = true;
  }

  /**
   * Lets go of what is over. As taken back stays what is over while another feed's older word of the same still stands:
   * who sees both feeds would be told that one again.
   */
  #end(nowMs: EpochMs): boolean {
    const over = this.#held.all().filter((said) => isOver(said, nowMs));
    if (over.length === 0) return false;
    const oldest = new Map<string, EpochMs>();
    for (const said of this.#held.all()) {
      const { id, lastMs, notice } = said;
      if (notice.cancelled || isOver(said, nowMs)) continue;
      const before = oldest.get(id);
      if (before === undefined || lastMs < before) oldest.set(id, lastMs);
    }
    return this.#held.revise((said) => {
      if (!isOver(said, nowMs)) return said;
      const { notice, lastMs } = said;
      if (!((oldest.get(said.id) ?? lastMs) < lastMs)) return undefined;
      return notice.cancelled ? said : { ...said, notice: { ...notice, cancelled: true } };
    });
  }
}

/** Without a start a sender means "from now" each time that it says so. */
function endOf({ startMs, durationMin }: AreaNotice, saidMs: EpochMs): EpochMs | undefined {
  return durationMin === undefined ? undefined : epochMs((startMs ?? saidMs) + durationMin * MINUTE_MS);
}

function isOver({ notice, endMs, lastMs }: SaidNotice, nowMs: EpochMs): boolean {
  if (notice.cancelled || endMs === undefined) return nowMs - lastMs >= NOTICE_GONE_MS;
  return nowMs >= endMs;
}

/** `<nature>-<MMSI>-<about>-<linkage>`; without a linkage (0) its own words tell a notice from the sender's others. */
export function noticeId({
  nature,
  mmsi,
  notice,
}: Pick<NoticeObservation, 'nature' | 'mmsi' | 'notice'>): string {
  const { about, linkage, description, areas, text, startMs } = notice;
  const number = linkage === 0 ? `x${hash(JSON.stringify([description, areas, text, startMs]))}` : linkage;
  return `${nature}-${mmsi}-${about}-${number}`;
}

/** FNV-1a, 32 bits. */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(16);
}
