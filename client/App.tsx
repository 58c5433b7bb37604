/** Puts the rooms together: the link's store, the map that draws it, the panels over it. */
import { type ReactNode, useEffect, useState } from 'react';
import { MapView, type MapViewProps } from './map/MapView.tsx';
import { useCrossingDraft } from './panels/crossings/useCrossingDraft.ts';
import { besideShown } from './panels/replay/besideshown.ts';
import { mayReplay } from './panels/replay/who.ts';
import { type Services, ServicesProvider } from './panels/services.ts';
import { Shell } from './panels/shell/Shell.tsx';
import { Gate } from './panels/signin/Gate.tsx';
import { useZoneDraft } from './panels/zones/useZoneDraft.ts';
import { useAlertView } from './store/alertview.ts';
import { useReplayView } from './store/replayview.ts';
import { useSession } from './store/session.ts';
import { useView, type ViewState } from './store/view.ts';

interface AppProps {
  readonly services: Services;
  readonly trails?: MapViewProps['trails'];
}

export function App({ services, trails }: AppProps): ReactNode {
  return (
    <ServicesProvider value={services}>
      <Gate>
        <Shell map={<CoveredMap services={services} {...(trails && { trails })} />} />
      </Gate>
    </ServicesProvider>
  );
}

/** Widths of the panels over the map in rem: as in styles/base.css. */
const LIST_REM = 27;
const CARD_REM = 22.5;
const QUEUE_REM = 31;
const ALERT_REM = 27;
/** Of the window: the live picture beside a replay. */
const NOW_SHARE = 0.42;
const DESK_PX = 16;
/** From a few metres what is read at a desk must be this much larger, whatever the screen. */
const WALL_FACTOR = 1.6;

/** The map, told how much of it the panels cover and how large type is on this screen. */
function CoveredMap({ services, trails }: AppProps): ReactNode {
  const rootPx = useRootPx();
  const picture = useView((view) => view.workspace === 'picture');
  const alerts = useView((view) => view.workspace === 'alerts');
  const answered = useAlertView((view) => view.chosen !== undefined);
  const selected = useView((view) => view.selected !== undefined);
  const replay = useView((view) => view.workspace === 'replay');
  const replays = useSession(({ me, seesAs }) => seesAs === undefined && mayReplay(me));
  const beside = useReplayView((view) => view.beside);
  const pinned = useView((view) => view.pinned.length > 0);
  const wall = useView((view) => view.workspace === 'wall');
  const listOpen = useView((view) => view.listOpen);
  // A card, or what is written in its place.
  const looked = useView(
    (view) => view.selected !== undefined || view.reporting !== undefined || isCarded(view),
  );
  const written = useZoneDraft((state) => state.draft !== undefined);
  const entered = useCrossingDraft((state) => state.draft !== undefined);
  const carded = looked || written || entered;
  return (
    <MapView
      table={services.table}
      {...(trails && { trails })}
      scale={(rootPx / DESK_PX) * (wall ? WALL_FACTOR : 1)}
      coveredLeft={
        (alerts ? QUEUE_REM : (picture && listOpen) || (replay && replays) ? LIST_REM : 0) * rootPx
      }
      coveredRight={
        replay
          ? { now: NOW_SHARE * window.innerWidth, card: CARD_REM * rootPx, none: 0 }[
              replays ? besideShown(beside, selected, pinned) : 'none'
            ]
          : (alerts ? (answered || selected ? ALERT_REM : 0) : picture && carded ? CARD_REM : 0) * rootPx
      }
    />
  );
}

/** What has a card in the picture beside tracks. */
const isCarded = ({ chosenRecord, chosenSaid }: ViewState): boolean =>
  chosenRecord?.kind === 'zone' || chosenRecord?.kind === 'crossingPoint' || chosenSaid !== undefined;

/** The size of type that the page chose for this screen, watched: a window may be dragged to the wall. */
function useRootPx(): number {
  const [px, setPx] = useState(readRootPx);
  useEffect(() => {
    const look = (): void => setPx(readRootPx());
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  return px;
}

const readRootPx = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || DESK_PX;
