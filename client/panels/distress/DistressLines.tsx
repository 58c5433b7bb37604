/** Whoever is in distress, first of the alerts on every workspace. No filter, no layer and no workspace hides it. */
import { ObiAisLocatingDeviceActiveIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-locating-device-active-iec.js';
import { type ReactNode, useEffect } from 'react';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import type { DistressWithoutPosition } from '../../link/operations.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { alertsWatched, useAlerts } from '../../store/alerts.ts';
import { isEmergency } from '../../store/alertview.ts';
import { liveNowMs } from '../../store/clock.ts';
import { may, useSession } from '../../store/session.ts';
import { select, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatTimeUtc } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { usePageNow, useVersion } from '../../ui/useTick.ts';
import { centreOn, goTo } from '../actions.ts';
import { tellRefusal } from '../alerts/refusal.ts';
import { isUnanswered } from '../alerts/standing.ts';
import { useServices } from '../services.ts';
import {
  type DistressedTrack,
  distressAlert,
  distressSinceMs,
  useAskedCalls,
  useDistressDetails,
  useDistressedTracks,
  useNamed,
} from './useDistress.ts';
import './distress.css';

export function DistressLines(): ReactNode {
  const t = useWords();
  const calls = useAskedCalls();
  const tracks = useDistressedTracks();
  const details = useDistressDetails(tracks.map(({ id }) => id));
  const count = calls.length + tracks.length;
  useVersion(alertsWatched, 500);
  const alerts = count === 0 ? [] : [...useAlerts.getState().byId.values()].filter(isEmergency);
  const ofTracks = tracks.map((track) => distressAlert(alerts, lineNames(track, details.get(track.id))));
  const ofCalls = realFirst(calls).map(({ mmsi }) => distressAlert(alerts, { mmsi: nineDigits(mmsi) }));
  const named = [...ofTracks, ...ofCalls].flatMap((alert) => alert?.id ?? []).join(' ');
  useEffect(() => useNamed.setState({ named: new Set(named.split(' ')) }), [named]);
  return (
    <>
      {/* Said once for each change of the number, without what ticks. */}
      <p className="for-screen-readers" role="alert">
        {count === 0 ? '' : t('distress.news', { count })}
      </p>
      {count === 0 ? null : (
        <section className="distress" aria-label={t('distress.label')}>
          <span className="distress-sign" aria-hidden="true">
            <ObiAisLocatingDeviceActiveIec />
          </span>
          <strong className="distress-word">{t('hover.distress')}</strong>
          <ul className="scrolls">
            {realFirst(calls).map(({ mmsi, nature, by, natureOfDistress, firstMs }, at) => (
              <DistressLine
                key={`${by} ${mmsi} ${nature}`}
                who={t(`distress.by.${by}`, { mmsi })}
                what={natureOfDistress}
                where={t('distress.nowhere')}
                nature={nature}
                sinceMs={firstMs}
                alert={ofCalls[at]}
              />
            ))}
            {tracks.map((track, at) => (
              <TrackLine key={track.id} track={track} detail={details.get(track.id)} alert={ofTracks[at]} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What is simulated or recorded stands after what is real. */
const realFirst = (calls: readonly DistressWithoutPosition[]): readonly DistressWithoutPosition[] =>
  calls.toSorted((a, b) => Number(a.nature !== 'real') - Number(b.nature !== 'real'));

/** As a party has it, whoever tells it. */
const nineDigits = (mmsi: string | number): string => String(mmsi).padStart(9, '0');

const lineNames = ({ id }: DistressedTrack, detail: TrackDetail | undefined) => ({
  trackId: id,
  ...(detail?.mmsi != null && { mmsi: nineDigits(detail.mmsi) }),
});

const NATURES = ['real', 'synthetic', 'recorded'] as const;

function TrackLine({
  track: { id, row },
  detail,
  alert,
}: {
  readonly track: DistressedTrack;
  readonly detail: TrackDetail | undefined;
  readonly alert: Alert | undefined;
}): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const statics = table.statics[row];
  const kind = table.kind[row] ?? 0;
  const title = titleOf(t, { id, kind, name: statics?.name, mmsi: statics?.mmsi });
  const said = wordFor(t, `kind.${kind}`);
  return (
    <DistressLine
      who={said === undefined ? title : t('distress.track', { title, kind: said })}
      what={detail?.remarks.distress}
      nature={NATURES[statics?.nature ?? Nature.real]}
      sinceMs={detail === undefined ? undefined : distressSinceMs(detail)}
      alert={alert}
      show={() => showTrack(id)}
      title={title}
    />
  );

  function showTrack(track: TrackId): void {
    goTo('picture');
    select(track);
    centreOn(table, track);
  }
}

interface DistressLineProps {
  readonly who: string;
  /** Sinking, fire, man overboard. */
  readonly what: string | undefined;
  /** Where there is no position: says so. */
  readonly where?: string;
  readonly nature: (typeof NATURES)[number] | undefined;
  readonly sinceMs: number | undefined;
  /** What is answered of it. */
  readonly alert: Alert | undefined;
  readonly show?: () => void;
  readonly title?: string;
}

function DistressLine({
  who,
  what,
  where,
  nature,
  sinceMs,
  alert,
  show,
  title = who,
}: DistressLineProps): ReactNode {
  const t = useWords();
  const now = liveNowMs(usePageNow(1000));
  return (
    <li>
      <strong>{who}</strong>
      {what === undefined ? null : <span>{what}</span>}
      {where === undefined ? null : <span>{where}</span>}
      {sinceMs === undefined || now === undefined ? null : (
        <span className="num">
          {t('distress.since', { time: formatTimeUtc(sinceMs), age: formatAge(now - sinceMs) })}
        </span>
      )}
      {nature === 'synthetic' || nature === 'recorded' ? (
        <span className="distress-nature">{t(`nature.${nature}`)}</span>
      ) : null}
      {alert === undefined ? null : <Answer alert={alert} />}
      {show === undefined ? null : <Button label={t('distress.show', { title })} onClick={show} />}
    </li>
  );
}

/** How it is answered, and whom it was told to. */
function Answer({ alert: { id, state, rescue = [] } }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const services = useServices();
  const answers = useSession((session) => may(session, 'answerAlert'));
  const wall = useView((view) => view.workspace === 'wall');
  const told = rescue.map(({ name, atMs }) => t('alerts.card.rescue', { name, time: formatTimeUtc(atMs) }));
  return (
    <>
      <span>{t(`alerts.state.${state}`)}</span>
      {told.length === 0 ? null : <span className="num">{told.join(' · ')}</span>}
      {isUnanswered({ state }) && answers && !wall ? (
        <Button
          label={t('alerts.act.acknowledge')}
          onClick={() => void tellRefusal(services.actOnAlert(id, 'acknowledge', {}))}
        />
      ) : null}
    </>
  );
}
