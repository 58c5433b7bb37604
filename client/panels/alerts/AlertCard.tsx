/** The chosen alert: its sentence, who answers, what may be done, and everything that it stands on. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useMemo } from 'react';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { alertsWatched, useAlerts } from '../../store/alerts.ts';
import { chooseAlert } from '../../store/alertview.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatFullMomentUtc, formatMomentUtc, formatTimeUtc } from '../../ui/format.ts';
import { usePageNow, useVersion } from '../../ui/useTick.ts';
import { AlertSign } from './AlertSign.tsx';
import { isDistress } from './acts.ts';
import { CardActs } from './CardActs.tsx';
import { CardEvidence } from './CardEvidence.tsx';
import { CardHistory } from './CardHistory.tsx';
import { CardRule } from './CardRule.tsx';
import { closeAlert } from './showmoment.ts';
import { useSentence } from './useAnswering.ts';
import { whoDid } from './who.ts';

export function AlertCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const alert = useAlerts((state) => state.byId.get(id));
  return (
    <section className="card panel alert-card" aria-label={t('alerts.card')}>
      {alert === undefined ? (
        <p className="card-note quiet">{t('alerts.card.gone')}</p>
      ) : (
        <Known alert={alert} />
      )}
    </section>
  );
}

function Known({ alert }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const sentenceOf = useSentence();
  const { priority, state, lead, parts } = alert;
  return (
    <>
      <header className="alert-head" data-priority={priority}>
        <AlertSign priority={priority} state={state} />
        <div className="alert-title">
          <p className="alert-kind">
            {t(`alerts.priority.${priority}`)} · {t(`alerts.kind.${lead.kind}`)}
          </p>
          <h2>{sentenceOf(alert)}</h2>
        </div>
        <Button
          label={t('alerts.card.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={closeAlert}
        />
      </header>
      <CardActs alert={alert} />
      <div className="card-body scrolls">
        <Standing alert={alert} />
        <CardEvidence condition={lead} />
        <CardRule condition={lead} />
        {parts.length === 0 ? null : (
          <section className="card-section" aria-label={t('alerts.card.parts')}>
            <h3 className="label">{t('alerts.card.parts')}</h3>
            <ul className="alert-parts">
              {parts.map((part) => (
                <li key={part.key}>
                  <AlertSign priority={part.priority} state="acknowledged" />
                  <span>
                    {sentenceOf({ lead: part })}
                    <span className="quiet num"> · {formatTimeUtc(part.onsetMs)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Grouped alert={alert} />
        <CardHistory alert={alert} />
      </div>
    </>
  );
}

function Standing({ alert }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const sectors = useRecords((records) => records.tables.sector);
  const now = timeNowMs(usePageNow(1000));
  const { state, raisedMs, onsetMs, endedMs, ending, why, owner, acknowledged, silentUntilMs, shelf, lead } =
    alert;
  const sector = lead.about.sectorId === undefined ? undefined : sectors.get(lead.about.sectorId);
  const since = (ms: number): string =>
    now === undefined ? formatTimeUtc(ms) : `${formatTimeUtc(ms)} · ${formatAge(now - ms)}`;
  const lines: readonly (readonly [string, string] | undefined)[] = [
    [t('alerts.state'), t(`alerts.state.${state}`)],
    [t('alerts.card.onset'), since(onsetMs)],
    [t('alerts.card.raised'), since(raisedMs)],
    endedMs === undefined || ending === undefined
      ? undefined
      : [
          t('alerts.card.ended'),
          t(`alerts.card.ended.${ending}`, {
            time: formatTimeUtc(endedMs),
            why: (why === undefined ? undefined : wordFor(t, `retraction.${why}`)) ?? why ?? '',
          }),
        ],
    [t('alerts.card.owner'), owner === undefined ? t('alerts.card.owner.none') : whoDid(t, owner.name)],
    acknowledged === undefined
      ? undefined
      : [
          t('alerts.card.acknowledged'),
          t('alerts.card.by', {
            name: whoDid(t, acknowledged.byName),
            time: formatMomentUtc(acknowledged.atMs),
          }),
        ],
    sector === undefined ? undefined : [t('alerts.filter.sectors'), sector.value.name],
  ];
  return (
    <section className="card-section">
      <dl>
        {lines.map((line) =>
          line === undefined ? null : (
            <div className="field-line" key={line[0]}>
              <dt>{line[0]}</dt>
              <dd className="num">{line[1]}</dd>
            </div>
          ),
        )}
      </dl>
      {state === 'silenced' && silentUntilMs !== undefined ? (
        <p className="alert-note">{t('alerts.card.silent', { time: formatTimeUtc(silentUntilMs) })}</p>
      ) : null}
      {shelf === undefined ? null : (
        <p className="alert-note">
          {t('alerts.card.shelf', { reason: shelf.reason, name: whoDid(t, shelf.byName) })},{' '}
          {shelf.untilMs === undefined
            ? t('alerts.card.shelf.occurrence')
            : t('alerts.card.shelf.until', { time: formatFullMomentUtc(shelf.untilMs) })}
        </p>
      )}
      {isDistress(alert) ? <Rescue alert={alert} /> : null}
    </section>
  );
}

function Rescue({ alert: { rescue = [] } }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  return (
    <p className="alert-note" data-told={rescue.length > 0}>
      {rescue.length === 0
        ? t('alerts.card.rescue.none')
        : rescue
            .map(({ name, atMs }) => t('alerts.card.rescue', { name, time: formatTimeUtc(atMs) }))
            .join(' · ')}
    </p>
  );
}

/** What people or the flood put under it, and what it was put under. */
function Grouped({ alert }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const version = useVersion(alertsWatched, 500);
  const sentenceOf = useSentence();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew with each version of them
  const under = useMemo(
    () => [...useAlerts.getState().byId.values()].filter(({ partOf }) => partOf === alert.id),
    [version, alert.id],
  );
  const over = alert.partOf;
  if (under.length === 0 && over === undefined) return null;
  return (
    <section className="card-section" aria-label={t('alerts.card.joined')}>
      {over === undefined ? null : (
        <button type="button" className="card-link" onClick={() => chooseAlert(over)}>
          {t('alerts.card.partOf')}
        </button>
      )}
      {under.length === 0 ? null : (
        <>
          <h3 className="label">{t('alerts.card.joined')}</h3>
          <ul className="alert-parts">
            {under.map((one) => (
              <li key={one.id}>
                <AlertSign priority={one.priority} state={one.state} />
                <button type="button" className="card-link" onClick={() => chooseAlert(one.id)}>
                  {sentenceOf(one)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
