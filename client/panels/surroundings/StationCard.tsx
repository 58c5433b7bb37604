/** The chosen station: each value with its unit and its age, where it is measured and who says so. */
import { ObiWeather } from '@oicl/openbridge-webcomponents-react/icons/icon-weather.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { type StationInfo, useSurroundings } from '../../store/surroundings.ts';
import { formatAgeShort, formatPosition } from '../../ui/format.ts';
import { senderText } from '../../ui/noticewords.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { Field } from '../card/Field.tsx';
import { GoneCard, SaidCard, SenderFields } from './SaidCard.tsx';
import { weatherRows } from './weatherrows.ts';

export function StationCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const station = useSurroundings(({ stations }) => stations.find((one) => one.id === id));
  if (station === undefined) return <GoneCard label={t('station.card')} text={t('station.gone')} />;
  return <Known station={station} />;
}

function Known({ station }: { readonly station: StationInfo }): ReactNode {
  const t = useWords();
  const nowMs = timeNowMs(usePageNow(1000)) ?? 0;
  return (
    <SaidCard
      label={t('station.card')}
      said={station}
      title={t('station.title', { who: senderText(station) })}
      sign={<ObiWeather />}
      places={[station]}
      state={null}
    >
      <section className="card-section" aria-label={t('station.values')}>
        <dl>
          {weatherRows(t, station, nowMs).map(({ key, label, value, observedMs, isOld }) => (
            <div className="field-line station-value" data-old={isOld} key={key}>
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
              <dd className="field-from num" title={isOld ? t('station.old.long') : undefined}>
                {isOld ? `${t('station.old')} · ` : ''}
                {formatAgeShort(nowMs - observedMs)}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <dl className="card-section">
        <Field label={t('station.where')} value={formatPosition(station.lat, station.lon)} />
        {station.site === undefined ? null : (
          <Field label={t('notice.number')} value={t('station.site', { number: station.site })} />
        )}
      </dl>
      <SenderFields said={station} nowMs={nowMs} />
    </SaidCard>
  );
}
