/** The bar that is always there: where one is, what the picture is and how old, and what is chosen. */
import { ObiHelp } from '@oicl/openbridge-webcomponents-react/icons/icon-help.js';
import { ObiSearch } from '@oicl/openbridge-webcomponents-react/icons/icon-search.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { goTo } from '../actions.ts';
import { workspacesFor } from '../administration/parts.ts';
import { hotkey, isApple, keycaps } from '../keys.ts';
import { Clocks } from './Clocks.tsx';
import { FeedsMark } from './FeedsMark.tsx';
import { FilterMark } from './FilterMark.tsx';
import { LinkHealth } from './LinkHealth.tsx';
import { NatureMark } from './NatureMark.tsx';
import { PaletteMenu } from './PaletteMenu.tsx';
import { VectorMenu } from './VectorMenu.tsx';
import { WhoMenu } from './WhoMenu.tsx';
import './topbar.css';

export function TopBar(): ReactNode {
  const t = useWords();
  const sees = useSession(({ me }) => me?.may.includes('see') ?? false);
  return (
    <header className="topbar">
      <ProductMark />
      <nav aria-label={t('workspace.label')}>
        <Workspaces />
      </nav>
      {sees ? <OfThePicture /> : <div className="topbar-space" />}
      <div className="topbar-tools">
        <WhoMenu />
        <PaletteMenu />
        <Button
          label={t('keys.open')}
          icon={<ObiHelp />}
          iconOnly
          look="flat"
          hotkey="?"
          onClick={() => useView.setState({ dialog: 'keys' })}
        />
      </div>
    </header>
  );
}

/** Nothing to whom no picture is shown. */
function OfThePicture(): ReactNode {
  return (
    <>
      <NatureMark />
      <SearchBox />
      <div className="topbar-state">
        <FilterMark />
        <VectorMenu />
        <FeedsMark />
        <LinkHealth />
      </div>
      <Clocks />
    </>
  );
}

function ProductMark(): ReactNode {
  const t = useWords();
  const site = useLink((link) => link.site);
  return (
    <div className="topbar-product">
      <svg className="topbar-mark" viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="16" cy="16" r="14" fill="none" strokeWidth="1.5" />
        <circle cx="16" cy="16" r="7.5" fill="none" strokeWidth="1.5" />
        <path d="M16 16 L27 7.5 A14 14 0 0 1 29.6 19 Z" className="topbar-mark-beam" />
        <circle cx="16" cy="16" r="2" className="topbar-mark-core" />
      </svg>
      <h1>{t('product')}</h1>
      {site === undefined || site === '' ? null : <span className="topbar-site">{site}</span>}
    </div>
  );
}

function Workspaces(): ReactNode {
  const t = useWords();
  const workspace = useView((view) => view.workspace);
  const me = useSession((session) => session.me);
  return (
    <ul className="topbar-tabs">
      {workspacesFor(me).map((name) => (
        <li key={name}>
          <button
            type="button"
            className="topbar-tab"
            aria-current={workspace === name ? 'page' : undefined}
            title={`${t(`workspace.${name}`)} (${hotkey(name)})`}
            onClick={() => goTo(name)}
          >
            {t(`workspace.${name}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function SearchBox(): ReactNode {
  const t = useWords();
  return (
    <button
      type="button"
      className="topbar-search"
      onClick={() => useView.setState({ dialog: 'commands' })}
      aria-keyshortcuts="Control+K Meta+K"
    >
      <span className="button-icon" aria-hidden="true">
        <ObiSearch />
      </span>
      <span className="topbar-search-text">{t('search.open')}</span>
      <Keys keys={keycaps('mod+k', isApple())} />
    </button>
  );
}
