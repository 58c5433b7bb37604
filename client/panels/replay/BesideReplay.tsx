/** At the right: the selected track as it was, the charts of those that are compared, or the picture of now. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useReplayView } from '../../store/replayview.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { TrackCard } from '../card/TrackCard.tsx';
import { besideShown } from './besideshown.ts';
import { Charts } from './Charts.tsx';
import { NowPane } from './NowPane.tsx';

const TABS = ['track', 'charts'] as const;

export function BesideReplay(): ReactNode {
  const t = useWords();
  const beside = useReplayView((view) => view.beside);
  const selected = useView((view) => view.selected);
  const pinned = useView((view) => view.pinned.length > 0);
  const what = besideShown(beside, selected !== undefined, pinned);
  if (what === 'now') return <NowPane />;
  if (what === 'none') return null;
  const shown = selected === undefined ? 'charts' : (beside ?? 'track');
  return (
    <div className="replay-beside panel">
      <nav className="beside-parts replay-parts" aria-label={t('replay.besides')}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            className="alerts-part"
            aria-current={shown === name ? 'page' : undefined}
            onClick={() => useReplayView.setState({ beside: name })}
          >
            {t(`replay.beside.${name}`)}
          </button>
        ))}
        {shown === 'charts' ? (
          <Button
            label={t('replay.charts.close')}
            icon={<ObiCloseGoogle />}
            iconOnly
            look="flat"
            onClick={() => useReplayView.setState({ beside: 'track' })}
          />
        ) : null}
      </nav>
      {shown === 'charts' || selected === undefined ? <Charts /> : <TrackCard id={selected} key={selected} />}
    </div>
  );
}
