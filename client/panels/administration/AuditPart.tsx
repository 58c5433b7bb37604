/** The log, page by page, with what is asked of it; reading it is in it. */
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc, formatTimeUtc } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { AuditChain } from './AuditChain.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditRowCard } from './AuditRowCard.tsx';
import { type AuditFilter, auditPath, NO_FILTER } from './auditquery.ts';
import type { AuditPage } from './auditview.ts';
import { adminNowMs } from './time.ts';

interface Asked {
  readonly filter: AuditFilter;
  /** Where each page before this one began; the first began at the newest. */
  readonly before: readonly (number | undefined)[];
}

export function AuditPart(): ReactNode {
  const t = useWords();
  const { exchange } = useServices();
  const isMonitor = useSession(({ me }) => me?.roles.includes('rightsMonitor') ?? false);
  const [asked, setAsked] = useState<Asked>({ filter: NO_FILTER, before: [undefined] });
  const [page, setPage] = useState<AuditPage>();
  const [fault, setFault] = useState<string>();
  const [chosen, setChosen] = useState<number>();
  const at = asked.before.at(-1);
  const read = useCallback(async (): Promise<void> => {
    setPage(undefined);
    const answer = await exchange<AuditPage>('GET', auditPath(asked.filter, adminNowMs(), at));
    setFault(answer.ok ? undefined : whyNot(answer));
    if (answer.ok) setPage(answer.value);
  }, [exchange, asked.filter, at]);
  useEffect(() => void read(), [read]);
  const row = page?.rows.find(({ seq }) => seq === chosen);
  const next = page?.beforeSeq;
  return (
    <div className="admin-part">
      <section className="admin-main panel" aria-label={t('audit.label')}>
        <p className="admin-told">
          {t('audit.told')} {isMonitor ? t('audit.part') : ''}
        </p>
        <AuditFilters onFind={(filter) => setAsked({ filter, before: [undefined] })} />
        {fault === undefined ? null : (
          <p className="card-fault" role="alert">
            {t('admin.refused', { reason: fault })}
          </p>
        )}
        <div className="admin-table scrolls" aria-busy={page === undefined}>
          <table>
            <thead>
              <tr>
                {(['seq', 'time', 'who', 'did', 'what', 'why'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`audit.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page?.rows.map((each) => (
                <AuditLine
                  key={each.seq}
                  row={each}
                  chosen={each.seq === chosen}
                  onChoose={() => setChosen(each.seq)}
                />
              ))}
            </tbody>
          </table>
          {page === undefined && fault === undefined ? (
            <p className="admin-none">{t('audit.reading')}</p>
          ) : null}
          {page?.rows.length === 0 ? (
            <p className="admin-none">{t(next === undefined ? 'audit.none' : 'audit.none.page')}</p>
          ) : null}
        </div>
        <footer className="admin-pages">
          <Button
            label={t('audit.newer')}
            onClick={() => setAsked({ filter: { ...asked.filter }, before: [undefined] })}
          />
          <Button
            label={t('audit.older')}
            disabled={next === undefined}
            onClick={() => setAsked({ ...asked, before: [...asked.before, next] })}
          />
        </footer>
      </section>
      {row === undefined ? (
        <AuditChain page={page} filter={asked.filter} />
      ) : (
        <AuditRowCard row={row} onClose={() => setChosen(undefined)} />
      )}
    </div>
  );
}

interface AuditLineProps {
  readonly row: AuditRecord;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function AuditLine({ row, chosen, onChoose }: AuditLineProps): ReactNode {
  const t = useWords();
  const { seq, atMs, actorName, action, kind, id, outcome, reason } = row;
  return (
    <tr data-chosen={chosen} className="admin-row" onClick={onChoose}>
      <th scope="row">
        <button
          type="button"
          className="admin-pick num"
          aria-pressed={chosen}
          aria-label={t('audit.row', { seq })}
          onClick={onChoose}
        >
          {seq}
        </button>
      </th>
      <td className="num">{`${formatFullMomentUtc(atMs).slice(0, 10)} ${formatTimeUtc(atMs)}`}</td>
      <td>{actorName}</td>
      <td>
        {action}
        {outcome === 'yes' ? null : (
          <span className="admin-badge admin-badge-off">
            {t(outcome === 'no' ? 'audit.outcome.no' : 'audit.outcome.reduced')}
          </span>
        )}
      </td>
      <td className="admin-cut">{kind === null ? '–' : `${kind} ${id ?? ''}`}</td>
      <td className="admin-cut">{reason ?? ''}</td>
    </tr>
  );
}
