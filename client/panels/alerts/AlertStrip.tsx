/**
 * Below the top bar of every workspace: whoever is in distress, then the most urgent alert that waits, how many wait,
 * how much comes, and whether one would hear it.
 */
import type { ReactNode } from 'react';
import { type Alert, PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { chooseAlert, useAlertView } from '../../store/alertview.ts';
import { liveNowMs } from '../../store/clock.ts';
import { useReplayed } from '../../store/replay.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAgeShort, formatCount } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { goTo } from '../actions.ts';
import { DistressLines } from '../distress/DistressLines.tsx';
import { hotkey } from '../keys.ts';
import { useServices } from '../services.ts';
import { AlertSign } from './AlertSign.tsx';
import { useAlertsNow, useCountAlerts } from './alertsnow.ts';
import { RateMeter } from './RateMeter.tsx';
import { tellRefusal, useRefusal } from './refusal.ts';
import { showMoment } from './showmoment.ts';
import { SoundControl } from './sound/SoundControl.tsx';
import { useSound } from './sound/useSound.ts';
import { isUnanswered } from './standing.ts';
import { useAnswerer, useSentence } from './useAnswering.ts';
import { whoDid } from './who.ts';
import './strip.css';

export function AlertStrip(): ReactNode {
  const t = useWords();
  useCountAlerts();
  useSound();
  const wall = useView((view) => view.workspace === 'wall');
  const first = useAlertsNow((now) => now.first);
  const flood = useAlertsNow((now) => now.flood);
  const replayed = useReplayed();
  return (
    <div className="alertstrip">
      <DistressLines />
      <section className="strip" aria-label={t('alerts.strip')} data-priority={first?.priority}>
        {replayed ? (
          <span className="strip-live" title={t('alerts.strip.live.long')}>
            {t('alerts.strip.live')}
          </span>
        ) : null}
        {first === undefined ? (
          <p className="strip-none quiet">{t('alerts.strip.none')}</p>
        ) : (
          <First alert={first} wall={wall} />
        )}
        <Refusal />
        <News alert={first} />
        <div className="strip-end">
          {flood ? (
            <strong className="strip-flood" title={t('alerts.strip.flood.long')}>
              {t('alerts.strip.flood')}
            </strong>
          ) : null}
          <Counts />
          <RateMeter />
          {wall ? null : <SoundControl />}
        </div>
      </section>
    </div>
  );
}

function First({ alert, wall }: { readonly alert: Alert; readonly wall: boolean }): ReactNode {
  const t = useWords();
  const sentence = useSentence()(alert);
  const who = useAnswerer();
  const services = useServices();
  const now = liveNowMs(usePageNow(1000));
  const { priority, state, raisedMs, owner, id } = alert;
  return (
    <div className="strip-first">
      <AlertSign priority={priority} state={state} />
      <strong className="strip-word">{t(`alerts.priority.${priority}`)}</strong>
      {wall ? (
        <span className="strip-sentence">{sentence}</span>
      ) : (
        <button
          type="button"
          className="strip-sentence"
          title={sentence}
          onClick={() => {
            useAlertView.setState({ part: 'queue' });
            chooseAlert(id);
            goTo('alerts');
          }}
        >
          {sentence}
        </button>
      )}
      <span className="num">{now === undefined ? '' : formatAgeShort(now - raisedMs)}</span>
      {owner === undefined ? null : <span className="strip-owner">{whoDid(t, owner.name)}</span>}
      {wall ? null : (
        <>
          {who.may('acknowledge') && isUnanswered(alert) ? (
            <Button
              label={t('alerts.act.acknowledge')}
              hotkey={hotkey('acknowledge')}
              onClick={() => void tellRefusal(services.actOnAlert(id, 'acknowledge', {}))}
            />
          ) : null}
          <Button
            label={t('alerts.act.show')}
            hotkey={hotkey('alertShow')}
            onClick={() => showMoment(id, services.table)}
          />
        </>
      )}
    </div>
  );
}

function Refusal(): ReactNode {
  const text = useRefusal((state) => state.text);
  return (
    <span className="strip-refused" role="alert">
      {text}
    </span>
  );
}

/** Said once for each that comes first, without what ticks. */
function News({ alert }: { readonly alert: Alert | undefined }): ReactNode {
  const t = useWords();
  const sentenceOf = useSentence();
  return (
    <p className="for-screen-readers" role="status">
      {alert === undefined
        ? ''
        : t('alerts.strip.news', {
            priority: t(`alerts.priority.${alert.priority}`),
            sentence: sentenceOf(alert),
          })}
    </p>
  );
}

/** How many wait, by priority. */
function Counts(): ReactNode {
  const t = useWords();
  const counts = useAlertsNow((now) => now.counts);
  return (
    <ul className="strip-counts num">
      {PRIORITIES.map((priority) => {
        const count = counts[priority];
        const long = t('alerts.strip.counts', { count, priority: t(`alerts.priority.${priority}`) });
        return (
          <li key={priority} data-none={count === 0} title={long}>
            <AlertSign priority={priority} state="unacknowledged" />
            <span aria-hidden="true">{formatCount(count)}</span>
            <span className="for-screen-readers">{long}</span>
          </li>
        );
      })}
    </ul>
  );
}
