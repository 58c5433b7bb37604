/** The frame of every workspace: the bar, the map below all that lies over it, and the dialogs. */
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { useView, type Workspace } from '../../store/view.ts';
import { goTo } from '../actions.ts';
import { AdministrationWorkspace } from '../administration/AdministrationWorkspace.tsx';
import { workspacesFor } from '../administration/parts.ts';
import { AlertStrip } from '../alerts/AlertStrip.tsx';
import { AlertsWorkspace } from '../alerts/AlertsWorkspace.tsx';
import { BottomBar } from '../bottombar/BottomBar.tsx';
import { FeedsWorkspace } from '../feeds/FeedsWorkspace.tsx';
import { FrozenBanner, isFrozen } from '../frozen/FrozenBanner.tsx';
import { HoverTip } from '../hover/HoverTip.tsx';
import { KeyHelp } from '../keyhelp/KeyHelp.tsx';
import { PatrolsWorkspace } from '../patrols/PatrolsWorkspace.tsx';
import { PictureWorkspace } from '../picture/PictureWorkspace.tsx';
import { ReplayFrame } from '../replay/ReplayFrame.tsx';
import { ReplayWorkspace } from '../replay/ReplayWorkspace.tsx';
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
  const workspace = useWorkspace();
  const sees = useSession(({ me }) => me?.may.includes('see') ?? false);
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
      <Boundary>{sees ? <AlertStrip /> : null}</Boundary>
      <main id="stage" className="stage" ref={setStage} tabIndex={-1}>
        {sees ? (
          <MapStage hidden={isPaper(workspace)}>
            <Boundary>{map}</Boundary>
            <ReplayFrame />
          </MapStage>
        ) : null}
        <Boundary key={workspace}>
          {workspace === 'picture' ? <PictureWorkspace /> : null}
          {workspace === 'alerts' ? <AlertsWorkspace /> : null}
          {workspace === 'patrols' ? <PatrolsWorkspace /> : null}
          {workspace === 'replay' ? <ReplayWorkspace /> : null}
          {workspace === 'feeds' ? <FeedsWorkspace /> : null}
          {workspace === 'wall' ? <WallWorkspace /> : null}
          {workspace === 'administration' ? <AdministrationWorkspace /> : null}
        </Boundary>
        {isPaper(workspace) ? null : <HoverTip stage={stage} />}
        {sees ? <FrozenBanner /> : null}
      </main>
      {BARRED.includes(workspace) ? <BottomBar /> : null}
      {dialog === 'commands' ? <CommandPalette /> : null}
      {dialog === 'keys' ? <KeyHelp /> : null}
    </div>
  );
}

/** Where the map has its bar below. */
const BARRED: readonly Workspace[] = ['picture', 'alerts', 'patrols', 'replay'];

/** Where nothing of the map is seen. */
const isPaper = (workspace: Workspace): boolean => workspace === 'feeds' || workspace === 'administration';

/** The chosen one, or the first of those that are this person's. */
function useWorkspace(): Workspace {
  const chosen = useView((view) => view.workspace);
  const me = useSession((session) => session.me);
  const offered = workspacesFor(me);
  const workspace = offered.includes(chosen) ? chosen : (offered[0] ?? chosen);
  useEffect(() => {
    if (workspace !== chosen) goTo(workspace);
  }, [workspace, chosen]);
  return workspace;
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
