/** Units of the agencies say where they are: Cursor on Target events as XML. */
import { gaussian, type Random, seeded, subSeed } from '../../../proto/domain/random.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { unitDetail } from '../../decode/cot/detail.ts';
import { encodeCotXml } from '../../decode/cot/encodexml.ts';
import { eventOf } from '../../decode/cot/fromxml.ts';
import { readOrder, replyEvent } from '../../decode/cot/orders.ts';
import { readDocument } from '../../decode/cot/xml.ts';
import type { Outbox } from '../outbox.ts';
import { moved } from '../path.ts';
import type { UnitPlan } from '../scenarioforces.ts';
import type { Vessel } from '../vessel.ts';
import { type Answer, answerByVoice, obey } from './obedience.ts';

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
    /** Of a crew that can be told where to go. */
    readonly vessel: Vessel | undefined;
    readonly random: Random;
    readonly phaseMs: number;
  }[];

  /** `where`: the one of the world that a unit is; `vessels`: those that go where they are told. */
  constructor(
    feed: string,
    plans: readonly UnitPlan[],
    where: (plan: UnitPlan) => (atMs: number) => UnitState | undefined,
    vessels: readonly Vessel[],
    seed: number,
    outbox: Outbox,
  ) {
    this.feed = feed;
    this.outbox = outbox;
    this.members = plans.map((plan, i) => {
      const random = seeded(subSeed(seed, FIRST_STREAM + i));
      const { is } = plan;
      const vessel = is.what === 'vessel' ? vessels.find(({ ship }) => ship.name === is.vessel) : undefined;
      return { plan, where: where(plan), vessel, random, phaseMs: Math.floor(random() * plan.everyMs) };
    });
  }

  /** What the centre tells a unit; false when no unit of this feed is meant. */
  receive(bytes: Uint8Array, nowMs: EpochMs): boolean {
    const read = readDocument(Buffer.from(bytes).toString('utf8'));
    const said = 'wrong' in read ? undefined : eventOf(read.root);
    const order = said === undefined || 'wrong' in said ? undefined : readOrder(said.event);
    const member = this.members.find(({ plan }) => plan.uid === order?.uid);
    if (order === undefined || member === undefined) return false;
    const { random, vessel, where } = member;
    const answer: Answer = (state, atMs, text) => {
      const { lat, lon } = where(atMs) ?? { lat: 0, lon: 0 };
      const reply = {
        taskId: order.taskId,
        uid: order.uid,
        state,
        lat: rounded(lat, 6),
        lon: rounded(lon, 6),
      };
      const event = replyEvent({ ...reply, ...(text !== undefined && { text }) }, Math.round(atMs));
      this.outbox.send(atMs + DELAY_MS, this.feed, Buffer.from(`${encodeCotXml(event)}\n`, 'utf8'));
    };
    if (vessel === undefined) answerByVoice(answer, nowMs, random);
    else obey(vessel, order, answer, nowMs, random);
    return true;
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
