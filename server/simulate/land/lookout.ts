/** What a land sensor sees in one look: those about, under names that it keeps while it follows them, and bushes in the wind. */
import { gaussian, type Random } from '../../../proto/domain/random.ts';
import type { Detection } from '../../decode/sapient/build.ts';
import type { NodePlan } from '../scenarioland.ts';
import { azimuthOf, type Ecef, inSector, siteAt } from '../sensing/earth.ts';
import type { ActorState } from './actor.ts';
import type { CameraHead } from './camerahead.ts';
import { chanceOfSight, SENSES } from './sighting.ts';

/** A body on land, where it is. */
export type LandBody = ActorState & Ecef;

/** A thing seen again after longer than this is a new one to the sensor. */
const FOLLOWS_MS = 20_000;
/** Of a ground radar's velocity, metres a second a component. */
const VELOCITY_SIGMA_MPS = 0.15;
const MISCOUNTS = { less: 0.12, more: 0.06 };

export class Lookout {
  readonly bearingTo: (at: Ecef) => { readonly azimuthDeg: number; readonly rangeM: number };
  private readonly plan: NodePlan;
  private readonly head: CameraHead | undefined;
  private readonly random: Random;
  private readonly enu: ReturnType<typeof siteAt>;
  private readonly followed = new Map<string, { readonly key: string; lastMs: number }>();
  private nextKey = 1;

  constructor(plan: NodePlan, head: CameraHead | undefined, random: Random) {
    this.plan = plan;
    this.head = head;
    this.random = random;
    this.enu = siteAt(plan.lat, plan.lon, plan.altM);
    this.bearingTo = (at) => {
      const { eastM, northM } = this.enu(at);
      return { azimuthDeg: azimuthOf(eastM, northM), rangeM: Math.hypot(eastM, northM) };
    };
  }

  /** One look at `atMs`; bodies as they are `seconds` before. */
  look(atMs: number, seconds: number, bodies: readonly LandBody[]): { seen: Detection[]; near: boolean } {
    const { plan } = this;
    const seen: Detection[] = [];
    for (const body of bodies) {
      const at = this.enu(body);
      const eastM = at.eastM + body.eastMps * seconds;
      const northM = at.northM + body.northMps * seconds;
      const rangeM = Math.hypot(eastM, northM);
      if (rangeM > plan.rangeM) continue;
      const azimuthDeg = azimuthOf(eastM, northM);
      if (!this.faces(azimuthDeg)) continue;
      if (this.random() < chanceOfSight(plan, body.plan.kind, rangeM))
        seen.push(this.sighting(body, rangeM, azimuthDeg, atMs));
    }
    const near = seen.length > 0;
    if (this.random() < (plan.falseAnHour * plan.everyMs) / 3_600_000) seen.push(this.imagined(atMs));
    for (const [thing, { lastMs }] of this.followed)
      if (atMs - lastMs > FOLLOWS_MS) this.followed.delete(thing);
    return { seen, near };
  }

  /** Nothing is followed any more: the sensor was off. */
  forget(): void {
    this.followed.clear();
  }

  private faces(azimuthDeg: number): boolean {
    const { head, plan } = this;
    if (head !== undefined)
      return Math.abs(((azimuthDeg - head.azimuthDeg + 540) % 360) - 180) <= head.widthDeg / 2;
    return plan.sector === undefined || inSector(azimuthDeg, plan.sector);
  }

  private sighting(body: LandBody, rangeM: number, azimuthDeg: number, atMs: number): Detection {
    const { plan, random } = this;
    const { kind, count } = body.plan;
    const classes = SENSES[plan.kind].takes[kind];
    const chance = random();
    const miscount = chance < MISCOUNTS.less ? -1 : chance > 1 - MISCOUNTS.more ? 1 : 0;
    return {
      objectKey: this.keyOf(`${body.plan.id} ${body.sinceMs}`, atMs),
      place: this.measured(rangeM, azimuthDeg),
      confidence: 0.9,
      ...(classes === undefined ? {} : { classes: [classes] }),
      ...(plan.kind === 'camera' && count > 1 ? { count: Math.max(1, count + miscount) } : {}),
      ...(plan.kind === 'groundRadar'
        ? {
            velocity: {
              eastMps: body.eastMps + VELOCITY_SIGMA_MPS * gaussian(random),
              northMps: body.northMps + VELOCITY_SIGMA_MPS * gaussian(random),
            },
          }
        : {}),
    };
  }

  private measured(rangeM: number, azimuthDeg: number): Detection['place'] {
    const { plan, random } = this;
    const { measures } = SENSES[plan.kind];
    if (measures === 'near')
      return { kind: 'position', lat: plan.lat, lon: plan.lon, sigmaM: Math.max(5, plan.rangeM / 2) };
    const sigmaAzimuthDeg = plan.sigmaAzimuthDeg ?? 1;
    const sigmaRangeM = plan.sigmaRangeM ?? 5;
    const saidDeg = (azimuthDeg + sigmaAzimuthDeg * gaussian(random) + 360) % 360;
    if (measures === 'bearing') return { kind: 'polar', azimuthDeg: saidDeg, sigmaAzimuthDeg };
    const saidM = Math.max(1, rangeM + sigmaRangeM * gaussian(random));
    return { kind: 'polar', azimuthDeg: saidDeg, rangeM: saidM, sigmaAzimuthDeg, sigmaRangeM };
  }

  private imagined(atMs: number): Detection {
    const { plan, head, random } = this;
    const sector = plan.sector ?? { fromDeg: 0, toDeg: 359.9 };
    const widthDeg = head?.widthDeg ?? (sector.toDeg - sector.fromDeg + 360) % 360;
    const fromDeg = head === undefined ? sector.fromDeg : head.azimuthDeg - head.widthDeg / 2;
    const azimuthDeg = (fromDeg + random() * widthDeg + 360) % 360;
    const place = this.measured(plan.rangeM * Math.sqrt(random()), azimuthDeg);
    return { objectKey: this.keyOf(`false ${atMs}`, atMs), place, confidence: 0.4 };
  }

  /** What the sensor calls a thing: the same while it follows it. */
  private keyOf(thing: string, atMs: number): string {
    const known = this.followed.get(thing) ?? { key: String(this.nextKey++), lastMs: atMs };
    known.lastMs = atMs;
    this.followed.set(thing, known);
    return known.key;
  }
}
