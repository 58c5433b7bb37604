/** What was known and when: the picture of then on the same map, what is asked of the archive, and the bar that moves it. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { REPLAY_PARTS, type ReplayPart, useReplayView } from '../../store/replayview.ts';
import { useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { TrackList } from '../list/TrackList.tsx';
import { MapTools } from '../maptools/MapTools.tsx';
import { useHealth } from '../useHealth.ts';
import { AgainPart } from './AgainPart.tsx';
import { AlertsThen } from './AlertsThen.tsx';
import { BesideReplay } from './BesideReplay.tsx';
import { Bookmarks } from './Bookmarks.tsx';
import { AnswerLegend } from './find/AnswerLegend.tsx';
import { useAskUrl } from './find/asking.ts';
import { FindPart } from './find/FindPart.tsx';
import { ReplayStanding } from './ReplayStanding.tsx';
import { TimeBar } from './TimeBar.tsx';
import { useKeptArchive, useReplaying } from './useReplaying.ts';
import { mayReplay } from './who.ts';
import '../list/list.css';
import '../card/card.css';
import '../report/report.css';
import '../zones/zones.css';
import '../alerts/alerts.css';
import './replay.css';

export function ReplayWorkspace(): ReactNode {
  const me = useSession((session) => session.me);
  const seesAs = useSession((session) => session.seesAs);
  return mayReplay(me) && seesAs === undefined ? <Replaying /> : <NotYours asOther={seesAs !== undefined} />;
}

function Replaying(): ReactNode {
  useKeptArchive();
  useReplaying();
  useAskUrl();
  const frozen = isFrozen(useHealth());
  const part = useReplayView((view) => view.part);
  return (
    <div className="replay" data-part={part} data-frozen={frozen}>
      <div className="replay-work">
        <div className="replay-side panel">
          <Tabs />
          {PARTS[part]()}
        </div>
        <div className="replay-middle">
          <ReplayStanding />
          <AnswerLegend />
          <MapTools />
        </div>
        <BesideReplay />
      </div>
      <TimeBar />
    </div>
  );
}

const PARTS: Readonly<Record<ReplayPart, () => ReactNode>> = {
  tracks: () => <TrackList />,
  find: () => <FindPart />,
  alerts: () => <AlertsThen />,
  again: () => <AgainPart />,
  bookmarks: () => <Bookmarks />,
};

function Tabs(): ReactNode {
  const t = useWords();
  const part = useReplayView((view) => view.part);
  return (
    <nav className="beside-parts replay-parts" aria-label={t('replay.parts')}>
      {REPLAY_PARTS.map((name) => (
        <button
          key={name}
          type="button"
          className="alerts-part"
          aria-current={part === name ? 'page' : undefined}
          onClick={() => useReplayView.setState({ part: name })}
        >
          {t(`replay.part.${name}`)}
        </button>
      ))}
    </nav>
  );
}

/** Why somebody sees nothing here; the map beside it is the live picture. */
function NotYours({ asOther }: { readonly asOther: boolean }): ReactNode {
  const t = useWords();
  const selected = useView((view) => view.selected);
  return (
    <div className="replay-not panel" data-selected={selected !== undefined}>
      <h2>{t('replay.not')}</h2>
      <p>{t(asOther ? 'replay.not.seesAs' : 'replay.not.role')}</p>
      <p className="quiet">{t('replay.not.live')}</p>
    </div>
  );
}
