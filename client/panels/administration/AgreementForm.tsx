/** An agreement is entered or changed. */
import { type ReactNode, useId, useState } from 'react';
import { agencyId, PURPOSES, RELEASABLE, TLP } from '../../../proto/domain/operations/agency.ts';
import { PATROL_FORMS, PATROL_TYPES, POWERS } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { agencyName } from '../patrols/usePlan.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { AreaFields } from './AreaFields.tsx';
import { type AgreementDraft, agreementDraftOf, checkAgreement, emptyAgreement } from './agreementdraft.ts';
import { FormFrame } from './FormFrame.tsx';
import { Overtaken } from './Overtaken.tsx';
import { useSaving } from './saving.ts';
import { Ticks } from './Ticks.tsx';
import { adminNowMs } from './time.ts';

interface AgreementFormProps {
  readonly upon?: Version<'agreement'>;
  readonly onDone: (id?: string) => void;
}

export function AgreementForm({ upon, onDone }: AgreementFormProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const own = useSession((session) => session.me?.agency) ?? agencyId('');
  const [draft, setDraft] = useState(() =>
    upon ? agreementDraftOf(upon.value) : emptyAgreement(own, adminNowMs()),
  );
  const [base, setBase] = useState(upon);
  const [tried, setTried] = useState(false);
  const equipment = useId();
  const { save, saving, refused, conflict, clear } = useSaving('agreement');
  const change = (part: Partial<AgreementDraft>): void => setDraft({ ...draft, ...part });
  const check = () => checkAgreement(draft, own, adminNowMs(), base?.value);
  const checked = tried ? check() : undefined;
  const faults = checked?.ok === false ? checked.faults : {};
  const go = async (): Promise<void> => {
    setTried(true);
    const sound = check();
    if (!sound.ok) return;
    const saved = await save(base, sound.value);
    if (saved !== undefined) onDone(saved.id);
  };
  const named = draft.parties.map((party) => [party, agencyName(tables, party)] as const);
  return (
    <FormFrame
      title={
        upon === undefined ? t('agreement.new.title') : t('agreement.change', { title: upon.value.title })
      }
      doing={t('admin.save')}
      saving={saving}
      wrong={Object.keys(faults).length}
      refused={refused}
      disabled={conflict !== undefined}
      onSave={() => void go()}
      onCancel={() => onDone(undefined)}
    >
      {conflict === undefined ? null : (
        <Overtaken
          theirs={conflict}
          onTheirs={() => {
            setBase(conflict);
            setDraft(agreementDraftOf(conflict.value));
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
          label={t('agreement.title')}
          value={draft.title}
          fault={faults.title}
          required
          focused={upon === undefined}
          maxLength={160}
          onType={(title) => change({ title })}
        />
        <ReportField
          label={t('agreement.reference')}
          value={draft.reference}
          hint={t('agreement.reference.hint')}
          maxLength={400}
          onType={(reference) => change({ reference })}
        />
        <div className="report-row">
          <ReportField
            label={t('agreement.from')}
            value={draft.from}
            fault={faults.from}
            hint={t('admin.time.hint')}
            maxLength={30}
            onType={(from) => change({ from })}
          />
          <ReportField
            label={t('agreement.until')}
            value={draft.until}
            fault={faults.until}
            maxLength={30}
            onType={(until) => change({ until })}
          />
        </div>
      </fieldset>
      <Ticks
        label={t('agreement.parties')}
        hint={t('agreement.parties.hint')}
        fault={faults.parties}
        chosen={draft.parties}
        choices={[...tables.agency.values()].map(({ id, value }) => ({
          value: agencyId(id),
          name: `${value.name} (${value.country})`,
        }))}
        onChange={(parties) => change({ parties })}
      />
      <AreaFields
        areas={draft.areas}
        hosts={named}
        fault={faults.areas}
        onChange={(areas) => change({ areas })}
      />
      <Ticks
        label={t('agreement.release')}
        chosen={draft.release}
        choices={RELEASABLE.map((value) => ({ value, name: t(`agreement.releasable.${value}`) }))}
        onChange={(release) => change({ release })}
      />
      <div className="admin-columns">
        <Ticks
          label={t('agreement.forms')}
          chosen={draft.forms}
          choices={PATROL_FORMS.map((value) => ({ value, name: t(`patrol.form.${value}`) }))}
          onChange={(forms) => change({ forms })}
        />
        <Ticks
          label={t('agreement.types')}
          chosen={draft.types}
          choices={PATROL_TYPES.map((value) => ({ value, name: t(`patrol.type.${value}`) }))}
          onChange={(types) => change({ types })}
        />
        <Ticks
          label={t('agreement.powers')}
          chosen={draft.powers}
          choices={POWERS.map((value) => ({ value, name: t(`patrol.power.${value}`) }))}
          onChange={(powers) => change({ powers })}
        />
      </div>
      <fieldset className="report-part">
        <SelectField
          label={t('agreement.command')}
          value={draft.command}
          choices={[['host', t('agreement.command.host')], ...named]}
          onChoose={(command) => change({ command })}
        />
        <div className="report-field">
          <label className="label" htmlFor={equipment}>
            {t('agreement.equipment')}
          </label>
          <textarea
            id={equipment}
            className="field report-note"
            rows={2}
            maxLength={1000}
            value={draft.equipment}
            onChange={(event) => change({ equipment: event.target.value })}
          />
        </div>
        <div className="report-row">
          <SelectField
            label={t('marking.purpose')}
            value={draft.purpose}
            choices={PURPOSES.map((purpose) => [purpose, t(`marking.purpose.${purpose}`)])}
            onChoose={(purpose) => change({ purpose })}
          />
          <SelectField
            label={t('marking.tlp')}
            value={draft.tlp}
            choices={[
              ['', t('marking.tlp.none')],
              ...TLP.map((tlp) => [tlp, t(`marking.tlp.${tlp}`)] as const),
            ]}
            onChoose={(tlp) => change({ tlp })}
          />
        </div>
      </fieldset>
    </FormFrame>
  );
}
