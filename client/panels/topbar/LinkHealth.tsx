/** The link in a word and a sign, and the age of the picture, ticking. */

import { ObiCautionColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-caution-color-iec.js';
import { ObiRunningColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-running-color-iec.js';
import { ObiWarningGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useReplayed } from '../../store/replay.ts';
import { formatAge } from '../../ui/format.ts';
import { useHealth } from '../useHealth.ts';

const SIGNS = {
  live: <ObiRunningColorIec useCssColor />,
  waiting: <ObiCautionColorIec useCssColor />,
  stalled: <ObiWarningGoogle />,
  cut: <ObiWarningGoogle />,
} as const;

export function LinkHealth(): ReactNode {
  const t = useWords();
  const health = useHealth();
  const replayed = useReplayed();
  return (
    <div className={`health health-${health.kind}`} title={t('health.age')}>
      <span className="button-icon" aria-hidden="true">
        {SIGNS[health.kind]}
      </span>
      {/* A replay that comes as it should is no live picture. */}
      <span>{replayed && health.kind === 'live' ? t('replay.health') : t(`health.${health.kind}`)}</span>
      {health.kind === 'waiting' ? null : (
        <span className="health-age num">
          <span className="for-screen-readers">{t('health.age')}: </span>
          {formatAge(health.ageMs)}
        </span>
      )}
    </div>
  );
}
