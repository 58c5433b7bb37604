/** A unit has not answered what it was told to do. */
import { TASK_UNANSWERED } from '../../../proto/domain/alert/thresholds/operations.table.ts';
import type { OpenDetector } from '../detector.ts';

const EVERY_MS = 5_000;

export const tasks: OpenDetector = (watch) => {
  let told = new Set<string>();
  let dueMs = Number.NEGATIVE_INFINITY;
  return {
    name: 'tasks',
    tick(nowMs) {
      if (nowMs < dueMs) return;
      dueMs = nowMs + EVERY_MS;
      const { afterS } = watch.values(TASK_UNANSWERED);
      const now = new Set<string>();
      for (const { id, value, atMs } of watch.records.list('task')) {
        if (value.state !== 'sent' && value.state !== 'delivered') continue;
        const sinceS = (nowMs - atMs) / 1000;
        if (sinceS < afterS) continue;
        now.add(id);
        const thing = watch.unit(value.unitId);
        watch.raise({
          name: id,
          kind: 'taskUnanswered',
          things: thing ? [thing] : [],
          about: {
            taskId: id,
            unitId: value.unitId,
            ...(value.patrolId !== undefined && { patrolId: value.patrolId }),
          },
          onsetMs: atMs,
          rule: 'taskUnanswered.afterS',
          measured: { value: sinceS, unit: 's' },
          threshold: { value: afterS, unit: 's' },
          evidence: [
            { what: 'told', text: value.text, atMs },
            { what: value.state === 'sent' ? 'notDelivered' : 'delivered', atMs },
          ],
          outlasts: true,
        });
      }
      for (const id of told) if (!now.has(id)) watch.clear('taskUnanswered', id);
      told = now;
    },
    stepBack() {
      dueMs = Number.NEGATIVE_INFINITY;
    },
  };
};
