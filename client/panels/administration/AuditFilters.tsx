/** What is looked for in the log: asked when it is said, because asking is logged. */
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { type AuditFilter, auditFaults, NO_FILTER } from './auditquery.ts';
import { AUDIT_ACTIONS, AUDIT_KINDS } from './auditview.ts';
import { adminNowMs } from './time.ts';

export function AuditFilters({ onFind }: { readonly onFind: (filter: AuditFilter) => void }): ReactNode {
  const t = useWords();
  const agencies = useRecords((records) => records.tables.agency);
  const people = useRecords((records) => records.tables.person);
  const [filter, setFilter] = useState(NO_FILTER);
  const [tried, setTried] = useState(false);
  const lists = { people: useId(), actions: useId() };
  const change = (part: Partial<AuditFilter>): void => setFilter({ ...filter, ...part });
  const faults = tried ? auditFaults(filter, adminNowMs()) : {};
  const find = (): void => {
    setTried(true);
    if (Object.keys(auditFaults(filter, adminNowMs())).length === 0) onFind(filter);
  };
  return (
    <form
      className="admin-filters"
      aria-label={t('admin.filter')}
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <ReportField
        label={t('audit.from')}
        value={filter.from}
        fault={faults.from}
        maxLength={30}
        onType={(from) => change({ from })}
      />
      <ReportField
        label={t('audit.until')}
        value={filter.until}
        fault={faults.until}
        maxLength={30}
        onType={(until) => change({ until })}
      />
      <ReportField
        label={t('audit.actor')}
        value={filter.actor}
        list={lists.people}
        maxLength={200}
        onType={(actor) => change({ actor })}
      />
      <datalist id={lists.people}>
        {[...people.values()].map(({ id, value }) => (
          <option key={id} value={id}>
            {value.name}
          </option>
        ))}
      </datalist>
      <ReportField
        label={t('audit.action')}
        value={filter.action}
        list={lists.actions}
        maxLength={64}
        onType={(action) => change({ action })}
      />
      <datalist id={lists.actions}>
        {AUDIT_ACTIONS.map((action) => (
          <option key={action} value={action} />
        ))}
      </datalist>
      <SelectField
        label={t('audit.agency')}
        value={filter.agency}
        choices={[
          ['', t('audit.agency.any')],
          ...[...agencies.values()].map(({ id, value }) => [id, value.name] as const),
        ]}
        onChoose={(agency) => change({ agency })}
      />
      <SelectField
        label={t('audit.kind')}
        value={filter.kind}
        choices={[['', t('audit.kind.any')], ...AUDIT_KINDS.map((kind) => [kind, kind] as const)]}
        onChoose={(kind) => change({ kind })}
      />
      <ReportField label={t('audit.id')} value={filter.id} maxLength={200} onType={(id) => change({ id })} />
      <SelectField
        label={t('audit.outcome')}
        value={filter.outcome}
        choices={[
          ['', t('audit.outcome.any')],
          ['yes', t('audit.outcome.yes')],
          ['no', t('audit.outcome.no')],
          ['reduced', t('audit.outcome.reduced')],
        ]}
        onChoose={(outcome) => change({ outcome })}
      />
      <div className="admin-buttons">
        <button type="submit" className="button button-raised">
          <span className="button-label">{t('audit.find')}</span>
        </button>
        <Button
          look="flat"
          label={t('audit.clear')}
          onClick={() => {
            setFilter(NO_FILTER);
            onFind(NO_FILTER);
          }}
        />
      </div>
    </form>
  );
}
