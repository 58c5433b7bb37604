/** What became of a task to look at a track, as sign and words: sent, accepted, done, or why not. */
import { ObiAlertsCautionTwotone } from '@oicl/openbridge-webcomponents-react/icons/icon-alerts-caution-twotone.js';
import { ObiCheckGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-check-google.js';
import { ObiSyncGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-sync-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import type { SensorTaskInfo, TaskLifeName } from '../../store/sensors.ts';
import { formatAge } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';

const SIGNS: Readonly<Record<TaskLifeName, ReactNode>> = {
  sent: <ObiSyncGoogle />,
  accepted: <ObiSyncGoogle />,
  completed: <ObiCheckGoogle />,
  failed: <ObiAlertsCautionTwotone />,
  rejected: <ObiAlertsCautionTwotone />,
};

interface TaskLineProps {
  readonly task: SensorTaskInfo;
  /** The other side of it: the sensor on a track's card, the track in a sensor's details. */
  readonly other: ReactNode;
}

export function TaskLine({ task, other }: TaskLineProps): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  return (
    <li className="task" data-task={task.life}>
      <span className="button-icon" aria-hidden="true">
        {SIGNS[task.life]}
      </span>
      <span>
        {other} <strong>{t(`task.${task.life}`)}</strong>
        {task.reason === '' ? null : <span> · {task.reason}</span>}
      </span>
      <span className="quiet num">
        {now === undefined ? '' : t('card.ago', { age: formatAge(now - task.sinceMs) })}
      </span>
    </li>
  );
}
