/** The buttons over the bar: play, steps, rates, jumps, loop, bookmark; the time, large; and the way back to now. */
import { ObiMediaLive } from '@oicl/openbridge-webcomponents-react/icons/icon-media-live.js';
import { ObiMediaLoop } from '@oicl/openbridge-webcomponents-react/icons/icon-media-loop.js';
import { ObiMediaPause } from '@oicl/openbridge-webcomponents-react/icons/icon-media-pause.js';
import { ObiMediaPlay } from '@oicl/openbridge-webcomponents-react/icons/icon-media-play.js';
import { ObiMediaSkipNext } from '@oicl/openbridge-webcomponents-react/icons/icon-media-skip-next.js';
import { ObiMediaSkipPrevious } from '@oicl/openbridge-webcomponents-react/icons/icon-media-skip-previous.js';
import { ObiStar } from '@oicl/openbridge-webcomponents-react/icons/icon-star.js';
import { type FormEvent, type ReactNode, useState } from 'react';
import { REPLAY_RATES } from '../../../proto/domain/record/replay.ts';
import { useWords } from '../../messages/words.ts';
import { useReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import { Button } from '../../ui/Button.tsx';
import {
  formatDateUtc,
  formatFactor,
  formatFullMomentUtc,
  formatTimeLocal,
  formatTimeUtc,
  formatZoneOffset,
} from '../../ui/format.ts';
import { goTo } from '../actions.ts';
import { hotkey } from '../keys.ts';
import { MINUTE_MS } from '../patrols/timescale.ts';
import { parseWhen } from '../patrols/when.ts';
import { useServices } from '../services.ts';
import { openBookmarkForm } from './bookmarking.ts';
import { jumpToAlert, playOrPause, reverse, seek, step, toggleLoop } from './hand.ts';

const SECOND_MS = 1000;
const MINUS = '−';
const STEPS = [
  [-MINUTE_MS, 'stepBackMinute', '1 min'],
  [-10 * SECOND_MS, 'stepBack', '10 s'],
  [-SECOND_MS, 'stepBackSecond', '1 s'],
  [SECOND_MS, 'stepOnSecond', '1 s'],
  [10 * SECOND_MS, 'stepOn', '10 s'],
  [MINUTE_MS, 'stepOnMinute', '1 min'],
] as const;

export function BarControls({ cursor }: { readonly cursor: number | undefined }): ReactNode {
  const t = useWords();
  const services = useServices();
  const ready = useReplay(({ replay }) => replay?.state === 'ready');
  const playing = useReplay(({ replay }) => replay?.isPlaying === true);
  const rate = useReplay(({ replay, wanted }) => replay?.rate ?? wanted.rate);
  const looped = useReplay(({ replay }) => replay?.loop !== undefined);
  const [none, setNone] = useState(false);
  const jump = (way: 1 | -1): void => {
    void jumpToAlert(services, way).then((found) => setNone(!found));
  };
  return (
    <div className="timebar-controls">
      <Moment cursor={cursor} />
      <div className="timebar-group" role="toolbar" aria-label={t('replay.move')}>
        <Button
          label={t('replay.alert.previous')}
          icon={<ObiMediaSkipPrevious />}
          iconOnly
          hotkey={hotkey('replayAlertPrevious')}
          disabled={!ready}
          onClick={() => jump(-1)}
        />
        {STEPS.slice(0, 3).map((each) => (
          <StepButton key={each[0]} step={each} ready={ready} />
        ))}
        <Button
          label={t('replay.reverse')}
          icon={
            <span className="timebar-reverse">
              <ObiMediaPlay />
            </span>
          }
          iconOnly
          hotkey={hotkey('replayReverse')}
          aria-pressed={rate < 0}
          disabled={!ready}
          onClick={() => reverse(services)}
        />
        <Button
          className="timebar-play"
          look="raised"
          label={t(playing ? 'replay.pause' : 'replay.play')}
          icon={playing ? <ObiMediaPause /> : <ObiMediaPlay />}
          iconOnly
          hotkey={hotkey('replayPlay')}
          disabled={!ready}
          onClick={() => playOrPause(services)}
        />
        {STEPS.slice(3).map((each) => (
          <StepButton key={each[0]} step={each} ready={ready} />
        ))}
        <Button
          label={t('replay.alert.next')}
          icon={<ObiMediaSkipNext />}
          iconOnly
          hotkey={hotkey('replayAlertNext')}
          disabled={!ready}
          onClick={() => jump(1)}
        />
      </div>
      <label className="timebar-rate">
        <span className="label">{t('replay.rate')}</span>
        <select
          className="field num"
          value={Math.abs(rate)}
          disabled={!ready}
          title={t('replay.rate.keys', { slower: hotkey('replaySlower'), faster: hotkey('replayFaster') })}
          onChange={(event) =>
            services.replay.move({ rate: Number(event.target.value) * (rate < 0 ? -1 : 1) })
          }
        >
          {REPLAY_RATES.map((offered) => (
            <option key={offered} value={offered}>
              {formatFactor(offered)}
            </option>
          ))}
        </select>
      </label>
      <Button
        label={t(looped ? 'replay.loop.end' : 'replay.loop')}
        title={t('replay.loop.long')}
        icon={<ObiMediaLoop />}
        hotkey={hotkey('replayLoop')}
        aria-pressed={looped}
        disabled={!ready}
        onClick={() => toggleLoop(services)}
      />
      <Button
        label={t('replay.bookmark')}
        icon={<ObiStar />}
        hotkey={hotkey('replayBookmark')}
        disabled={cursor === undefined}
        onClick={openBookmarkForm}
      />
      <p className="timebar-said quiet" role="status">
        {none ? t('replay.alert.none') : ''}
      </p>
      <Button
        className="timebar-now"
        label={t('replay.beside')}
        title={t('replay.beside.long')}
        onClick={() =>
          useReplayView.setState(({ beside }) => ({ beside: beside === 'now' ? 'track' : 'now' }))
        }
      />
      <Button
        label={t('replay.leave')}
        icon={<ObiMediaLive />}
        hotkey={hotkey('picture')}
        onClick={() => goTo('picture')}
      />
    </div>
  );
}

interface StepProps {
  readonly step: (typeof STEPS)[number];
  readonly ready: boolean;
}

function StepButton({ step: [ms, action, size], ready }: StepProps): ReactNode {
  const t = useWords();
  const services = useServices();
  const name = t(ms < 0 ? 'replay.step.back' : 'replay.step.on', { size });
  return (
    <Button
      className="timebar-step num"
      label={`${ms < 0 ? MINUS : '+'}${size}`}
      title={name}
      hotkey={hotkey(`replay${capital(action)}`)}
      disabled={!ready}
      onClick={() => step(services, ms)}
    />
  );
}

const capital = <T extends string>(text: T): Capitalize<T> =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}` as Capitalize<T>;

/** The cursor's time in UTC and here; typed over, it goes there. */
function Moment({ cursor }: { readonly cursor: number | undefined }): ReactNode {
  const t = useWords();
  const services = useServices();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const offset = cursor === undefined ? 0 : -new Date(cursor).getTimezoneOffset();
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const day = cursor === undefined ? 0 : Math.floor(cursor / (24 * 60 * MINUTE_MS)) * 24 * 60 * MINUTE_MS;
    const atMs = typed === undefined ? undefined : parseWhen(typed, day);
    setWrong(atMs === undefined);
    if (atMs === undefined) return;
    setTyped(undefined);
    useReplayView.setState({ bar: undefined });
    seek(services, atMs);
  };
  return (
    <form className="timebar-moment" onSubmit={go}>
      <span className="timebar-time num">
        <span className="quiet">{formatDateUtc(cursor)}</span>
        <strong>{formatTimeUtc(cursor)}</strong>
        <span className="label">{t('time.utc')}</span>
        <span>{formatTimeLocal(cursor)}</span>
        <span className="label">{`${t('time.local')} ${formatZoneOffset(offset)}`}</span>
      </span>
      <input
        className="field num timebar-go"
        aria-label={t('replay.go')}
        title={t('replay.go.long')}
        placeholder={t('replay.go')}
        aria-invalid={wrong}
        value={typed ?? ''}
        maxLength={30}
        onFocus={() => {
          if (typed === undefined) setTyped(formatFullMomentUtc(cursor));
        }}
        onBlur={() => {
          setTyped(undefined);
          setWrong(false);
        }}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}
