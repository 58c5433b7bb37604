/** Whether a sensor's systematic error is known, corrected or beyond its limits: sign and word. */
import { ObiCautionColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-caution-color-iec.js';
import { ObiCheckGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-check-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import type { RegistrationInfo } from '../../store/sensors.ts';
import { formatAzimuthError } from '../../ui/format.ts';

export function RegistrationMark({
  registration,
}: {
  readonly registration: RegistrationInfo | undefined;
}): ReactNode {
  const t = useWords();
  if (registration === undefined) return <span className="quiet">{t('registration.none')}</span>;
  const { alarmed, applied, azimuthDeg, sigmaAzimuthDeg } = registration;
  const state = alarmed ? 'alarmed' : applied ? 'applied' : 'known';
  return (
    <span className="registration" data-state={state}>
      <span className="button-icon" aria-hidden="true">
        {alarmed ? <ObiCautionColorIec useCssColor /> : applied ? <ObiCheckGoogle /> : null}
      </span>
      <span>
        {t(`registration.${state}`)}
        <span className="quiet num registration-short">
          {formatAzimuthError(azimuthDeg, sigmaAzimuthDeg)}
        </span>
      </span>
    </span>
  );
}
