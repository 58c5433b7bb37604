/** For the wall: the map alone, with the time, the age of the picture and what is in it, readable across a room. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import type { ReactNode } from 'react';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { MOVING_FROM_KN } from '../../store/filter.ts';
import { useLink } from '../../store/link.ts';
import type { TrackTable } from '../../store/tracks.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatCount, formatTimeLocal, formatTimeUtc, formatZoneOffset } from '../../ui/format.ts';
import { usePageNow, useVersion } from '../../ui/useTick.ts';
import { goTo } from '../actions.ts';
import { useServices } from '../services.ts';
import { NatureMark } from '../topbar/NatureMark.tsx';
import { useHealth } from '../useHealth.ts';
import './wall.css';

export function WallWorkspace(): ReactNode {
  const t = useWords();
  return (
    <div className="wall">
      <div className="wall-head">
        <WallClock />
        <NatureMark />
        <WallAge />
      </div>
      <Button
        className="wall-leave"
        label={t('wall.leave')}
        icon={<ObiCloseGoogle />}
        hotkey="Esc"
        onClick={() => goTo('picture')}
      />
      <WallCounts />
      <p className="wall-notice">{t('bar.notice')}</p>
    </div>
  );
}

function WallClock(): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(250));
  const recorded = useLink((link) => link.clockKind === 'replay');
  const offsetMin = now === undefined ? 0 : -new Date(now).getTimezoneOffset();
  return (
    <div className="wall-clock num">
      <strong>{formatTimeUtc(now)}</strong>
      <span>{recorded ? t('time.recorded') : t('time.utc')}</span>
      <span className="wall-local">
        {formatTimeLocal(now).slice(0, 5)} {`${t('time.local')} ${formatZoneOffset(offsetMin)}`}
      </span>
    </div>
  );
}

function WallAge(): ReactNode {
  const t = useWords();
  const health = useHealth();
  return (
    <div className={`wall-age num wall-age-${health.kind}`}>
      <span>{t('wall.age')}</span>
      <strong>{health.kind === 'waiting' ? t('health.waiting') : formatAge(health.ageMs)}</strong>
    </div>
  );
}

/** What of the picture is here: moving, and no longer live. */
export function countTracks(table: TrackTable): { readonly moving: number; readonly notLive: number } {
  let moving = 0;
  let notLive = 0;
  for (let row = 0; row < table.count; row += 1) {
    if ((table.sogKn[row] ?? 0) >= MOVING_FROM_KN) moving += 1;
    if (((table.state[row] ?? 0) & TrackStateBits.lifeMask) !== 0) notLive += 1;
  }
  return { moving, notLive };
}

function WallCounts(): ReactNode {
  const t = useWords();
  const { table } = useServices();
  useVersion(table, 1000);
  const total = useLink((link) => link.trackCount);
  const feeds = useLink((link) => link.feeds.length);
  const well = useLink((link) => link.feeds.filter((feed) => feed.life === 'live').length);
  const { moving, notLive } = countTracks(table);
  const figures: readonly (readonly [string, string, boolean])[] = [
    [t('wall.tracks'), formatCount(Math.max(total, table.count)), false],
    [t('wall.moving'), formatCount(moving), false],
    [t('wall.stale'), formatCount(notLive), false],
    [t('wall.feeds'), t('list.count', { shown: well, total: feeds }), well < feeds],
  ];
  return (
    <dl className="wall-counts num">
      {figures.map(([label, value, concern]) => (
        <div key={label} data-concern={concern}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
