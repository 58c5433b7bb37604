/** Somebody says how a crossing point is: open, restricted or closed, why, and until when. */
import { type ReactNode, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { CROSSING_STATUSES, type CrossingStatus } from '../../../proto/domain/operations/zone.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { parseWhen } from '../patrols/when.ts';
import { whyNot } from '../records/whynot.ts';
import { ReportField } from '../report/ReportField.tsx';
import { useServices } from '../services.ts';

/** The event that makes each status. */
const EVENTS: { readonly [S in CrossingStatus]: string } = {
  open: 'open',
  restricted: 'restrict',
  closed: 'close',
};
const UTC = 'UTC';

interface StatusFormProps {
  readonly point: Version<'crossingPoint'>;
  readonly nowMs: number;
}

export function StatusForm({ point, nowMs }: StatusFormProps): ReactNode {
  const t = useWords();
  const { tellEvent } = useServices();
  const [wanted, setWanted] = useState<CrossingStatus>();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const untilMs = until.trim() === '' ? undefined : parseWhen(until, nowMs);
  const wrongUntil = until.trim() !== '' && (untilMs === undefined || untilMs <= nowMs);
  const stop = (): void => {
    setWanted(undefined);
    setReason('');
    setUntil('');
  };
  const tell = async (status: CrossingStatus): Promise<void> => {
    setBusy(true);
    const answer = await tellEvent(
      'crossingPoint',
      point.id,
      EVENTS[status],
      point.version,
      status === 'open' ? undefined : reason.trim(),
      untilMs === undefined || status === 'open' ? undefined : { untilMs },
    );
    setBusy(false);
    setFault(answer.ok ? undefined : whyNot(answer));
    if (answer.ok) stop();
  };
  return (
    <section className="card-section" aria-label={t('crossing.status')}>
      <h3 className="label">{t('crossing.status')}</h3>
      <div className="record-events">
        {CROSSING_STATUSES.map((status) => (
          <Button
            key={status}
            label={t(`crossing.status.${status}`)}
            aria-pressed={(wanted ?? point.value.status) === status}
            disabled={busy || (status === 'open' && point.value.status === 'open')}
            onClick={() => (status === 'open' ? void tell(status) : setWanted(status))}
          />
        ))}
      </div>
      {wanted === undefined ? null : (
        <form
          className="card-confirm record-reason"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '' && !wrongUntil) void tell(wanted);
          }}
        >
          <div className="record-reason-field">
            <ReportField
              label={t('crossing.status.reason')}
              value={reason}
              required
              focused
              maxLength={1000}
              onType={setReason}
            />
            <ReportField
              label={t('crossing.status.until')}
              hint={t('schedule.moment.hint')}
              unit={UTC}
              value={until}
              fault={wrongUntil ? 'schedule.wrong.moment' : undefined}
              onType={setUntil}
            />
          </div>
          <Button label={t('event.keep')} onClick={stop} />
          <button
            type="submit"
            className="button button-raised"
            disabled={busy || reason.trim() === '' || wrongUntil}
          >
            <span className="button-label">{t(`crossing.status.say.${wanted}`)}</span>
          </button>
        </form>
      )}
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('event.refused', { reason: fault })}
        </p>
      )}
    </section>
  );
}
