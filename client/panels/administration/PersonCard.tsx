/** One person in full, and what an administrator does with them. */
import { type ReactNode, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { Field } from '../card/Field.tsx';
import { agencyName } from '../patrols/usePlan.ts';
import { useServices } from '../services.ts';
import { SignInField } from '../signin/SignInField.tsx';
import { SideHead } from './FormFrame.tsx';
import { PersonForm } from './PersonForm.tsx';
import { choose } from './parts.ts';
import { useSaving } from './saving.ts';

export function PersonCard({ person }: { readonly person: Version<'person'> }): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const mayChange = useSession((session) => may(session, 'administer'));
  const [editing, setEditing] = useState(false);
  const { id, value } = person;
  if (editing) return <PersonForm upon={person} onDone={() => setEditing(false)} />;
  const { name, login, agency, roles, position, shift, room, barred } = value;
  return (
    <aside className="admin-side panel" aria-label={name}>
      <SideHead title={name} quiet={agencyName(tables, agency)} onClose={() => choose(undefined)} />
      <div className="admin-body scrolls">
        <dl className="card-section">
          <Field label={t('person.login')} value={login === '' ? t('people.login.hidden') : login} />
          <Field label={t('person.roles')} value={roles.map((role) => t(`role.${role}`)).join(', ')} />
          <Field label={t('person.position')} value={position} />
          <Field
            label={t('person.shift')}
            value={
              shift === undefined
                ? t('people.shift.none')
                : t('people.shift.next', {
                    from: formatFullMomentUtc(shift.fromMs),
                    until: formatFullMomentUtc(shift.untilMs),
                  })
            }
          />
          {room === undefined ? null : (
            <Field label={t('person.room')} value={room.map((one) => agencyName(tables, one)).join(', ')} />
          )}
          <Field
            label={t('person.access')}
            value={t(barred === true ? 'person.barred' : 'person.barred.no')}
          />
        </dl>
        {mayChange && login !== '' ? (
          <>
            <div className="card-section admin-buttons">
              <Button label={t('admin.change')} onClick={() => setEditing(true)} />
              <RemovePerson person={person} />
            </div>
            <SetPassword key={id} id={id} name={name} />
          </>
        ) : null}
      </div>
    </aside>
  );
}

function RemovePerson({ person }: { readonly person: Version<'person'> }): ReactNode {
  const t = useWords();
  const { removeRecord } = useServices();
  const { ask, refused, saving } = useSaving('person');
  const [sure, setSure] = useState(false);
  const remove = async (): Promise<void> => {
    const answer = await ask(removeRecord('person', person.id, person.version));
    if (answer.ok) choose(undefined);
  };
  if (!sure) return <Button look="flat" label={t('admin.remove')} onClick={() => setSure(true)} />;
  return (
    <div className="card-confirm" role="alertdialog" aria-label={t('person.remove.do')}>
      <p>{t('person.remove.sure', { name: person.value.name })}</p>
      <Button label={t('admin.cancel')} autoFocus onClick={() => setSure(false)} />
      <Button look="raised" label={t('person.remove.do')} disabled={saving} onClick={() => void remove()} />
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
    </div>
  );
}

function SetPassword({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const t = useWords();
  const { exchange } = useServices();
  const { ask, refused, saving } = useSaving('person');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const set = async (): Promise<void> => {
    setDone(false);
    const path = `/api/people/${encodeURIComponent(id)}/password`;
    const answer = await ask(exchange('PUT', path, { password }));
    setDone(answer.ok);
    if (answer.ok) setPassword('');
  };
  return (
    <form
      className="card-section admin-form"
      aria-label={t('person.password')}
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <h3>{t('person.password')}</h3>
      {/* So that a password manager does not take it for one's own. */}
      <input type="text" hidden readOnly autoComplete="username" value={name} />
      <SignInField
        label={t('person.password.new')}
        value={password}
        onType={setPassword}
        type="password"
        autoComplete="new-password"
        hint={t('person.password.hint')}
        minLength={12}
        required
      />
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
      <p role="status">{done ? t('person.password.done') : ''}</p>
      <div className="admin-buttons">
        <button type="submit" className="button" disabled={saving}>
          <span className="button-label">{t('person.password.do')}</span>
        </button>
      </div>
    </form>
  );
}
