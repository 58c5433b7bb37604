/** For the wall: the map alone, and one bar under it with the time, the age of the picture and what is in it. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { ObiRunningColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-running-color-iec.js';
import { ObiWarningGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-google.js';
import { ObiWarningNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-noack-iec.js';
import type { ReactNode } from 'react';
import { useWords, type Words } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useLink } from '../../store/link.ts';
import { type SensorInfo, useSensors } from '../../store/sensors.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatCount, formatTimeLocal, formatTimeUtc, formatZoneOffset } from '../../ui/format.ts';
import { usePageNow, useVersion } from '../../ui/useTick.ts';
import { goTo } from '../actions.ts';
import { useCalls } from '../distress/useDistress.ts';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { isSensorUnwell, sensorName } from '../sensors/unwell.ts';
import { useServices } from '../services.ts';
import { isUnwell } from '../topbar/FeedsMark.tsx';
import { NatureMark } from '../topbar/NatureMark.tsx';
import { useHealth } from '../useHealth.ts';
import { countTracks } from './counts.ts';
import './wall.css';

export function WallWorkspace(): ReactNode {
  const t = useWords();
  return (
    <div className="wall">
      <WallClock />
      <WallAge />
      <NatureMark />
      <WallCounts />
      <p className="wall-notice">{t('bar.notice')}</p>
      <WallUnwell />
      <Button
        className="wall-leave"
        label={t('wall.leave')}
        icon={<ObiCloseGoogle />}
        hotkey="Esc"
        onClick={() => goTo('picture')}
      />
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
    <div className="wall-age num" data-frozen={isFrozen(health)}>
      <span>{t('wall.age')}</span>
      <strong>
        <span className="wall-sign" aria-hidden="true">
          {health.kind === 'live' ? <ObiRunningColorIec useCssColor /> : <ObiWarningGoogle />}
        </span>
        {health.kind === 'waiting' ? t('health.waiting') : formatAge(health.ageMs)}
      </strong>
    </div>
  );
}

/** The total and the table come a moment apart: a few tracks of difference are none. */
const WHOLE_SHARE = 0.98;

type Concern = 'none' | 'warning' | 'alarm';

function WallCounts(): ReactNode {
  const t = useWords();
  const { table } = useServices();
  useVersion(table, 1000);
  const total = useLink((link) => link.trackCount);
  const feeds = useLink((link) => link.feeds.length);
  const well = useLink((link) => link.feeds.filter((feed) => feed.life === 'live').length);
  const unwell = useLink((link) => link.feeds.some(isUnwell));
  const calls = useCalls(({ calls }) => calls.length);
  const { live, stale, lost, withoutAis, doubtful, ...counted } = countTracks(table);
  // Those without a position are in distress as well.
  const distress = counted.distress + calls;
  // The page holds the tracks around its view alone: what it counts of a larger picture is said to be of here.
  const partial = table.count < total * WHOLE_SHARE;
  const here = (state: string): string => (partial ? t('wall.here', { state }) : state);
  const figures: readonly (readonly [string, string, Concern])[] = [
    [t('wall.tracks'), formatCount(Math.max(total, table.count)), 'none'],
    [here(t('life.0')), formatCount(live), 'none'],
    [here(t('life.1')), formatCount(stale), 'none'],
    [here(t('life.2')), formatCount(lost), 'none'],
    [here(t('wall.withoutAis')), formatCount(withoutAis), 'none'],
    [here(t('wall.doubtful')), formatCount(doubtful), 'none'],
    // Distress comes to every page wherever it is (the `always` tile), so this count is of the whole picture.
    [t('wall.distress'), formatCount(distress), distress > 0 ? 'alarm' : 'none'],
    [t('wall.feeds'), t('list.count', { shown: well, total: feeds }), unwell ? 'warning' : 'none'],
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

/** What is wrong with a sensor that is not well, in a word or two. */
const sensorTrouble = (t: Words, { health, registration }: SensorInfo): string =>
  registration?.alarmed === true ? t('registration.alarmed') : t(`health.sensor.${health}`);

/** More names than these are not read from across a room; their number stands before them. */
const NAMED_FEEDS = 4;

function WallUnwell(): ReactNode {
  const t = useWords();
  const feeds = useLink((link) => link.feeds);
  const sensors = useSensors((state) => state.sensors);
  const unwell = [
    ...feeds.filter(isUnwell).map(({ name, life }) => `${name} (${t(`feed.life.${life}`)})`),
    ...sensors.filter(isSensorUnwell).map((sensor) => `${sensorName(sensor)} (${sensorTrouble(t, sensor)})`),
  ];
  if (unwell.length === 0) return null;
  const named = unwell.slice(0, NAMED_FEEDS);
  return (
    <p className="wall-unwell">
      <span className="wall-sign" aria-hidden="true">
        <ObiWarningNoackIec useCssColor />
      </span>
      <strong>{t('wall.notWell', { count: unwell.length })}</strong>
      <span>
        {named.join(' · ')}
        {unwell.length > NAMED_FEEDS ? ' …' : ''}
      </span>
    </p>
  );
}
