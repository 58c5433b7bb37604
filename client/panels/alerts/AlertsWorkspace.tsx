/** The queue, the map, and what the chosen alert stands on; or how much is asked of those who watch. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useAlertView } from '../../store/alertview.ts';
import { useView } from '../../store/view.ts';
import { TrackCard } from '../card/TrackCard.tsx';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { MapTools } from '../maptools/MapTools.tsx';
import { useHealth } from '../useHealth.ts';
import { AlertCard } from './AlertCard.tsx';
import { AlertQueue } from './AlertQueue.tsx';
import { LoadPage } from './LoadPage.tsx';
import '../list/list.css';
import '../card/card.css';
import '../report/report.css';
import '../zones/zones.css';
import './alerts.css';

const PARTS = ['queue', 'load'] as const;

export function AlertsWorkspace(): ReactNode {
  const t = useWords();
  const part = useAlertView((view) => view.part);
  const frozen = isFrozen(useHealth());
  return (
    <div className="alerts" data-part={part} data-frozen={frozen}>
      <div className="alerts-side panel">
        <nav className="beside-parts" aria-label={t('alerts.parts')}>
          {PARTS.map((name) => (
            <button
              key={name}
              type="button"
              className="alerts-part"
              aria-current={part === name ? 'page' : undefined}
              onClick={() => useAlertView.setState({ part: name })}
            >
              {t(`alerts.part.${name}`)}
            </button>
          ))}
        </nav>
        {part === 'queue' ? <AlertQueue /> : <LoadPage />}
      </div>
      {part === 'queue' ? (
        <>
          <div className="alerts-middle">
            <MapTools />
          </div>
          <Beside />
        </>
      ) : null}
    </div>
  );
}

/** The chosen alert; while none is, the track that was selected on the map. */
function Beside(): ReactNode {
  const chosen = useAlertView((view) => view.chosen);
  const selected = useView((view) => view.selected);
  if (chosen !== undefined) return <AlertCard id={chosen} key={chosen} />;
  return selected === undefined ? null : <TrackCard id={selected} key={selected} />;
}
