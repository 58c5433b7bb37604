/**
 * Says across the picture that it is not live: in words, by a frame, by taking the colour out of the map (`App` sets
 * `data-frozen`), and once to screen readers. Never by colour alone.
 */
import { ObiWarningGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-google.js';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../messages/words.ts';
import type { PictureHealth } from '../../store/health.ts';
import { useReplayed } from '../../store/replay.ts';
import { formatAge, formatTimeUtc } from '../../ui/format.ts';
import { useHealth } from '../useHealth.ts';
import './frozen.css';

export const isFrozen = (health: PictureHealth): boolean =>
  health.kind === 'cut' || health.kind === 'stalled';

export function FrozenBanner(): ReactNode {
  const t = useWords();
  const health = useHealth();
  const frozen = isFrozen(health);
  const replayed = useReplayed();
  useEffect(() => {
    // A page behind others says it, too.
    const word = frozen ? t(`health.${health.kind}`) : replayed ? t('replay.mark') : undefined;
    document.title = word === undefined ? t('product') : `${word} – ${t('product')}`;
  }, [frozen, health.kind, replayed, t]);
  return (
    <>
      <FrozenNews health={health} />
      {health.kind === 'waiting' ? (
        <div className="frozen frozen-waiting">
          <p className="frozen-what">{t('frozen.waiting')}</p>
          <p>{health.reason ?? t('frozen.waiting.retry')}</p>
        </div>
      ) : null}
      {health.kind === 'cut' || health.kind === 'stalled' ? (
        <>
          <div className="frozen-frame" aria-hidden="true" />
          <div className="frozen">
            <p className="frozen-what">
              <span className="button-icon" aria-hidden="true">
                <ObiWarningGoogle />
              </span>
              {t(`frozen.${health.kind}`)}
            </p>
            <p className="frozen-age num">{t('frozen.old', { age: formatAge(health.ageMs) })}</p>
            <p>
              <strong className="num">{t('frozen.since', { time: formatTimeUtc(health.sinceMs) })}</strong>
              {' · '}
              {t('frozen.retry')}
            </p>
            {health.reason === undefined ? null : <p className="frozen-reason">{health.reason}</p>}
          </div>
        </>
      ) : null}
    </>
  );
}

/** The news alone, without what ticks, so that it is read out once. */
function FrozenNews({ health }: { readonly health: PictureHealth }): ReactNode {
  const t = useWords();
  return (
    <p className="for-screen-readers" role="alert">
      {health.kind === 'cut' || health.kind === 'stalled'
        ? `${t(`frozen.${health.kind}`)}. ${t('frozen.since', { time: formatTimeUtc(health.sinceMs) })}`
        : ''}
    </p>
  );
}
