/** The tasks that were given to nodes and are not done: who, since when, and what became of them. */
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { TaskObservation } from '../../../proto/domain/sensing.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import { visibleText } from '../visibletext.ts';
import { isUlid, ulidOf } from './identifiers.ts';
import type { Node } from './node.ts';

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
  /** It was told to stop: what it still says of the task is nobody's concern. */
  stoppedMs: EpochMs | undefined;
}

export type TaskReport = (observation: TaskObservation) => void;

export class TaskBook {
  readonly #feedId: FeedId;
  readonly #tasks = new Map<string, Task>();
  #count = 0;

  constructor(feedId: FeedId) {
    this.#feedId = feedId;
  }

  /** Whether one more task may be written down. */
  hasRoom(node: Node): boolean {
    const ofNode = [...this.#tasks.values()].filter((task) => task.node.id === node.id).length;
    return ofNode < MAX_TASKS_A_NODE && this.#tasks.size < MAX_TASKS;
  }

  /** Writes a task down, where there is room; its ULID. */
  open(taskId: string, node: Node, nowMs: EpochMs): string {
    const wireId =
      isUlid(taskId) && !this.#tasks.has(taskId)
        ? taskId
        : ulidOf(nowMs, `${this.#feedId} task ${this.#count++} ${taskId}`);
    this.#tasks.set(wireId, {
      taskId,
      wireId,
      node,
      sentMs: nowMs,
      acceptedMs: undefined,
      stoppedMs: undefined,
    });
    return wireId;
  }

  /** Gives up the oldest tasks that a node has accepted, so that it can do one more; their ULIDs, for it to be told. */
  makeRoom(node: Node, nowMs: EpochMs, report: TaskReport): string[] {
    const open = [...this.#tasks.values()].filter(
      (task) => task.node.id === node.id && task.acceptedMs !== undefined && task.stoppedMs === undefined,
    );
    const stopped = open.slice(0, Math.max(0, open.length + 1 - (node.declared.lookAt?.atOnce ?? 0)));
    for (const task of stopped) {
      task.stoppedMs = nowMs;
      this.#tell(task, 'failed', 'given up for another task', nowMs, report);
    }
    return stopped.map(({ wireId }) => wireId);
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
    if (task.stoppedMs !== undefined) {
      if (ack.task_status !== TaskStatus.TASK_STATUS_ACCEPTED) this.#tasks.delete(task.wireId);
      return undefined;
    }
    const reason = visibleText((ack.reason ?? []).join('; '), MAX_REASON) || undefined;
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
      if (task.stoppedMs !== undefined) {
        if (nowMs - task.stoppedMs > ANSWER_WITHIN_MS) this.#tasks.delete(task.wireId);
      } else if (task.acceptedMs === undefined && nowMs - task.sentMs > ANSWER_WITHIN_MS)
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
    if (task.stoppedMs === undefined) this.#tell(task, state, reason, nowMs, report);
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
