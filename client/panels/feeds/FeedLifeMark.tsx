/** A feed's life as sign and word: never by colour alone. */
import { ObiAlarmNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-noack-iec.js';
import { ObiCautionColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-caution-color-iec.js';
import { ObiCheckGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-check-google.js';
import { ObiRunningColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-running-color-iec.js';
import { ObiSyncGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-sync-google.js';
import { ObiWarningNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-noack-iec.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import type { FeedLifeName } from '../../store/link.ts';

const SIGNS: Readonly<Record<FeedLifeName, ReactNode>> = {
  connecting: <ObiSyncGoogle />,
  live: <ObiRunningColorIec useCssColor />,
  silent: <ObiWarningNoackIec useCssColor />,
  faulty: <ObiCautionColorIec useCssColor />,
  down: <ObiAlarmNoackIec useCssColor />,
  ended: <ObiCheckGoogle />,
};

export function FeedLifeMark({ life }: { readonly life: FeedLifeName }): ReactNode {
  const t = useWords();
  return (
    <span className="feed-life" data-life={life}>
      <span className="button-icon" aria-hidden="true">
        {SIGNS[life]}
      </span>
      {t(`feed.life.${life}`)}
    </span>
  );
}
