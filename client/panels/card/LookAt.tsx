/** Sensors that can be told to look at this track, the nearest first, and what became of those that were told. */
import { ObiCamera } from '@oicl/openbridge-webcomponents-react/icons/icon-camera.js';
import { type ReactNode, useState } from 'react';
import type { SensorId, TrackId } from '../../../proto/domain/ids.ts';
import { useWords } from '../../messages/words.ts';
import { useSensors } from '../../store/sensors.ts';
import { formatRange } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { showSensor } from '../actions.ts';
import { lookersAt } from '../sensors/lookers.ts';
import { TaskLine } from '../sensors/TaskLine.tsx';
import { sensorName } from '../sensors/unwell.ts';
import { useServices } from '../services.ts';

interface LookAtProps {
  readonly id: TrackId;
  readonly lat: number;
  readonly lon: number;
}

export function LookAt({ id, lat, lon }: LookAtProps): ReactNode {
  const t = useWords();
  const { lookAt } = useServices();
  const sensors = useSensors((state) => state.sensors);
  const [fault, setFault] = useState<string>();
  const lookers = lookersAt(sensors, { lat, lon });
  const tasks = sensors
    .flatMap((sensor) => sensor.tasks.map((task) => ({ sensor, task })))
    .filter(({ task }) => task.trackId === id)
    .toSorted((a, b) => b.task.sinceMs - a.task.sinceMs);
  // A place without such sensors is spared the section.
  if (lookers.length === 0 && tasks.length === 0) return null;
  const tell = async (sensor: SensorId): Promise<void> => {
    const answer = await lookAt(sensor, id);
    setFault(answer.ok ? undefined : answer.fault);
  };
  const can = lookers.filter(({ why }) => why === undefined).length;
  return (
    <section className="card-section card-look" aria-label={t('look.label')}>
      <div className="card-look-head">
        <Popover
          label={t('look.label')}
          icon={<ObiCamera />}
          title={can === 0 ? t('look.none') : t('look.some', { count: can })}
        >
          {can === 0 ? <p className="look-none">{t('look.none')}</p> : null}
          {lookers.map(({ sensor, rangeM, why }) => (
            <button
              key={sensor.id}
              type="button"
              className="choice look-choice"
              disabled={why !== undefined}
              onClick={() => void tell(sensor.id)}
            >
              <span>{sensorName(sensor)}</span>
              <span className="choice-end num">
                {why === undefined
                  ? formatRange(rangeM)
                  : t(`look.why.${why}`, { range: formatRange(rangeM) })}
              </span>
            </button>
          ))}
        </Popover>
        <span className="quiet">{can === 0 ? t('look.none') : t('look.some', { count: can })}</span>
      </div>
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('look.failed', { reason: fault })}
        </p>
      )}
      {tasks.length === 0 ? null : (
        <ul className="tasks" aria-live="polite" aria-label={t('task.label')}>
          {tasks.map(({ sensor, task }) => (
            <TaskLine
              key={task.id}
              task={task}
              other={
                <button type="button" className="card-link" onClick={() => showSensor(sensor.id)}>
                  {sensorName(sensor)}
                </button>
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}
