/**
 * People that go together. Rule: persons within 30 m of one another (along a chain) who move alike, for a minute, are a
 * group; the oldest of their tracks stands for it, with their number, and the others say to whom they belong. They part
 * when 45 m lie between them. A sensor that counts several in one track makes that track a group at once.
 */
import type { TrackId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { knotsToMetresPerSecond, toRadians } from '../../../proto/domain/units.ts';
import type { Seen } from '../region/region.ts';
import type { TrackRegistry } from '../registry.ts';

const TOGETHER_M = 30;
const PARTED_M = 45;
const ALIKE_MPS = 0.8;
const TOGETHER_MS = 60_000;
/** People looked at, at most; of more only the oldest tracks are grouped. */
const PEOPLE = 512;
const M_PER_DEG = 111_195;

interface Walker {
  readonly slot: number;
  readonly counter: number;
  readonly seen: Seen;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
}

export class Groups {
  readonly #tracks: TrackRegistry;
  /** Since when two tracks, by their counters, go together. */
  #pairs = new Map<string, number>();

  constructor(tracks: TrackRegistry) {
    this.#tracks = tracks;
  }

  /** Looks at the rows that sensors see, and says of each what it is in a group. */
  tick(slots: Iterable<number>, seenOf: (slot: number) => Seen | undefined, nowMs: number): void {
    const walkers = this.#walkers(slots, seenOf);
    const pairs = new Map<string, number>();
    const leader = walkers.map((_, i) => i);
    const leaderOf = (i: number): number => {
      while (leader[i] !== i) i = leader[i]!;
      return i;
    };
    for (let i = 0; i < walkers.length; i++) {
      for (let j = i + 1; j < walkers.length; j++) {
        const [a, b] = [walkers[i]!, walkers[j]!];
        if (Math.abs(a.y - b.y) > PARTED_M) continue;
        const key = `${a.counter} ${b.counter}`;
        const sinceMs = this.#pairs.get(key);
        if (!together(a, b, sinceMs !== undefined)) continue;
        pairs.set(key, sinceMs ?? nowMs);
        // The older track leads: walkers are in the order of their birth.
        if (sinceMs === undefined || nowMs - sinceMs < TOGETHER_MS) continue;
        const [one, other] = [leaderOf(i), leaderOf(j)];
        leader[Math.max(one, other)] = Math.min(one, other);
      }
    }
    this.#pairs = pairs;
    this.#say(
      walkers,
      walkers.map((_, i) => leaderOf(i)),
    );
  }

  #walkers(slots: Iterable<number>, seenOf: (slot: number) => Seen | undefined): readonly Walker[] {
    const { columns } = this.#tracks;
    const walkers: Walker[] = [];
    for (const slot of slots) {
      const seen = seenOf(slot);
      if (!seen || columns.coopKey[slot] !== 0) continue;
      // One that is a group by itself, as its sensor says, is not counted with others.
      if (seen.votes.kind !== TrackKind.person || seen.votes.grouped || columns.isLost(slot)) {
        seen.groupKind = seen.votes.grouped ? TrackKind.group : undefined;
        seen.groupCount = undefined;
        this.#tracks.notesOf(slot).remark('group', undefined);
        continue;
      }
      const speed = knotsToMetresPerSecond(columns.sogKn[slot]!) || 0;
      const course = toRadians(columns.cogDeg[slot]!);
      const scale = Math.cos(toRadians(columns.lat[slot]!));
      walkers.push({
        slot,
        counter: columns.counter[slot]!,
        seen,
        x: columns.lon[slot]! * M_PER_DEG * scale,
        y: columns.lat[slot]! * M_PER_DEG,
        vx: Number.isNaN(course) ? 0 : speed * Math.sin(course),
        vy: Number.isNaN(course) ? 0 : speed * Math.cos(course),
      });
    }
    return walkers.toSorted((a, b) => a.counter - b.counter).slice(0, PEOPLE);
  }

  #say(walkers: readonly Walker[], leaders: readonly number[]): void {
    const sizes = new Map<number, number>();
    for (const leader of leaders) sizes.set(leader, (sizes.get(leader) ?? 0) + 1);
    walkers.forEach(({ slot, seen }, i) => {
      const size = sizes.get(leaders[i]!)!;
      const leads = leaders[i] === i && size > 1;
      seen.groupKind = leads ? TrackKind.group : undefined;
      seen.groupCount = leads ? size : undefined;
      const group: TrackId | undefined =
        size > 1 && !leads ? this.#tracks.id(walkers[leaders[i]!]!.slot) : undefined;
      if (this.#tracks.notesOf(slot).remark('group', group)) this.#tracks.touch(slot);
    });
  }
}

function together(a: Walker, b: Walker, before: boolean): boolean {
  const apartM = Math.hypot(a.x - b.x, a.y - b.y);
  if (apartM > (before ? PARTED_M : TOGETHER_M)) return false;
  return before || Math.hypot(a.vx - b.vx, a.vy - b.vy) <= ALIKE_MPS;
}
