/** When a task came to each of its states: from its versions, read once for each new one. */
import { useEffect, useState } from 'react';
import type { TaskState } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useServices } from '../services.ts';

export type TaskTimes = ReadonlyMap<TaskState, number>;

/** The first time of each state. */
export function timesOf(versions: readonly Version<'task'>[]): TaskTimes {
  const times = new Map<TaskState, number>();
  for (const { value, atMs } of versions.toSorted((a, b) => a.version - b.version))
    if (!times.has(value.state)) times.set(value.state, atMs);
  return times;
}

export function useTaskTimes(task: Version<'task'>): TaskTimes {
  const { fetchVersions } = useServices();
  const [times, setTimes] = useState<TaskTimes>(() => timesOf([task]));
  useEffect(() => {
    let gone = false;
    setTimes((before) => new Map([...before, ...timesOf([task])]));
    // The first version is all there is.
    if (task.version > 1)
      void fetchVersions('task', task.id).then((answer) => {
        if (!gone && answer.ok) setTimes(timesOf(answer.value.versions));
      });
    return () => {
      gone = true;
    };
  }, [task, fetchVersions]);
  return times;
}
