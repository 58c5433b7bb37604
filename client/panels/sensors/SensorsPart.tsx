/** What every sensor is doing: the list of all on one side, one of them in full on the other. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { type SensorInfo, useSensors } from '../../store/sensors.ts';
import { formatAge, formatDecimal, formatPercent, formatPeriod } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { FeedsParts } from '../feeds/FeedsParts.tsx';
import { useFeedsChoice } from './chosen.ts';
import { RegistrationMark } from './RegistrationMark.tsx';
import { SensorDetail } from './SensorDetail.tsx';
import { SensorHealthMark } from './SensorHealthMark.tsx';
import { isSensorUnwell, sensorName } from './unwell.ts';
import './sensors.css';

export function SensorsPart(): ReactNode {
  const t = useWords();
  const sensors = useSensors((state) => state.sensors);
  const chosen = useFeedsChoice((choice) => choice.sensor);
  const inOrder = orderSensors(sensors);
  const sensor = sensors.find(({ id }) => id === chosen) ?? inOrder[0];
  return (
    <div className="feeds sensors">
      <section className="feeds-all panel" aria-label={t('sensor.list')}>
        <FeedsParts />
        <Totals sensors={sensors} />
        <div className="feeds-table scrolls">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('sensor.column.name')}</th>
                <th scope="col">{t('sensor.column.health')}</th>
                <th scope="col" className="feeds-number">
                  {t('sensor.column.last')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('sensor.column.plots')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('sensor.column.period')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('sensor.column.trust')}
                </th>
                <th scope="col">{t('sensor.column.registration')}</th>
              </tr>
            </thead>
            <tbody>
              {inOrder.map((each) => (
                <SensorLine key={each.id} sensor={each} chosen={each === sensor} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {sensor === undefined ? (
        <p className="feeds-none quiet">{t('sensor.none')}</p>
      ) : (
        <SensorDetail key={sensor.id} sensor={sensor} />
      )}
    </div>
  );
}

/** Those that need a look first, then by kind and name: the order does not change by itself otherwise. */
export function orderSensors(sensors: readonly SensorInfo[]): readonly SensorInfo[] {
  return sensors.toSorted(
    (a, b) =>
      Number(isSensorUnwell(b)) - Number(isSensorUnwell(a)) ||
      a.kind - b.kind ||
      sensorName(a).localeCompare(sensorName(b)),
  );
}

function Totals({ sensors }: { readonly sensors: readonly SensorInfo[] }): ReactNode {
  const t = useWords();
  const unwell = sensors.filter(isSensorUnwell).length;
  const alarmed = sensors.filter(({ registration }) => registration?.alarmed).length;
  return (
    <dl className="feeds-totals num">
      <div>
        <dt className="label">{t('sensor.total.well')}</dt>
        <dd>{t('list.count', { shown: sensors.length - unwell, total: sensors.length })}</dd>
      </div>
      <div>
        <dt className="label">{t('sensor.total.alarmed')}</dt>
        <dd>{alarmed}</dd>
      </div>
    </dl>
  );
}

function SensorLine({
  sensor,
  chosen,
}: {
  readonly sensor: SensorInfo;
  readonly chosen: boolean;
}): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  const choose = (): void => useFeedsChoice.setState({ sensor: sensor.id });
  return (
    <tr data-chosen={chosen} onClick={choose}>
      <th scope="row">
        <button type="button" className="feeds-choose" aria-pressed={chosen} onClick={choose}>
          {sensorName(sensor)}
        </button>
        <span className="quiet feeds-url">{t(`sensor.kind.${sensor.kind}`)}</span>
      </th>
      <td>
        <SensorHealthMark health={sensor.health} />
      </td>
      <td className="feeds-number num">
        {sensor.lastMs === undefined || now === undefined
          ? t('feed.last.never')
          : formatAge(now - sensor.lastMs)}
      </td>
      <td className="feeds-number num">{formatDecimal(sensor.plotsPerScan)}</td>
      <td className="feeds-number num">{formatPeriod(sensor.periodMs)}</td>
      <td className="feeds-number num">{formatPercent(sensor.trust)}</td>
      <td>
        <RegistrationMark registration={sensor.registration} />
      </td>
    </tr>
  );
}
