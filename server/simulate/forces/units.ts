/** Units of the agencies say where they are: Cursor on Target events as XML. */
import { gaussian, type Random, seeded, subSeed } from '../../../proto/domain/random.ts';
import { unitDetail } from '../../decode/cot/detail.ts';
import { encodeCotXml } from '../../decode/cot/encodexml.ts';
import type { Outbox } from '../outbox.ts';
import { moved } from '../path.ts';
import type { UnitPlan } from '../scenarioforces.ts';

/** Where a unit is and how it moves. */
export interface UnitState {
  readonly kind: 'vessel' | 'vehicle' | 'foot' | 'helicopter';
  readonly lat: number;
  readonly lon: number;
  readonly altM?: number;
  readonly speedMps: number;
  readonly courseDeg: number;
}

/** Atoms, friendly: sea surface; ground equipment, vehicle; ground unit, infantry; air, military, rotary wing. */
const TYPES = {
  vessel: 'a-f-S',
  vehicle: 'a-f-G-E-V',
  foot: 'a-f-G-U-C-I',
  helicopter: 'a-f-A-M-H',
} as const;
/** One standard deviation of a component, metres. */
const SIGMA_M = { vessel: 4, vehicle: 5, foot: 6, helicopter: 5 } as const;
/** A position holds for so many intervals. */
const STALE_AFTER = 4;
const DELAY_MS = 400;
const DELAY_SPREAD_MS = 900;
/** Part of the seed from which the units' streams begin. */
const FIRST_STREAM = 4_200_000;

export class Units {
  private readonly feed: string;
  private readonly outbox: Outbox;
  private readonly members: readonly {
    readonly plan: UnitPlan;
    readonly where: (atMs: number) => UnitState | undefined;
    readonly random: Random;
    readonly phaseMs: number;
  }[];

  /** `where`: the one of the world that a unit is. */
  constructor(
    feed: string,
    plans: readonly UnitPlan[],
    where: (plan: UnitPlan) => (atMs: number) => UnitState | undefined,
    seed: number,
    outbox: Outbox,
  ) {
    this.feed = feed;
    this.outbox = outbox;
    this.members = plans.map((plan, i) => {
      const random = seeded(subSeed(seed, FIRST_STREAM + i));
      return { plan, where: where(plan), random, phaseMs: Math.floor(random() * plan.everyMs) };
    });
  }

  /** Sends what falls due in the second that begins now. */
  tick(secondMs: number): void {
    for (const { plan, where, random, phaseMs } of this.members) {
      const atMs = Math.ceil((secondMs - phaseMs) / plan.everyMs) * plan.everyMs + phaseMs;
      if (atMs >= secondMs + 1000) continue;
      const state = where(atMs);
      if (state === undefined) continue;
      const sigmaM = SIGMA_M[state.kind];
      const at = moved(state.lat, state.lon, sigmaM * gaussian(random), sigmaM * gaussian(random));
      const event = encodeCotXml({
        uid: plan.uid,
        type: TYPES[state.kind],
        how: 'm-g',
        timeMs: atMs,
        startMs: atMs,
        staleMs: atMs + STALE_AFTER * plan.everyMs,
        lat: rounded(at.lat, 6),
        lon: rounded(at.lon, 6),
        ...(state.altM === undefined ? {} : { haeM: rounded(state.altM, 0) }),
        ceM: sigmaM,
        detail: unitDetail({
          callSign: plan.callSign,
          team: plan.agency,
          role: 'Team Member',
          speedMps: rounded(state.speedMps, 1),
          courseDeg: rounded(state.courseDeg, 0) % 360,
        }),
      });
      const delayMs = DELAY_MS + Math.floor(random() * DELAY_SPREAD_MS);
      this.outbox.send(atMs + delayMs, this.feed, Buffer.from(`${event}\n`, 'utf8'));
    }
  }
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
