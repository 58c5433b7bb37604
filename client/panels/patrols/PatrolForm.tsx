/** A patrol as it is changed: the same plan as on the board, by typing and choosing. */
import { type ReactNode, useId } from 'react';
import { PATROL_FORMS, PATROL_TYPES, type Patrol } from '../../../proto/domain/operations/patrol.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Editors } from '../records/Editors.tsx';
import { useServices } from '../services.ts';
import { ConflictChoice } from './ConflictChoice.tsx';
import { withoutMember } from './drafts.ts';
import { editTo, endEdit, isChanged, saveEdit, useEdit } from './edit.ts';
import { FindingLine } from './FindingLine.tsx';
import { IdsFields } from './IdsFields.tsx';
import { JointFields } from './JointFields.tsx';
import { MeetingFields } from './MeetingFields.tsx';
import { PeriodFields } from './PeriodFields.tsx';
import type { PartProps } from './partprops.ts';

export function PatrolForm(): ReactNode {
  const t = useWords();
  const services = useServices();
  const edited = useEdit((edit) => edit.edited);
  const conflict = useEdit((edit) => edit.conflict);
  if (edited === undefined) return null;
  const patrol = edited.value;
  const onChange = (value: Patrol): void => editTo(services, value);
  return (
    <form
      className="plan-card"
      aria-label={t(edited.upon === undefined ? 'patrol.new' : 'patrol.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void saveEdit(services);
      }}
    >
      <header className="plan-head">
        <h2>{t(edited.upon === undefined ? 'patrol.new' : 'patrol.label')}</h2>
        <span className="pending-state">{isChanged(edited) ? t('patrol.unsaved') : ''}</span>
      </header>
      {edited.id === undefined ? null : <Editors kind="patrol" id={edited.id} />}
      <div className="plan-scroll scrolls">
        {conflict === undefined ? null : <ConflictChoice edited={edited} conflict={conflict} />}
        <Found />
        <What patrol={patrol} onChange={onChange} />
        <PeriodFields patrol={patrol} onChange={onChange} />
        <IdsFields patrol={patrol} onChange={onChange} />
        <JointFields patrol={patrol} onChange={onChange} />
        <MeetingFields patrol={patrol} onChange={onChange} />
        <Note patrol={patrol} onChange={onChange} />
      </div>
      <Foot />
    </form>
  );
}

/** What the checks find, before it is saved. */
function Found(): ReactNode {
  const t = useWords();
  const { findings, checking, fault } = useEdit();
  return (
    <section className="card-section plan-found" aria-label={t('findings.plan')} aria-live="polite">
      {fault === undefined ? null : <p className="card-fault">{t('patrol.refused', { reason: fault })}</p>}
      {findings.map((finding) => (
        <FindingLine key={JSON.stringify(finding)} finding={finding} of="edited" />
      ))}
      {findings.length === 0 && fault === undefined ? (
        <p className="quiet">{t(checking ? 'findings.checking' : 'findings.none.plan')}</p>
      ) : null}
    </section>
  );
}

function What({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const title = useId();
  const type = useId();
  const form = useId();
  return (
    <section className="card-section plan-fields">
      <label className="label" htmlFor={title}>
        {t('patrol.title')}
      </label>
      <input
        id={title}
        className="field"
        value={patrol.title}
        maxLength={120}
        required
        onChange={(event) => onChange({ ...patrol, title: event.target.value })}
      />
      <label className="label" htmlFor={type}>
        {t('patrol.type')}
      </label>
      <select
        id={type}
        className="field"
        value={patrol.type}
        onChange={(event) => onChange({ ...patrol, type: event.target.value as Patrol['type'] })}
      >
        {PATROL_TYPES.map((name) => (
          <option key={name} value={name}>
            {t(`patrol.type.${name}`)}
          </option>
        ))}
      </select>
      <label className="label" htmlFor={form}>
        {t('patrol.form')}
      </label>
      <select
        id={form}
        className="field"
        value={patrol.form}
        onChange={(event) => onChange({ ...patrol, form: event.target.value as Patrol['form'] })}
      >
        {PATROL_FORMS.map((name) => (
          <option key={name} value={name}>
            {t(`patrol.form.${name}`)}
          </option>
        ))}
      </select>
    </section>
  );
}

function Note({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const id = useId();
  return (
    <section className="card-section plan-fields">
      <label className="label" htmlFor={id}>
        {t('patrol.note')}
      </label>
      <textarea
        id={id}
        className="field report-note"
        rows={3}
        maxLength={2000}
        value={patrol.note ?? ''}
        onChange={(event) =>
          onChange(
            event.target.value === ''
              ? withoutMember(patrol, 'note')
              : { ...patrol, note: event.target.value },
          )
        }
      />
    </section>
  );
}

function Foot(): ReactNode {
  const t = useWords();
  const { edited, saving } = useEdit();
  if (edited === undefined) return null;
  return (
    <footer className="report-foot">
      <Button label={t('patrol.discard')} onClick={endEdit} />
      <button type="submit" className="button button-raised" disabled={saving || !isChanged(edited)}>
        <span className="button-label">
          {t(saving ? 'patrol.saving' : edited.upon === undefined ? 'patrol.save.create' : 'patrol.save')}
        </span>
      </button>
    </footer>
  );
}
