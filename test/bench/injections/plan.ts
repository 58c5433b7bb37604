/** Who is made to do what in one run: every vessel at most one thing, chosen by a seed. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import { seeded } from '../../../proto/domain/random.ts';
import { inOrder, type Said } from '../corpora/traffic.ts';
import { deviation, drift, loiter, rendezvous, slowDown, uTurn } from './conduct.ts';
import type { Changed, Inject, Truth } from './injection.ts';
import { type Leg, legsOf, type Vessel, vesselsOf } from './legs.ts';
import { circle, duplicate, jam, overspeed, swap, teleport } from './positions.ts';
import { device, gap, staticChange } from './sayings.ts';

/** What happens to vessels under way. */
const OF_LEGS: Readonly<Record<string, Inject>> = {
  rendezvous,
  loiter,
  drift,
  jam,
  'duplicate MMSI': duplicate,
  'identity swap': swap,
  gap,
  '45° deviation': deviation,
  'U-turn': uTurn,
  'slow-down': slowDown,
  'circle spoof': circle,
  overspeed,
  'teleport 2 km': teleport(2),
  'teleport 5 km': teleport(5),
  'teleport 20 km': teleport(20),
  'teleport 100 km': teleport(100),
};
/** What any vessel may say. */
const OF_VESSELS: Readonly<Record<string, (vessel: Vessel, random: () => number) => Changed | undefined>> = {
  'static change': staticChange,
  distress: (vessel, random) => device(vessel, random, false),
  'distress test': (vessel, random) => device(vessel, random, true),
};
export const INJECTIONS = [...Object.keys(OF_LEGS), ...Object.keys(OF_VESSELS)];

const LEAST_KN = 4;
const LEAST_LEG_MS = 20 * 60_000;
/** So many vessels are asked before an injection is given up for this run. */
const MOST_ASKED = 40;

/** Recorded traffic, looked through once for all runs. */
export interface Ground {
  readonly name: string;
  readonly traffic: readonly Said[];
  readonly vessels: readonly Vessel[];
  readonly legs: readonly Leg[];
  readonly hasStatics: boolean;
}

export function groundOf(name: string, traffic: readonly Said[]): Ground {
  const vessels = vesselsOf(traffic).filter(({ reports }) => reports.length > 0);
  const legs = vessels.flatMap((vessel) => legsOf(vessel, LEAST_KN, LEAST_LEG_MS));
  const hasStatics = traffic.some(({ message }) => message.type === 5);
  return { name, traffic, vessels, legs, hasStatics };
}

export interface Run {
  readonly traffic: readonly Said[];
  readonly truths: readonly Truth[];
}

/**
 * @param wanted how many more of each are wanted; a run fills it as far as its vessels go, the scarcest first
 * @param most of one injection in a run
 */
export function planRun(
  ground: Ground,
  seed: number,
  shore: Shore,
  wanted: ReadonlyMap<string, number>,
  most: number,
): Run {
  const random = seeded(seed);
  const legs = shuffled(ground.legs, random);
  const used = new Set<number>();
  const changes: Changed[] = [];
  let next = 990_000 + (seed % 100) * 1000;
  const known = new Set(ground.vessels.map(({ mmsi }) => mmsi));
  const newMmsi = (): number => {
    do next++;
    while (known.has(next + 366_000_000));
    return next + 366_000_000;
  };
  const take = (change: Changed): void => {
    changes.push(change);
    for (const mmsi of change.said.keys()) used.add(mmsi);
  };
  const done = new Map<string, number>();
  const isWanted = (name: string): boolean => (done.get(name) ?? 0) < Math.min(most, wanted.get(name) ?? 0);
  // One of each in turn, so that no injection gets all the vessels.
  for (let round = 0; round < most; round++)
    for (const [name, inject] of Object.entries(OF_LEGS)) {
      if (!isWanted(name)) continue;
      const others = legs.filter(({ vessel }) => !used.has(vessel.mmsi));
      for (const leg of others.slice(0, MOST_ASKED)) {
        const change = inject(leg, { shore, random, others: others.filter((one) => one !== leg), newMmsi });
        if (change === undefined) continue;
        take(change);
        done.set(name, (done.get(name) ?? 0) + 1);
        break;
      }
      legs.push(legs.shift()!);
    }
  const vessels = shuffled(ground.vessels, random);
  for (const [name, say] of Object.entries(OF_VESSELS))
    for (const vessel of vessels) {
      if (!isWanted(name)) break;
      if (used.has(vessel.mmsi)) continue;
      const change = say(vessel, random);
      if (change === undefined) continue;
      take(change);
      done.set(name, (done.get(name) ?? 0) + 1);
    }
  const replaced = new Map(changes.flatMap(({ said }) => [...said]));
  const kept = ground.traffic.filter(({ message }) => !replaced.has(message.mmsi));
  return {
    traffic: inOrder([...kept, ...[...replaced.values()].flat()]),
    truths: changes.map(({ truth }) => truth),
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [all[i], all[k]] = [all[k]!, all[i]!];
  }
  return all;
}
