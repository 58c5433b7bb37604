/** How much is asked of those who watch, against EEMUA 191: rates, what comes again and again, and what verdicts say. */
import { type ReactNode, useEffect, useState } from 'react';
import type { AlertLoad } from '../../../proto/domain/alert/load.ts';
import { useWords } from '../../messages/words.ts';
import { useAlerts } from '../../store/alerts.ts';
import { chooseAlert, useAlertView } from '../../store/alertview.ts';
import { useRecords } from '../../store/records.ts';
import { formatAge, formatCount, formatDecimal, formatMomentUtc, formatPercent } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { LoadChart } from './LoadChart.tsx';
import { byRaised, precisionOf, totalOf } from './load.ts';
import { useSentence } from './useAnswering.ts';
import './load.css';

const ASK_EVERY_MS = 10_000;

type Asked =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'known'; readonly load: AlertLoad }
  | { readonly kind: 'failed'; readonly reason: string };

function useLoad(): Asked {
  const { fetchAlertLoad } = useServices();
  const [asked, setAsked] = useState<Asked>({ kind: 'waiting' });
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const answer = await fetchAlertLoad();
      if (stopped) return;
      if (answer.ok) setAsked({ kind: 'known', load: answer.value });
      // What is known stays while the server does not answer.
      else
        setAsked((before) => (before.kind === 'known' ? before : { kind: 'failed', reason: whyNot(answer) }));
      timer = setTimeout(read, ASK_EVERY_MS);
    };
    void read();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [fetchAlertLoad]);
  return asked;
}

export function LoadPage(): ReactNode {
  const t = useWords();
  const asked = useLoad();
  if (asked.kind !== 'known')
    return (
      <p className="card-note quiet">
        {asked.kind === 'waiting'
          ? t('alerts.load.waiting')
          : t('alerts.load.failed', { reason: asked.reason })}
      </p>
    );
  const { load } = asked;
  return (
    <section className="load scrolls" aria-label={t('alerts.load')}>
      <section className="load-part load-wide" aria-label={t('alerts.load.hours')}>
        <h2>{t('alerts.load.hours')}</h2>
        <LoadChart hours={load.hours} />
        <p className="quiet">{t('alerts.load.source')}</p>
      </section>
      <Positions load={load} />
      <Again load={load} />
      <Kinds load={load} />
    </section>
  );
}

function Positions({ load }: { readonly load: AlertLoad }): ReactNode {
  const t = useWords();
  const sectors = useRecords((records) => records.tables.sector);
  return (
    <section className="load-part" aria-label={t('alerts.load.positions')}>
      <h2>{t('alerts.load.positions')}</h2>
      <table className="load-table num">
        <thead>
          <tr>
            <th scope="col">{t('alerts.load.position')}</th>
            <th scope="col">{t('alerts.load.now')}</th>
            <th scope="col">{t('alerts.load.mean')}</th>
            <th scope="col">{t('alerts.load.peak')}</th>
            <th scope="col">{t('alerts.load.flood')}</th>
          </tr>
        </thead>
        <tbody>
          {load.positions.map(({ sectorId, lastTenMin, flood, floodShare, meanPerTenMin, peakPerTenMin }) => (
            <tr key={sectorId ?? ''} data-flood={flood}>
              <th scope="row">
                {sectorId === undefined
                  ? t('alerts.load.everything')
                  : (sectors.get(sectorId)?.value.name ?? sectorId)}
              </th>
              <td>
                {formatCount(totalOf(lastTenMin))}
                {flood ? <strong className="strip-flood">{t('alerts.strip.flood')}</strong> : null}
              </td>
              <td>{formatDecimal(meanPerTenMin)}</td>
              <td>{formatCount(peakPerTenMin)}</td>
              <td>{formatPercent(floodShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Again({ load }: { readonly load: AlertLoad }): ReactNode {
  const t = useWords();
  return (
    <section className="load-part" aria-label={t('alerts.load.chattering')}>
      <h2>{t('alerts.load.chattering')}</h2>
      {load.chattering.length === 0 ? <p className="quiet">{t('alerts.load.chattering.none')}</p> : null}
      <ul className="load-list">
        {load.chattering.map(({ id, kind, times }) => (
          <li key={id}>
            <AlertLink id={id} kind={t(`alerts.kind.${kind}`)} />
            <span className="num">{t('alerts.load.chattering.times', { count: times })}</span>
          </li>
        ))}
      </ul>
      <h2>{t('alerts.load.standing')}</h2>
      {load.standing.length === 0 ? <p className="quiet">{t('alerts.load.standing.none')}</p> : null}
      <ul className="load-list">
        {load.standing.map(({ id, kind, sinceMs }) => (
          <li key={id}>
            <AlertLink id={id} kind={t(`alerts.kind.${kind}`)} />
            <span className="num">{formatMomentUtc(sinceMs)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AlertLink({ id, kind }: { readonly id: string; readonly kind: string }): ReactNode {
  const alert = useAlerts((state) => state.byId.get(id));
  const sentenceOf = useSentence();
  if (alert === undefined) return <span>{kind}</span>;
  return (
    <button
      type="button"
      className="card-link"
      onClick={() => {
        useAlertView.setState({ part: 'queue' });
        chooseAlert(id);
      }}
    >
      {sentenceOf(alert)}
    </button>
  );
}

function Kinds({ load }: { readonly load: AlertLoad }): ReactNode {
  const t = useWords();
  return (
    <section className="load-part load-wide" aria-label={t('alerts.load.kinds')}>
      <h2>{t('alerts.load.kinds')}</h2>
      <table className="load-table num">
        <thead>
          <tr>
            <th scope="col">{t('alerts.load.kind')}</th>
            <th scope="col">{t('alerts.load.raised')}</th>
            <th scope="col">{t('alerts.load.open')}</th>
            <th scope="col">{t('alerts.load.true')}</th>
            <th scope="col">{t('alerts.load.false')}</th>
            <th scope="col">{t('alerts.load.notUseful')}</th>
            <th scope="col" title={t('alerts.load.precision.long')}>
              {t('alerts.load.precision')}
            </th>
            <th scope="col">{t('alerts.load.acknowledged')}</th>
          </tr>
        </thead>
        <tbody>
          {byRaised(load.kinds).map(({ kind, raised, open, verdicts, medianAcknowledgeS }) => (
            <tr key={kind}>
              <th scope="row">{t(`alerts.kind.${kind}`)}</th>
              <td>{formatCount(raised)}</td>
              <td>{formatCount(open)}</td>
              <td>{formatCount(verdicts.true)}</td>
              <td>{formatCount(verdicts.false)}</td>
              <td>{formatCount(verdicts.notUseful)}</td>
              <td>{formatPercent(precisionOf(verdicts))}</td>
              <td>{formatAge(medianAcknowledgeS === undefined ? undefined : medianAcknowledgeS * 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
