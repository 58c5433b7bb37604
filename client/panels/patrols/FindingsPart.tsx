/** What is missing and what clashes: of the plan that is being changed first, then of all in the time shown. */
import { type ReactNode, useMemo } from 'react';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useView } from '../../store/view.ts';
import { timeOf } from './boardrows.ts';
import { boardNowMs, spanNow } from './boardtime.ts';
import { isChanged, useEdit } from './edit.ts';
import { FindingLine } from './FindingLine.tsx';
import { useFindings } from './usePlan.ts';

/** Listed at most; the count says how many there are. */
const MOST = 200;

export function FindingsPart(): ReactNode {
  const t = useWords();
  const { edited, findings: ofEdited, checking } = useEdit();
  const fault = useFindings((state) => state.fault);
  const shown = useShownFindings();
  return (
    <div className="findings scrolls">
      {edited === undefined || !isChanged(edited) ? null : (
        <section className="card-section" aria-label={t('findings.plan')}>
          <h3>{t('findings.plan')}</h3>
          {checking ? <p className="quiet">{t('findings.checking')}</p> : null}
          {ofEdited.length === 0 && !checking ? <p className="quiet">{t('findings.none.plan')}</p> : null}
          {ofEdited.map((finding) => (
            <FindingLine key={JSON.stringify(finding)} finding={finding} of="edited" />
          ))}
        </section>
      )}
      <section className="card-section" aria-label={t('findings.all')}>
        <h3>
          {t('findings.all')}{' '}
          <span className="quiet num">{t('findings.count', { count: shown.length })}</span>
        </h3>
        {fault === undefined ? null : (
          <p className="card-fault" role="alert">
            {t('findings.failed', { reason: fault })}
          </p>
        )}
        {shown.length === 0 && fault === undefined ? <p className="quiet">{t('findings.none')}</p> : null}
        {shown.slice(0, MOST).map((finding) => (
          <FindingLine key={JSON.stringify(finding)} finding={finding} of="saved" />
        ))}
      </section>
    </div>
  );
}

/** Findings of the saved plans as they are listed and counted: see {@link inTime}. */
export function useShownFindings(): readonly Finding[] {
  const findings = useFindings((state) => state.findings);
  const board = useView((view) => view.board);
  return useMemo(() => inTime(findings, board), [findings, board]);
}

/** Those whose time is in sight and not over, and those without one; errors first, then by time. */
function inTime(findings: readonly Finding[], _board: object): readonly Finding[] {
  const { fromMs, spanMs } = spanNow();
  const nowMs = boardNowMs();
  return findings
    .filter((finding) => {
      const time = timeOf(finding);
      return time === undefined || (time.untilMs > Math.max(fromMs, nowMs) && time.fromMs < fromMs + spanMs);
    })
    .toSorted(
      (a, b) =>
        Number(b.severity === 'error') - Number(a.severity === 'error') ||
        (timeOf(a)?.fromMs ?? 0) - (timeOf(b)?.fromMs ?? 0),
    );
}
