/** A sensor's health as sign and word: never by colour alone. */
import { ObiAlarmNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-noack-iec.js';
import { ObiCautionColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-caution-color-iec.js';
import { ObiRunningColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-running-color-iec.js';
import { ObiSyncGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-sync-google.js';
import { ObiWarningNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-noack-iec.js';
import type { ReactNode } from 'react';
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import { useWords } from '../../messages/words.ts';

const SIGNS: Readonly<Record<SensorHealth, ReactNode>> = {
  [SensorHealth.unknown]: <ObiSyncGoogle />,
  [SensorHealth.working]: <ObiRunningColorIec useCssColor />,
  [SensorHealth.degraded]: <ObiCautionColorIec useCssColor />,
  [SensorHealth.faulty]: <ObiWarningNoackIec useCssColor />,
  [SensorHealth.tampered]: <ObiAlarmNoackIec useCssColor />,
  [SensorHealth.gone]: <ObiAlarmNoackIec useCssColor />,
};

export function SensorHealthMark({ health }: { readonly health: SensorHealth }): ReactNode {
  const t = useWords();
  return (
    <span className="feed-life">
      <span className="button-icon" aria-hidden="true">
        {SIGNS[health]}
      </span>
      {t(`health.sensor.${health}`)}
    </span>
  );
}
