/** The tasks that were given to nodes and are not done: who, since when, and what became of them. */
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { TaskObservation } from '../../../proto/domain/observation.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import { isUlid, ulidOf } from './identifiers.ts';
import type { Node } from './node.ts';
import { printable } from './sample.ts';

/** Open tasks of one node, and of all; further ones are not given. */
export const MAX_TASKS_A_NODE = 8;
const MAX_TASKS = 1024;
/** A node must answer a task within this time. */
export const ANSWER_WITHIN_MS = 10_000;
/** Beyond the completion time that the node declared. */
const GRACE_MS = 30_000;
const MAX_REASON = 200;

const { TaskStatus } = sapient.v2.TaskAck;

interface Task {
  /** The name that it was given here, and the ULID that the node knows. */
  readonly taskId: string;
  readonly wireId: string;
  readonly node: Node;
  readonly sentMs: EpochMs;
  acceptedMs: EpochMs | undefined;
}

export type TaskReport = (observation: TaskObservation) => void;

export class TaskBook {
  readonly #feedId: FeedId;
  readonly #tasks = new Map<string, Task>();
  #count = 0;

  constructor(feedId: FeedId) {
    this.#feedId = feedId;
  }

  /** Writes a task down; its ULID, or undefined when there are too many. */
  open(taskId: string, node: Node, nowMs: EpochMs): string | undefined {
    const ofNode = [...this.#tasks.values()].filter((task) => task.node.id === node.id).length;
    if (ofNode >= MAX_TASKS_A_NODE || this.#tasks.size >= MAX_TASKS) return undefined;
    const wireId =
      isUlid(taskId) && !this.#tasks.has(taskId)
        ? taskId
        : ulidOf(nowMs, `${this.#feedId} task ${this.#count++} ${taskId}`);
    this.#tasks.set(wireId, { taskId, wireId, node, sentMs: nowMs, acceptedMs: undefined });
    return wireId;
  }

  /** A node answers; why that may not be, if so. */
  acknowledge(
    ack: sapient.v2.TaskAck.$Properties,
    node: Node,
    nowMs: EpochMs,
    report: TaskReport,
  ): string | undefined {
    const task = this.#tasks.get(ack.task_id ?? '');
    if (task === undefined || task.node.id !== node.id) return 'an answer to a task that it was not given';
    const reason = printable((ack.reason ?? []).join('; '), MAX_REASON) || undefined;
    switch (ack.task_status) {
      case TaskStatus.TASK_STATUS_ACCEPTED:
        if (task.acceptedMs === undefined) this.#tell(task, 'accepted', reason, nowMs, report);
        task.acceptedMs ??= nowMs;
        return undefined;
      case TaskStatus.TASK_STATUS_REJECTED:
        this.#end(task, 'rejected', reason, nowMs, report);
        return undefined;
      case TaskStatus.TASK_STATUS_COMPLETED:
        this.#end(task, 'completed', reason, nowMs, report);
        return undefined;
      case TaskStatus.TASK_STATUS_FAILED:
        this.#end(task, 'failed', reason, nowMs, report);
        return undefined;
      default:
        return 'an answer to a task without its status';
    }
  }

  /** Gives up what was not answered or not completed in time. */
  tick(nowMs: EpochMs, report: TaskReport): void {
    for (const task of this.#tasks.values()) {
      const withinMs = (task.node.declared.lookAt?.completionMs ?? 0) + GRACE_MS;
      if (task.acceptedMs === undefined && nowMs - task.sentMs > ANSWER_WITHIN_MS)
        this.#end(task, 'failed', `no answer within ${ANSWER_WITHIN_MS / 1000} s`, nowMs, report);
      else if (task.acceptedMs !== undefined && nowMs - task.acceptedMs > withinMs)
        this.#end(task, 'failed', `not completed within ${Math.round(withinMs / 1000)} s`, nowMs, report);
    }
  }

  /** The node is gone, and with it what it was to do. */
  abandon(node: Node, nowMs: EpochMs, report: TaskReport): void {
    for (const task of this.#tasks.values())
      if (task.node.id === node.id) this.#end(task, 'failed', 'the node is gone', nowMs, report);
  }

  #end(
    task: Task,
    state: TaskObservation['state'],
    reason: string | undefined,
    nowMs: EpochMs,
    report: TaskReport,
  ): void {
    this.#tasks.delete(task.wireId);
    this.#tell(task, state, reason, nowMs, report);
  }

  #tell(
    task: Task,
    state: TaskObservation['state'],
    reason: string | undefined,
    nowMs: EpochMs,
    report: TaskReport,
  ): void {
    report({
      type: 'task',
      feedId: this.#feedId,
      nature: task.node.nature,
      observedMs: nowMs,
      receivedMs: nowMs,
      sensorId: task.node.sensorId,
      taskId: task.taskId,
      state,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
