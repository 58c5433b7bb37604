/** Somebody says who waits at a crossing point and how many cross. */
import { type ReactNode, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { whyNot } from '../records/whynot.ts';
import { ReportField } from '../report/ReportField.tsx';
import { useServices } from '../services.ts';
import { checkReport, EMPTY_REPORT, REPORT_FIGURES, type ReportDraft } from './crossingdraft.ts';

const MINUTES = 'min';
const AN_HOUR = '/h';
const UNITS: Readonly<Record<string, string>> = {
  waitInMin: MINUTES,
  waitOutMin: MINUTES,
  inPerHour: AN_HOUR,
  outPerHour: AN_HOUR,
};

export function QueueReport({ point }: { readonly point: Version<'crossingPoint'> }): ReactNode {
  const t = useWords();
  const { tellEvent } = useServices();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<ReportDraft>(EMPTY_REPORT);
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<string>();
  const checked = checkReport(draft);
  const wrong = checked.ok ? [] : checked.wrong;
  const stop = (): void => {
    setOpen(false);
    setDraft(EMPTY_REPORT);
    setTried(false);
  };
  const tell = async (): Promise<void> => {
    setTried(true);
    if (!checked.ok) return;
    const answer = await tellEvent(
      'crossingPoint',
      point.id,
      'report',
      point.version,
      undefined,
      checked.details,
    );
    setFault(answer.ok ? undefined : whyNot(answer));
    if (answer.ok) stop();
  };
  if (!open)
    return (
      <div className="card-section">
        <Button label={t('crossing.report')} aria-expanded={false} onClick={() => setOpen(true)} />
      </div>
    );
  return (
    <form
      className="card-section crossing-report"
      aria-label={t('crossing.report')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void tell();
      }}
    >
      <h3 className="label">{t('crossing.report')}</h3>
      <div className="crossing-figures">
        {REPORT_FIGURES.map((figure, i) => {
          const unit = UNITS[figure];
          return (
            <ReportField
              key={figure}
              label={t(`crossing.figure.${figure}`)}
              {...(unit !== undefined && { unit })}
              numeric
              focused={i === 0}
              maxLength={6}
              value={draft[figure]}
              fault={wrong.includes(figure) ? 'crossing.wrong.figure' : undefined}
              onType={(typed) => setDraft({ ...draft, [figure]: typed })}
            />
          );
        })}
      </div>
      <ReportField
        label={t('crossing.report.note')}
        value={draft.note}
        maxLength={400}
        onType={(note) => setDraft({ ...draft, note })}
      />
      {tried && !checked.ok && wrong.length === 0 ? (
        <p className="card-fault" role="alert">
          {t('crossing.report.empty')}
        </p>
      ) : null}
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('event.refused', { reason: fault })}
        </p>
      )}
      <div className="record-events">
        <Button label={t('event.keep')} onClick={stop} />
        <button type="submit" className="button button-raised">
          <span className="button-label">{t('crossing.report.send')}</span>
        </button>
      </div>
    </form>
  );
}
