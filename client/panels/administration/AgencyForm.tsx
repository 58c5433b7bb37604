/** An agency is looked at, entered or changed. */
import { type ReactNode, useState } from 'react';
import { type Agency, SERVICES } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { may, useSession } from '../../store/session.ts';
import { Field } from '../card/Field.tsx';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { FormFrame, SideHead } from './FormFrame.tsx';
import { Overtaken } from './Overtaken.tsx';
import { choose } from './parts.ts';
import { useSaving } from './saving.ts';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const EMPTY: Agency = { name: '', country: '', service: 'coastGuard' };
type Faults = { readonly [F in 'name' | 'id' | 'country']?: MessageKey };

function faultsOf({ name, country }: Agency, id: string): Faults {
  return {
    ...(name.trim() === '' && { name: 'agency.wrong.name' as const }),
    ...((!ID.test(id) || id.length > 64) && { id: 'agency.wrong.id' as const }),
    ...(!/^[A-Z]{2}$/.test(country) && { country: 'agency.wrong.country' as const }),
  };
}

export function AgencyForm({ upon }: { readonly upon?: Version<'agency'> }): ReactNode {
  const t = useWords();
  const mayChange = useSession((session) => may(session, 'administer'));
  const [value, setValue] = useState(upon?.value ?? EMPTY);
  const [id, setId] = useState(upon?.id ?? '');
  const [base, setBase] = useState(upon);
  const [tried, setTried] = useState(false);
  const { save, saving, refused, conflict, clear } = useSaving('agency');
  const close = (): void => choose(undefined);
  if (!mayChange && upon !== undefined) return <AgencyCard agency={upon} onClose={close} />;
  const faults = tried ? faultsOf(value, id) : {};
  const go = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(faultsOf(value, id)).length > 0) return;
    const saved = await save(base, { ...value, name: value.name.trim() }, { id });
    if (saved !== undefined) close();
  };
  return (
    <FormFrame
      title={upon === undefined ? t('agency.new') : t('agency.change', { name: upon.value.name })}
      doing={t('admin.save')}
      saving={saving}
      wrong={Object.keys(faults).length}
      refused={refused}
      disabled={conflict !== undefined}
      onSave={() => void go()}
      onCancel={close}
    >
      {conflict === undefined ? null : (
        <Overtaken
          theirs={conflict}
          onTheirs={() => {
            setBase(conflict);
            setValue(conflict.value);
            clear();
          }}
          onMine={() => {
            setBase(conflict);
            clear();
          }}
        />
      )}
      <fieldset className="report-part">
        <ReportField
          label={t('agency.name')}
          value={value.name}
          fault={faults.name}
          required
          focused={upon === undefined}
          maxLength={80}
          onType={(name) => setValue({ ...value, name })}
        />
        {upon === undefined ? (
          <ReportField
            label={t('agency.id')}
            value={id}
            fault={faults.id}
            hint={t('agency.id.hint')}
            required
            maxLength={64}
            onType={setId}
          />
        ) : (
          <dl>
            <Field label={t('agency.id')} value={upon.id} />
          </dl>
        )}
        <div className="report-row">
          <ReportField
            label={t('agency.country')}
            value={value.country}
            fault={faults.country}
            hint={t('agency.country.hint')}
            required
            maxLength={2}
            onType={(country) => setValue({ ...value, country: country.toUpperCase() })}
          />
          <SelectField
            label={t('agency.service')}
            value={value.service}
            choices={SERVICES.map((service) => [service, t(`service.${service}`)])}
            onChoose={(service) => setValue({ ...value, service })}
          />
        </div>
        <label className="admin-tick">
          <input
            type="checkbox"
            checked={value.rescueCentre ?? false}
            onChange={() => {
              const { rescueCentre, ...rest } = value;
              setValue(rescueCentre === true ? rest : { ...rest, rescueCentre: true });
            }}
          />
          <span>
            {t('agency.rescue')}
            <span className="quiet admin-tick-long">{t('agency.rescue.hint')}</span>
          </span>
        </label>
      </fieldset>
    </FormFrame>
  );
}

interface AgencyCardProps {
  readonly agency: Version<'agency'>;
  readonly onClose: () => void;
}

function AgencyCard({ agency: { id, value }, onClose }: AgencyCardProps): ReactNode {
  const t = useWords();
  return (
    <aside className="admin-side panel" aria-label={value.name}>
      <SideHead title={value.name} onClose={onClose} />
      <dl className="card-section">
        <Field label={t('agency.id')} value={id} />
        <Field label={t('agency.country')} value={value.country} />
        <Field label={t('agency.service')} value={t(`service.${value.service}`)} />
        <Field label={t('agency.rescue')} value={t(value.rescueCentre === true ? 'admin.yes' : 'admin.no')} />
      </dl>
    </aside>
  );
}
