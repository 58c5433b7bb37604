/** A sensor's systematic error as identified AIS shows it, and whether it may be corrected: a decision, asked for twice. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import type { SensorInfo } from '../../store/sensors.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAzimuthError, formatCount, formatRangeError } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { RegistrationMark } from './RegistrationMark.tsx';
import { sensorName } from './unwell.ts';

export function Registration({ sensor }: { readonly sensor: SensorInfo }): ReactNode {
  const t = useWords();
  const { registration } = sensor;
  if (registration === undefined) return null;
  const { rangeM, sigmaRangeM, azimuthDeg, sigmaAzimuthDeg, samples, applied } = registration;
  return (
    <section className="sensor-section" aria-label={t('registration.label')}>
      <h3>{t('registration.label')}</h3>
      <p className="quiet">{t('registration.long')}</p>
      <dl className="feed-facts">
        <div>
          <dt className="label">{t('registration.state')}</dt>
          <dd>
            <RegistrationMark registration={registration} />
          </dd>
        </div>
        <div>
          <dt className="label">{t('registration.range')}</dt>
          <dd className="num">{formatRangeError(rangeM, sigmaRangeM)}</dd>
        </div>
        <div>
          <dt className="label">{t('registration.azimuth')}</dt>
          <dd className="num">{formatAzimuthError(azimuthDeg, sigmaAzimuthDeg)}</dd>
        </div>
        <div>
          <dt className="label">{t('registration.samples')}</dt>
          <dd className="num">{formatCount(samples)}</dd>
        </div>
        <div>
          <dt className="label">{t('registration.corrected')}</dt>
          <dd>{t(applied ? 'registration.corrected.yes' : 'registration.corrected.no')}</dd>
        </div>
      </dl>
      <Allow sensor={sensor} allowed={registration.allowed} />
    </section>
  );
}

function Allow({ sensor, allowed }: { readonly sensor: SensorInfo; readonly allowed: boolean }): ReactNode {
  const t = useWords();
  const { allowRegistration } = useServices();
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<string>();
  const decide = async (): Promise<void> => {
    const answer = await allowRegistration(sensor.id, !allowed);
    setAsking(false);
    setFault(answer.ok ? undefined : answer.fault);
  };
  const name = sensorName(sensor);
  return (
    <>
      {asking ? (
        <div className="card-confirm" role="alertdialog" aria-label={t('registration.allow')}>
          <p>{t(allowed ? 'registration.forbid.sure' : 'registration.allow.sure', { name })}</p>
          <Button label={t('registration.keep')} autoFocus onClick={() => setAsking(false)} />
          <Button
            look="raised"
            label={t(allowed ? 'registration.forbid' : 'registration.allow')}
            onClick={() => void decide()}
          />
        </div>
      ) : (
        <p className="sensor-allow">
          <strong>{t(allowed ? 'registration.allowed' : 'registration.forbidden')}</strong>
          <Button
            label={t(allowed ? 'registration.forbid' : 'registration.allow')}
            onClick={() => setAsking(true)}
          />
        </p>
      )}
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('registration.failed', { reason: fault })}
        </p>
      )}
    </>
  );
}
