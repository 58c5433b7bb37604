/** Alerts as they stood at the cursor: what was told, what people decided of it until then. */
import type { ReactNode } from 'react';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { useReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import { select } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatTimeUtc } from '../../ui/format.ts';
import { AlertSign } from '../alerts/AlertSign.tsx';
import { CardEvidence } from '../alerts/CardEvidence.tsx';
import { CardHistory } from '../alerts/CardHistory.tsx';
import { flyToPlace, placeOf } from '../alerts/showmoment.ts';
import { useSentence } from '../alerts/useAnswering.ts';
import { whoDid } from '../alerts/who.ts';
import { useServices } from '../services.ts';
import { WindowedList } from '../zones/WindowedList.tsx';
import { onceSettled } from './flying.ts';
import { seek } from './hand.ts';
import { BEFORE_ALERT_MS } from './replayalert.ts';

const ROW_REM = 3.5;
const NOT_YET: readonly Alert[] = [];

export function AlertsThen(): ReactNode {
  const t = useWords();
  const services = useServices();
  const sentence = useSentence();
  const known = useReplay((state) => state.alerts);
  const chosen = useReplayView((view) => view.alert);
  const alerts = (known ?? NOT_YET).toSorted((a, b) => b.raisedMs - a.raisedMs);
  const alert = alerts.find(({ id }) => id === chosen);
  const choose = (id: string): void => {
    useReplayView.setState({ alert: id });
    const one = alerts.find((each) => each.id === id);
    if (one === undefined) return;
    if (one.lead.parties[0] !== undefined) select(one.lead.parties[0].trackId);
    const place = placeOf(one, services.table);
    if (place !== undefined) onceSettled(() => flyToPlace(place));
  };
  return (
    <div className="replay-part">
      <p className="quiet replay-how">{t('replay.alerts.how', { count: alerts.length })}</p>
      <WindowedList
        label={t('replay.part.alerts')}
        items={alerts}
        idOf={({ id }) => id}
        chosen={chosen}
        onChoose={choose}
        rowRem={ROW_REM}
        none={t(known === undefined ? 'replay.alerts.asking' : 'replay.alerts.none')}
        row={(one) => (
          <span className="replay-alert">
            <AlertSign priority={one.priority} state={one.state} />
            <span className="replay-alert-what">
              <span className="replay-alert-sentence">{sentence(one)}</span>
              <span className="quiet num">{factsOf(one)}</span>
            </span>
          </span>
        )}
      />
      {alert === undefined ? null : (
        <section className="replay-chosen scrolls" aria-label={sentence(alert)}>
          <h2 className="for-screen-readers">{sentence(alert)}</h2>
          <div className="replay-acts">
            <Button
              label={t('replay.alerts.before')}
              onClick={() => seek(services, alert.onsetMs - BEFORE_ALERT_MS)}
            />
            <Button label={t('replay.alerts.onset')} onClick={() => seek(services, alert.onsetMs)} />
            <Button label={t('replay.alerts.raised')} onClick={() => seek(services, alert.raisedMs)} />
          </div>
          <CardEvidence condition={alert.lead} />
          <CardHistory alert={alert} />
        </section>
      )}
    </div>
  );

  function factsOf({ priority, state, raisedMs, owner, verdict }: Alert): string {
    return [
      formatTimeUtc(raisedMs),
      t(`alerts.priority.${priority}`),
      t(`alerts.state.${state}`),
      owner === undefined ? undefined : whoDid(t, owner.name),
      verdict === undefined ? undefined : t(`alerts.verdict.${verdict.is}`),
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
  }
}
