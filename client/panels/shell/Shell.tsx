/** The frame of every workspace: the bar, the map below all that lies over it, and the dialogs. */
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useView } from '../../store/view.ts';
import { BottomBar } from '../bottombar/BottomBar.tsx';
import { DistressBanner } from '../distress/DistressBanner.tsx';
import { FeedsWorkspace } from '../feeds/FeedsWorkspace.tsx';
import { FrozenBanner, isFrozen } from '../frozen/FrozenBanner.tsx';
import { HoverTip } from '../hover/HoverTip.tsx';
import { KeyHelp } from '../keyhelp/KeyHelp.tsx';
import { PatrolsWorkspace } from '../patrols/PatrolsWorkspace.tsx';
import { PictureWorkspace } from '../picture/PictureWorkspace.tsx';
import { CommandPalette } from '../search/CommandPalette.tsx';
import { SeesAsBanner } from '../seesas/SeesAsBanner.tsx';
import { TopBar } from '../topbar/TopBar.tsx';
import { useHealth } from '../useHealth.ts';
import { WallWorkspace } from '../wall/WallWorkspace.tsx';
import { Boundary } from './Boundary.tsx';
import { useKeys } from './useKeys.ts';
import './shell.css';

/** @param map what draws the picture; it stays in place in every workspace, so that it need not begin again */
export function Shell({ map }: { readonly map: ReactNode }): ReactNode {
  const t = useWords();
  const workspace = useView((view) => view.workspace);
  const palette = useView((view) => view.palette);
  const dialog = useView((view) => view.dialog);
  const boardSide = useView((view) => view.board.side);
  const [stage, setStage] = useState<HTMLElement | null>(null);
  useKeys();
  useEffect(() => {
    document.documentElement.setAttribute('data-obc-theme', palette);
  }, [palette]);

  return (
    <div className="shell" data-workspace={workspace} data-board={boardSide}>
      <a className="skip" href="#stage">
        {t('skip.map')}
      </a>
      {workspace === 'wall' ? null : <TopBar />}
      <SeesAsBanner />
      <Boundary>
        <DistressBanner />
      </Boundary>
      <main id="stage" className="stage" ref={setStage} tabIndex={-1}>
        <MapStage hidden={workspace === 'feeds'}>
          <Boundary>{map}</Boundary>
        </MapStage>
        <Boundary key={workspace}>
          {workspace === 'picture' ? <PictureWorkspace /> : null}
          {workspace === 'patrols' ? <PatrolsWorkspace /> : null}
          {workspace === 'feeds' ? <FeedsWorkspace /> : null}
          {workspace === 'wall' ? <WallWorkspace /> : null}
        </Boundary>
        {workspace === 'feeds' ? null : <HoverTip stage={stage} />}
        <FrozenBanner />
      </main>
      {workspace === 'picture' || workspace === 'patrols' ? <BottomBar /> : null}
      {dialog === 'commands' ? <CommandPalette /> : null}
      {dialog === 'keys' ? <KeyHelp /> : null}
    </div>
  );
}

function MapStage({
  hidden,
  children,
}: {
  readonly hidden: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const frozen = isFrozen(useHealth());
  return (
    <div className="stage-map" data-frozen={frozen} inert={hidden} aria-hidden={hidden}>
      {children}
    </div>
  );
}
