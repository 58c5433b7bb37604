/** What agencies agreed: what is in force at a glance, and one agreement in full. */
import type { ReactNode } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatDateUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { agencyShort } from '../patrols/usePlan.ts';
import { AgreementCard } from './AgreementCard.tsx';
import { AgreementForm } from './AgreementForm.tsx';
import { AgreementMark } from './AgreementMark.tsx';
import { type AgreementState, agreementState } from './agreementdraft.ts';
import { NothingChosen } from './FormFrame.tsx';
import { choose, useAdminChoice } from './parts.ts';
import { adminNowMs } from './time.ts';

const ORDER: readonly AgreementState[] = ['ending', 'inForce', 'begins', 'ended'];

export function AgreementsPart(): ReactNode {
  const t = useWords();
  usePageNow(4000);
  const agreements = useRecords((records) => records.tables.agreement);
  const mayAgree = useSession((session) => may(session, 'agree'));
  const nowMs = adminNowMs();
  const place = ({ value }: Version<'agreement'>): number => ORDER.indexOf(agreementState(value, nowMs));
  const sorted = [...agreements.values()].sort(
    (a, b) => place(a) - place(b) || a.value.untilMs - b.value.untilMs,
  );
  return (
    <div className="admin-part">
      <section className="admin-main panel" aria-label={t('agreement.label')}>
        <header className="admin-bar">
          <p className="quiet num">{t('agreement.count', { count: agreements.size })}</p>
          {mayAgree ? (
            <div className="admin-do">
              <Button look="raised" label={t('agreement.new')} onClick={() => choose('new')} />
            </div>
          ) : null}
        </header>
        <div className="admin-table scrolls">
          <table>
            <thead>
              <tr>
                {(['state', 'title', 'parties', 'until'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`agreement.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.map((agreement) => (
                <AgreementRow key={agreement.id} agreement={agreement} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
          {sorted.length === 0 ? <p className="admin-none">{t('agreement.none')}</p> : null}
        </div>
      </section>
      <Beside />
    </div>
  );
}

function Beside(): ReactNode {
  const chosen = useAdminChoice((choice) => choice.chosen);
  const agreement = useRecords((records) => records.tables.agreement.get(chosen ?? ''));
  if (chosen === 'new') return <AgreementForm key="new" onDone={choose} />;
  return agreement === undefined ? (
    <NothingChosen />
  ) : (
    <AgreementCard key={agreement.id} agreement={agreement} />
  );
}

interface AgreementRowProps {
  readonly agreement: Version<'agreement'>;
  readonly nowMs: number;
}

function AgreementRow({ agreement: { id, value }, nowMs }: AgreementRowProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const chosen = useAdminChoice((choice) => choice.chosen === id);
  return (
    <tr data-chosen={chosen} className="admin-row" onClick={() => choose(id)}>
      <td>
        <AgreementMark value={value} nowMs={nowMs} />
      </td>
      <th scope="row">
        <button type="button" className="admin-pick" aria-pressed={chosen} onClick={() => choose(id)}>
          {value.title}
        </button>
      </th>
      <td>{value.parties.map((party) => agencyShort(t, tables, party)).join(' · ')}</td>
      <td className="num">
        {formatDateUtc(value.untilMs)}
        <span className="quiet admin-under">{untilWords(t, value, nowMs)}</span>
      </td>
    </tr>
  );
}

type Term = Version<'agreement'>['value'];

function untilWords(t: ReturnType<typeof useWords>, { fromMs, untilMs }: Term, nowMs: number): string {
  if (nowMs < fromMs) return t('agreement.in', { age: formatAge(fromMs - nowMs) });
  if (nowMs >= untilMs) return t('agreement.ago', { age: formatAge(nowMs - untilMs) });
  return t('agreement.left', { age: formatAge(untilMs - nowMs) });
}
