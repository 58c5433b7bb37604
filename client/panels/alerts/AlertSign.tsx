/** Priority and state in one sign: a shape for each priority, filled by state, as IEC 62923 and OpenBridge draw them. */
import { ObiAlarmAcknowledgedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-acknowledged-iec.js';
import { ObiAlarmEmergencyIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-emergency-iec.js';
import { ObiAlarmRectifiedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-rectified-iec.js';
import { ObiAlarmSilencedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-silenced-iec.js';
import { ObiAlarmUnacknowledgedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-alarm-unacknowledged-iec.js';
import { ObiCautionColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-caution-color-iec.js';
import { ObiWarningAcknowledgedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-acknowledged-iec.js';
import { ObiWarningRectifiedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-rectified-iec.js';
import { ObiWarningSilencedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-silenced-iec.js';
import { ObiWarningUnacknowledgedIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-unacknowledged-iec.js';
import type { ReactNode } from 'react';
import type { AlertState, Priority } from '../../../proto/domain/alert/alert.ts';
import './alertsign.css';

interface AlertSignProps {
  readonly priority: Priority;
  readonly state: AlertState;
}

/** Beside the word: it is not read out. */
export function AlertSign({ priority, state }: AlertSignProps): ReactNode {
  return (
    <span className="alert-sign" data-state={state} aria-hidden="true">
      {iconOf(priority, state)}
    </span>
  );
}

function iconOf(priority: Priority, state: AlertState): ReactNode {
  switch (priority) {
    case 'emergency':
      return <ObiAlarmEmergencyIec useCssColor />;
    case 'alarm':
      return byState(state, {
        unacknowledged: <ObiAlarmUnacknowledgedIec useCssColor />,
        silenced: <ObiAlarmSilencedIec useCssColor />,
        acknowledged: <ObiAlarmAcknowledgedIec useCssColor />,
        rectified: <ObiAlarmRectifiedIec useCssColor />,
      });
    case 'warning':
      return byState(state, {
        unacknowledged: <ObiWarningUnacknowledgedIec useCssColor />,
        silenced: <ObiWarningSilencedIec useCssColor />,
        acknowledged: <ObiWarningAcknowledgedIec useCssColor />,
        rectified: <ObiWarningRectifiedIec useCssColor />,
      });
    case 'caution':
      return <ObiCautionColorIec useCssColor />;
    default:
      return priority satisfies never;
  }
}

const byState = (
  state: AlertState,
  icons: Readonly<Record<Exclude<AlertState, 'closed'>, ReactNode>>,
): ReactNode => icons[state === 'closed' ? 'acknowledged' : state];
