/** One land sensor as a SAPIENT node: registers, says how it is, reports what it sees, raises alerts, takes tasks. */
import type { Random } from '../../../proto/domain/random.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { alert, detectionReport, statusReport, taskAck } from '../../decode/sapient/build.ts';
import { type NodeDescription, registration } from '../../decode/sapient/buildregistration.ts';
import { encodeSapient } from '../../decode/sapient/encode.ts';
import type { SapientMessage } from '../../decode/sapient/message.ts';
import { isActive } from '../conduct.ts';
import type { NodePlan } from '../scenarioland.ts';
import type { Ecef } from '../sensing/earth.ts';
import { CameraHead } from './camerahead.ts';
import { type LandBody, Lookout } from './lookout.ts';
import { ordersIn } from './orders.ts';
import { SENSES } from './sighting.ts';

export interface NodeLink {
  send(atMs: number, bytes: Uint8Array): void;
  /** The node's connection ends: it has gone off the air. */
  hangUp(atMs: number): void;
}

const STATUS_EVERY_MS = 10_000;
/** All nodes register within this time of the opening. */
const REGISTER_WITHIN_MS = 2500;
/** After a refusal a node registers again. */
const AGAIN_AFTER_MS = 30_000;
/** An alert is over when nothing came near for this long. */
const ALERT_FOR_MS = 60_000;

export class LandNode {
  private readonly plan: NodePlan;
  private readonly description: NodeDescription;
  private readonly head: CameraHead | undefined;
  private readonly lookout: Lookout;
  private readonly link: NodeLink;
  private readonly openingMs: EpochMs;
  private readonly firstMs: number;
  private readonly phaseMs: number;
  private readonly orders = ordersIn();
  private onAir = false;
  private refusedMs: number | undefined;
  private statusMs = 0;
  private raised: { readonly key: string; lastMs: number } | undefined;

  constructor(plan: NodePlan, openingMs: EpochMs, random: Random, link: NodeLink) {
    const sense = SENSES[plan.kind];
    this.plan = plan;
    this.openingMs = openingMs;
    this.link = link;
    this.head = plan.kind === 'camera' ? new CameraHead(plan) : undefined;
    this.lookout = new Lookout(plan, this.head, random);
    this.firstMs = openingMs + Math.floor(random() * REGISTER_WITHIN_MS);
    this.phaseMs = Math.floor(random() * plan.everyMs);
    this.description = {
      nodeId: plan.id,
      type: sense.type,
      name: plan.name,
      statusIntervalS: STATUS_EVERY_MS / 1000,
      classes: [...new Set(Object.values(sense.takes).flatMap((path) => path.map(([type]) => type)))],
      ...(plan.kind === 'camera' ? { canLookAt: true } : {}),
      ...(sense.measures === 'near' ? {} : { polar: true }),
    };
  }

  /** Bytes from the centre. */
  receive(bytes: Uint8Array, nowMs: number): void {
    for (const order of this.orders(bytes)) {
      if (order.what === 'registered') this.refusedMs = order.accepted ? undefined : nowMs;
      else if (order.what === 'task') this.take(order.taskId, order.at, nowMs);
      else if (this.head?.stop(order.taskId) === true)
        this.acknowledge(nowMs, order.taskId, 'TASK_STATUS_COMPLETED');
      else this.acknowledge(nowMs, order.taskId, 'TASK_STATUS_REJECTED', 'there is no such task');
    }
  }

  /** Lives through the second that begins now; bodies as they are at its beginning. */
  tick(secondMs: number, bodies: readonly LandBody[]): void {
    const { vanishes, everyMs } = this.plan;
    if (secondMs < this.firstMs) return;
    if (vanishes !== undefined && isActive(vanishes, this.openingMs, secondMs)) {
      this.goOff(secondMs);
      return;
    }
    this.comeOn(secondMs);
    if (this.refusedMs !== undefined) return;
    const turned = this.head?.step(secondMs);
    if (turned?.arrived !== undefined) this.acknowledge(secondMs, turned.arrived, 'TASK_STATUS_COMPLETED');
    if (secondMs >= this.statusMs || turned?.moved === true) this.status(secondMs);
    const first = Math.ceil((secondMs - this.phaseMs) / everyMs) * everyMs + this.phaseMs;
    for (let atMs = first; atMs < secondMs + 1000; atMs += everyMs) {
      const { seen, near } = this.lookout.look(atMs, (atMs - secondMs) / 1000, bodies);
      for (const one of seen) this.say(atMs, detectionReport(this.description, atMs, one));
      if (this.plan.kind === 'proximity' && near) this.alarm(atMs);
    }
    if (this.raised !== undefined && secondMs - this.raised.lastMs > ALERT_FOR_MS) {
      this.signal(secondMs, this.raised.key, 'ALERT_STATUS_CLEAR', 'nothing near any more');
      this.raised = undefined;
    }
  }

  private comeOn(nowMs: number): void {
    const again = this.refusedMs !== undefined && nowMs - this.refusedMs > AGAIN_AFTER_MS;
    if (this.onAir && !again) return;
    this.onAir = true;
    this.refusedMs = undefined;
    this.say(nowMs, registration(this.description, nowMs));
    this.statusMs = nowMs + 1000;
  }

  private goOff(nowMs: number): void {
    if (!this.onAir) return;
    this.onAir = false;
    this.lookout.forget();
    this.link.hangUp(nowMs);
  }

  private say(atMs: number, message: SapientMessage): void {
    this.link.send(atMs, encodeSapient(message));
  }

  private status(nowMs: number): void {
    const { plan, head } = this;
    const { fromDeg, toDeg } = plan.sector ?? { fromDeg: 0, toDeg: 360 };
    const widthDeg = toDeg === fromDeg + 360 ? 360 : (toDeg - fromDeg + 360) % 360;
    const wired = plan.kind === 'groundRadar' || plan.kind === 'camera';
    const status = statusReport(this.description, nowMs, {
      system: 'SYSTEM_OK',
      at: { lat: plan.lat, lon: plan.lon, altM: plan.altM },
      coverage: [{ azimuthDeg: (fromDeg + widthDeg / 2) % 360, widthDeg, rangeM: plan.rangeM }],
      ...(head === undefined
        ? {}
        : { fieldOfView: { azimuthDeg: head.azimuthDeg, widthDeg: head.widthDeg, rangeM: plan.rangeM } }),
      ...(wired ? {} : { batteryPercent: Math.round(90 - (((nowMs - this.openingMs) / 3_600_000) % 40)) }),
    });
    this.say(nowMs, status);
    this.statusMs = nowMs + STATUS_EVERY_MS;
  }

  private alarm(atMs: number): void {
    if (this.raised === undefined) {
      this.raised = { key: `alert ${atMs}`, lastMs: atMs };
      this.signal(atMs, this.raised.key, 'ALERT_STATUS_ACTIVE', 'intrusion: something passed the sensor');
    }
    this.raised.lastMs = atMs;
  }

  private signal(
    atMs: number,
    alertKey: string,
    state: 'ALERT_STATUS_ACTIVE' | 'ALERT_STATUS_CLEAR',
    text: string,
  ): void {
    const at = { lat: this.plan.lat, lon: this.plan.lon };
    this.say(atMs, alert(this.description, atMs, { alertKey, type: 'ALERT_TYPE_WARNING', state, text, at }));
  }

  private take(taskId: string, at: Ecef | undefined, nowMs: number): void {
    const { refused, gaveUp } = this.turnTo(taskId, at);
    if (refused !== undefined) {
      this.acknowledge(nowMs, taskId, 'TASK_STATUS_REJECTED', refused);
      return;
    }
    if (gaveUp !== undefined) this.acknowledge(nowMs, gaveUp, 'TASK_STATUS_FAILED', 'another task came');
    this.acknowledge(nowMs, taskId, 'TASK_STATUS_ACCEPTED');
  }

  private turnTo(taskId: string, at: Ecef | undefined): ReturnType<CameraHead['look']> {
    if (this.head === undefined) return { refused: 'this node cannot turn' };
    if (at === undefined) return { refused: 'only a place to look at is understood' };
    const { azimuthDeg, rangeM } = this.lookout.bearingTo(at);
    return this.head.look(taskId, azimuthDeg, rangeM);
  }

  private acknowledge(
    nowMs: number,
    taskId: string,
    status: Parameters<typeof taskAck>[3],
    reason?: string,
  ): void {
    this.say(nowMs, taskAck(this.description, nowMs, taskId, status, reason));
  }
}
