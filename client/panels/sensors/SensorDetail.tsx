/** One sensor in full: how it is and why, where it stands and what it should see, its error, its tasks. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import type { ReactNode } from 'react';
import type { Coverage, Sector } from '../../../proto/domain/sensor.ts';
import { useWords, type Words } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import type { SensorInfo } from '../../store/sensors.ts';
import { select } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import {
  formatAge,
  formatBearing,
  formatDecimal,
  formatEstimate,
  formatPercent,
  formatPeriod,
  formatPosition,
  formatRange,
} from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { goTo, showSensorOnMap } from '../actions.ts';
import { useTrackName } from '../useTrackName.ts';
import { Registration } from './Registration.tsx';
import { SensorHealthMark } from './SensorHealthMark.tsx';
import { TaskLine } from './TaskLine.tsx';
import { isSensorUnwell, sensorName } from './unwell.ts';

export function SensorDetail({ sensor }: { readonly sensor: SensorInfo }): ReactNode {
  const t = useWords();
  const name = sensorName(sensor);
  return (
    <section className="feed panel scrolls" aria-label={t('sensor.detail', { name })}>
      <header className="feed-head">
        <h2>{name}</h2>
        <SensorHealthMark health={sensor.health} />
        <Button
          className="sensor-show"
          label={t('sensor.show')}
          icon={<ObiCenterIec />}
          disabled={sensor.lat === undefined}
          onClick={() => showSensorOnMap(sensor)}
        />
      </header>
      {isSensorUnwell(sensor) && sensor.reason !== '' ? (
        <dl className="feed-wrong" data-life="faulty">
          <div>
            <dt className="label">{t('feed.reason')}</dt>
            <dd>{sensor.reason}</dd>
          </div>
        </dl>
      ) : null}
      <Facts sensor={sensor} />
      <Registration sensor={sensor} />
      <Tasks sensor={sensor} />
    </section>
  );
}

function Facts({ sensor }: { readonly sensor: SensorInfo }): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  const { lastMs, coverage, view } = sensor;
  const facts: readonly (readonly [string, string])[] = [
    [t('sensor.id'), sensor.id],
    [t('sensor.kind'), t(`sensor.kind.${sensor.kind}`)],
    [t('sensor.feed'), sensor.feedId],
    [t('feed.nature'), t(`nature.${sensor.nature}`)],
    [
      t('sensor.last'),
      lastMs === undefined || now === undefined
        ? t('feed.last.never')
        : t('card.ago', { age: formatAge(now - lastMs) }),
    ],
    [t('sensor.plots'), formatDecimal(sensor.plotsPerScan)],
    [t('sensor.period'), formatPeriod(sensor.periodMs)],
    [t('sensor.trust'), formatPercent(sensor.trust)],
    [t('sensor.position'), formatPosition(sensor.lat, sensor.lon)],
    [t('sensor.height'), formatEstimate(sensor.heightM)],
    ...(coverage === undefined ? [] : coverageFacts(t, coverage)),
    ...(view === undefined
      ? []
      : [
          [
            t('sensor.view'),
            t('sensor.view.is', {
              azimuth: formatBearing(view.azimuthDeg),
              width: formatDecimal(view.widthDeg),
              range: formatRange(view.rangeM),
            }),
          ] as const,
        ]),
  ];
  return (
    <dl className="feed-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="label">{label}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function coverageFacts(t: Words, coverage: Coverage): readonly (readonly [string, string])[] {
  const { minRangeM = 0, rangeM, sectors = [], blindSectors = [], detectionProbability, minSizeM } = coverage;
  const sides = (all: readonly Sector[]): string =>
    all.map(({ fromDeg, toDeg }) => `${formatBearing(fromDeg)}–${formatBearing(toDeg)}`).join(', ');
  return [
    [
      t('sensor.range'),
      minRangeM > 0
        ? t('sensor.range.from', { least: formatRange(minRangeM), most: formatRange(rangeM) })
        : formatRange(rangeM),
    ],
    [t('sensor.sectors'), sectors.length === 0 ? t('sensor.sectors.all') : sides(sectors)],
    ...(blindSectors.length === 0 ? [] : [[t('sensor.blind'), sides(blindSectors)] as const]),
    ...(detectionProbability === undefined
      ? []
      : [[t('sensor.detection'), formatPercent(detectionProbability)] as const]),
    ...(minSizeM === undefined ? [] : [[t('sensor.size'), formatEstimate(minSizeM)] as const]),
  ];
}

function Tasks({ sensor }: { readonly sensor: SensorInfo }): ReactNode {
  const t = useWords();
  const nameOf = useTrackName();
  if (!sensor.canLookAt && sensor.tasks.length === 0) return null;
  return (
    <section className="sensor-section" aria-label={t('task.label')}>
      <h3>{t('task.label')}</h3>
      {sensor.tasks.length === 0 ? <p className="quiet">{t('task.none')}</p> : null}
      <ul className="tasks">
        {sensor.tasks.map((task) => (
          <TaskLine
            key={task.id}
            task={task}
            other={
              <button
                type="button"
                className="card-link"
                onClick={() => {
                  goTo('picture');
                  select(task.trackId);
                }}
              >
                {nameOf(task.trackId)}
              </button>
            }
          />
        ))}
      </ul>
    </section>
  );
}
