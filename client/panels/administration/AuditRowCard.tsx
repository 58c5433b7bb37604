/** One row of the log with all that it says. */
import type { ReactNode } from 'react';
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { formatFullMomentUtc, formatTimeUtc } from '../../ui/format.ts';
import { Field } from '../card/Field.tsx';
import { detailLines } from './auditquery.ts';
import { SideHead } from './FormFrame.tsx';

interface AuditRowCardProps {
  readonly row: AuditRecord;
  readonly onClose: () => void;
}

export function AuditRowCard({ row, onClose }: AuditRowCardProps): ReactNode {
  const t = useWords();
  const agency = useRecords((records) => records.tables.agency.get(row.agency ?? '')?.value.name);
  const { seq, atMs, actor, actorName, how, action, kind, id, outcome, reason, hash } = row;
  return (
    <aside className="admin-side panel" aria-label={t('audit.row', { seq })}>
      <SideHead title={t('audit.row', { seq })} quiet={actorName} onClose={onClose} />
      <div className="admin-body scrolls">
        <dl className="card-section">
          <Field
            label={t('audit.column.time')}
            value={`${formatFullMomentUtc(atMs).slice(0, 10)} ${formatTimeUtc(atMs)}`}
          />
          <Field label={t('audit.column.who')} value={`${actorName} (${actor})`} />
          <Field label={t('audit.agency')} value={agency ?? row.agency ?? undefined} />
          <Field label={t('audit.how')} value={wordFor(t, `audit.how.${how}`) ?? how} />
          <Field label={t('audit.column.did')} value={action} />
          <Field label={t('audit.outcome')} value={wordFor(t, `audit.outcome.${outcome}`) ?? outcome} />
          <Field label={t('audit.column.what')} value={kind === null ? undefined : `${kind} ${id ?? ''}`} />
          <Field label={t('audit.column.why')} value={reason ?? undefined} />
        </dl>
        <section className="card-section">
          <h3 className="label">{t('audit.details')}</h3>
          <dl>
            {detailLines(row).map(([name, value]) => (
              <Field key={name} label={name} value={value} />
            ))}
          </dl>
        </section>
        <section className="card-section">
          <h3 className="label" title={t('audit.hash.hint')}>
            {t('audit.hash')}
          </h3>
          <p className="admin-hash">{hash}</p>
        </section>
      </div>
    </aside>
  );
}
