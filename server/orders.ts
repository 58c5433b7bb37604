/** Tasks to units: told over the feed on which the unit is heard, and what it answers goes into the task's record. */
import type { Clock } from '../proto/domain/clock.ts';
import type { FeedId } from '../proto/domain/ids.ts';
import type { UnitReplyObservation, UnitReplyState } from '../proto/domain/observation.ts';
import type { LatLon } from '../proto/domain/operations/area.ts';
import type { Task } from '../proto/domain/operations/patrol.ts';
import type { AnyVersion, Version } from '../proto/domain/operations/record.ts';
import { outline } from '../proto/domain/shapes/outline.ts';
import type { UnitOrder } from './decode/decoder.ts';
import type { Actor } from './operations/actor.ts';
import type { Plans } from './operations/plans.ts';
import type { Records } from './operations/records.ts';
import type { Pipeline } from './pipeline.ts';

/** A task that could not be told is tried again for this long. */
const TRY_FOR_MS = 10 * 60_000;
/** Tasks that wait to be told; beyond it the oldest is given up. */
const MAX_WAITING = 1000;

const EVENT_OF: Readonly<Record<UnitReplyState, string>> = {
  acknowledged: 'acknowledge',
  willComply: 'willComply',
  cannot: 'cannot',
  done: 'done',
  failed: 'fail',
};

export interface OrdersOptions {
  readonly records: Records;
  readonly plans: Plans;
  readonly clock: Clock;
  readonly pipelines: readonly (Pick<Pipeline, 'order'> & { readonly feed: { readonly id: FeedId } })[];
  /** Through which feeds a unit says where it is: nobody else is told what it is to do. */
  readonly heardOn: (cotUid: string) => readonly FeedId[];
  /** The place of a track that a unit is sent to. */
  readonly placeOf: (trackId: string) => LatLon | undefined;
  readonly exercise: boolean;
}

export class Orders {
  readonly #options: OrdersOptions;
  /** Told or not, by task: cancelled ones too. */
  readonly #waiting = new Map<string, { readonly sinceMs: number; readonly cancelled: boolean }>();
  readonly #stop: () => void;

  /** Tasks that were sent before a restart and not delivered are told now. */
  constructor(options: OrdersOptions) {
    this.#options = options;
    for (const { id, value } of options.records.list('task'))
      if (value.state === 'sent') this.#wait(id, false);
    this.#stop = options.records.onChange((version) => this.#changed(version));
  }

  stop(): void {
    this.#stop();
  }

  /** Called about once a second. */
  tick(): void {
    const nowMs = this.#options.clock.nowMs();
    for (const [id, { sinceMs, cancelled }] of this.#waiting) {
      const task = this.#options.records.get('task', id);
      const over = nowMs - sinceMs > TRY_FOR_MS || task === undefined;
      if (over || this.#tell(task, cancelled)) this.#waiting.delete(id);
    }
  }

  /** A unit answered. What is not of the unit that was told, or comes too late, changes nothing. */
  answered({ uid, taskId, state, text }: UnitReplyObservation): void {
    const { records } = this.#options;
    const task = records.get('task', taskId);
    const unit = task && records.get('unit', task.value.unitId);
    if (!task || unit?.value.bound?.cotUid !== uid) return;
    const isOwed = state === 'cannot' || state === 'failed';
    this.#happened(task, EVENT_OF[state], unit, text ?? (isOwed ? 'no reason given' : undefined));
  }

  #changed(version: AnyVersion): void {
    if (version.kind !== 'task' || version.removed) return;
    if (version.event === 'created') this.#wait(version.id, false);
    else if (version.event === 'cancel') this.#wait(version.id, true);
  }

  #wait(id: string, cancelled: boolean): void {
    if (this.#waiting.size >= MAX_WAITING) {
      const [oldest] = this.#waiting.keys();
      if (oldest !== undefined) this.#waiting.delete(oldest);
    }
    this.#waiting.set(id, { sinceMs: this.#options.clock.nowMs(), cancelled });
  }

  /** True when there is nothing more to try. */
  #tell(task: Version<'task'>, cancelled: boolean): boolean {
    const { records, pipelines, clock, exercise } = this.#options;
    const unit = records.get('unit', task.value.unitId);
    const uid = unit?.value.bound?.cotUid;
    if (!unit || uid === undefined) return true;
    const order: UnitOrder = {
      taskId: task.id,
      uid,
      kind: task.value.kind,
      text: task.value.text,
      ...this.#where(task.value),
      from: task.byName,
      ...(cancelled && { cancelled }),
      ...(exercise && { exercise }),
    };
    const feeds = this.#options.heardOn(uid);
    const told = pipelines.some(
      (pipeline) => feeds.includes(pipeline.feed.id) && pipeline.order(order, clock.nowMs()),
    );
    if (told && !cancelled) this.#happened(task, 'deliver', unit);
    return told;
  }

  #where({ place, sectorId, trackId }: Task): Pick<UnitOrder, 'lat' | 'lon' | 'area'> {
    const at = place ?? (trackId === undefined ? undefined : this.#options.placeOf(trackId));
    const sector = sectorId === undefined ? undefined : this.#options.records.get('sector', sectorId)?.value;
    const ring = sector && outline(sector.area)[0]?.[0];
    return {
      ...(at && { lat: at.lat, lon: at.lon }),
      ...(ring && { area: fewCorners(ring).map(({ lat, lon }) => [lat, lon] as const) }),
    };
  }

  /** What the table of states does not allow any more came too late, and is left. */
  #happened(task: Version<'task'>, event: string, unit: Version<'unit'>, reason?: string): void {
    const by: Actor = { id: `unit:${unit.id}`, name: unit.value.callSign, how: 'system' };
    this.#options.plans.event('task', task.id, event, task.version, {
      by,
      ...(reason !== undefined && { reason }),
    });
  }
}

/** Corners of an area as they are sent. */
const MAX_CORNERS = 100;

/** Evenly thinned where there are too many: a crew's legs want its outline, not its last inlet. */
function fewCorners(ring: readonly LatLon[]): readonly LatLon[] {
  const step = Math.ceil(ring.length / MAX_CORNERS);
  return ring.filter((_, i) => i % step === 0);
}
