/** What a sensor was told to look at, and what became of it. */
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { TaskObservation } from '../../../proto/domain/sensing.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

/** Tasks kept a sensor; the oldest goes. */
const TASKS_KEPT = 4;

const { TaskLife } = watchfloor.v1;
type Life = watchfloor.v1.TaskLife;

const LIFE: Record<TaskObservation['state'], Life> = {
  accepted: TaskLife.TASK_ACCEPTED,
  rejected: TaskLife.TASK_REJECTED,
  completed: TaskLife.TASK_COMPLETED,
  failed: TaskLife.TASK_FAILED,
};

export interface SensorTask {
  readonly id: string;
  readonly trackId: TrackId;
  readonly life: Life;
  readonly reason: string;
  readonly sinceMs: number;
}

export class TaskList {
  /** The newest first. */
  #tasks: readonly SensorTask[] = [];

  get all(): readonly SensorTask[] {
    return this.#tasks;
  }

  sent(id: string, trackId: TrackId, atMs: number): void {
    const task = { id, trackId, life: TaskLife.TASK_SENT, reason: '', sinceMs: atMs };
    this.#tasks = [task, ...this.#tasks.filter((known) => known.id !== id)].slice(0, TASKS_KEPT);
  }

  /** An answer; to a task that nobody here sent, or too long ago, it says nothing. */
  answered({ taskId, state, reason = '', observedMs }: TaskObservation): void {
    this.#tasks = this.#tasks.map((task) =>
      task.id === taskId ? { ...task, life: LIFE[state], reason, sinceMs: observedMs } : task,
    );
  }
}
