/** What holds the log together, and the way to take it away and check it. */
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { formatCount, formatFullMomentUtc } from '../../ui/format.ts';
import { type AuditFilter, exportPath } from './auditquery.ts';
import type { AuditPage } from './auditview.ts';
import { adminNowMs } from './time.ts';

interface AuditChainProps {
  readonly page: AuditPage | undefined;
  /** What the rows shown were asked with: it is what is taken away. */
  readonly filter: AuditFilter;
}

export function AuditChain({ page, filter }: AuditChainProps): ReactNode {
  const t = useWords();
  const [reason, setReason] = useState('');
  const field = useId();
  const checkpoint = page?.checkpoint;
  return (
    <aside className="admin-side panel" aria-label={t('audit.chain')}>
      <header className="admin-head">
        <h2>{t('audit.chain')}</h2>
      </header>
      <div className="admin-body scrolls">
        <dl className="card-section admin-chain">
          <dt>{t('audit.chain.rows')}</dt>
          <dd className="num">{formatCount(page?.seq)}</dd>
          <dt>{t('audit.chain.checkpoint')}</dt>
          <dd>
            {checkpoint === undefined
              ? t('audit.chain.checkpoint.none')
              : t('audit.chain.checkpoint.at', {
                  number: checkpoint.number,
                  seq: checkpoint.seq,
                  time: formatFullMomentUtc(checkpoint.atMs),
                })}
          </dd>
          <dt>{t('audit.chain.key')}</dt>
          <dd>
            <span className="admin-hash">{page?.fingerprint ?? '–'}</span>
            <span className="quiet admin-under">{t('audit.chain.key.hint')}</span>
          </dd>
        </dl>
        <section className="card-section admin-form">
          <h3>{t('audit.export')}</h3>
          <p className="quiet">{t('audit.export.hint')}</p>
          <div className="report-field">
            <label className="label" htmlFor={field}>
              {t('audit.export.reason')}
            </label>
            <input
              id={field}
              className="field"
              value={reason}
              maxLength={400}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <div className="admin-buttons">
            {reason.trim() === '' ? (
              <button type="button" className="button" disabled>
                <span className="button-label">{t('audit.export.do')}</span>
              </button>
            ) : (
              <a className="button" download="audit.jsonl" href={exportPath(filter, adminNowMs(), reason)}>
                <span className="button-label">{t('audit.export.do')}</span>
              </a>
            )}
          </div>
        </section>
      </div>
    </aside>
  );
}
