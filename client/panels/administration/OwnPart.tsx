/** One's own account: what one may, when the session ends, the password, tokens for programs. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { formatClockLocal } from '../../ui/format.ts';
import { Field } from '../card/Field.tsx';
import { agencyName } from '../patrols/usePlan.ts';
import { useServices } from '../services.ts';
import { SignInField } from '../signin/SignInField.tsx';
import { useSaving } from './saving.ts';
import { TokensPart } from './TokensPart.tsx';

export function OwnPart(): ReactNode {
  const t = useWords();
  const me = useSession((session) => session.me);
  const tables = useRecords((records) => records.tables);
  if (me === undefined) return null;
  return (
    <section className="admin-wide panel scrolls" aria-label={t('own.label')}>
      <div className="admin-own">
        <section className="admin-card">
          <h2>{me.name}</h2>
          <dl>
            <Field label={t('person.agency')} value={agencyName(tables, me.agency)} />
            <Field label={t('own.roles')} value={me.roles.map((role) => t(`role.${role}`)).join(', ')} />
            <Field label={t('person.position')} value={me.position} />
          </dl>
          <h3>{t('own.session')}</h3>
          {me.endMs === undefined ? null : (
            <p className="num">{t('own.session.until', { time: formatClockLocal(me.endMs) })}</p>
          )}
          {me.idleEndMs === undefined ? null : (
            <p className="quiet num">{t('own.session.idle', { time: formatClockLocal(me.idleEndMs) })}</p>
          )}
        </section>
        <ChangePassword name={me.name} />
        <TokensPart me={me} />
      </div>
    </section>
  );
}

const EMPTY = { before: '', next: '', again: '' };

function ChangePassword({ name }: { readonly name: string }): ReactNode {
  const t = useWords();
  const { exchange } = useServices();
  const { ask, saving, refused } = useSaving('person');
  const [said, setSaid] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const fault =
    said.before === ''
      ? 'own.password.wrong.before'
      : said.next.length < 12
        ? 'own.password.wrong.short'
        : said.next === said.again
          ? undefined
          : 'own.password.wrong.again';
  const go = async (): Promise<void> => {
    setTried(true);
    setDone(false);
    if (fault !== undefined) return;
    const answer = await ask(
      exchange('PUT', '/api/session/password', { before: said.before, password: said.next }),
    );
    setDone(answer.ok);
    if (!answer.ok) return;
    setSaid(EMPTY);
    setTried(false);
  };
  const field = (member: keyof typeof EMPTY, hint?: string) => (
    <SignInField
      label={t(`own.password.${member}`)}
      value={said[member]}
      onType={(text) => setSaid({ ...said, [member]: text })}
      type="password"
      autoComplete={member === 'before' ? 'current-password' : 'new-password'}
      required
      {...(hint !== undefined && { hint })}
    />
  );
  return (
    <form
      className="admin-card admin-form"
      aria-label={t('own.password')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <h2>{t('own.password')}</h2>
      <input type="text" hidden readOnly autoComplete="username" value={name} />
      {field('before')}
      {field('next', t('own.password.hint'))}
      {field('again')}
      {tried && fault !== undefined ? (
        <p className="card-fault" role="alert">
          {t(fault)}
        </p>
      ) : null}
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
      <p role="status">{done ? t('own.password.done') : ''}</p>
      <div className="admin-buttons">
        <button type="submit" className="button button-raised" disabled={saving}>
          <span className="button-label">{t('own.password.do')}</span>
        </button>
      </div>
    </form>
  );
}
