/** Who are you? A name and a password; beside it, in the demonstration, its people by one click. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import type { DemonstrationPerson } from '../../../proto/domain/operations/session.ts';
import { useWords, type Words } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useServices } from '../services.ts';
import { SignInField } from './SignInField.tsx';
import './signin.css';

/** @param onDone when somebody is signed in, or nobody wants to be */
export function SignIn({ onDone }: { readonly onDone?: () => void }): ReactNode {
  const t = useWords();
  const people = useSession((session) => session.demonstration);
  const viewer = useSession((session) => session.me?.how === 'demonstration');
  const title = useId();
  return (
    <section className="signin panel" aria-labelledby={title} data-wide={people.length > 0}>
      <div className="signin-part">
        <h2 id={title}>{t('signin.title')}</h2>
        <PasswordForm {...(onDone && { onDone })} />
        {viewer && onDone ? <Button look="flat" label={t('signin.look')} onClick={onDone} /> : null}
      </div>
      {people.length === 0 ? null : <People people={people} {...(onDone && { onDone })} />}
    </section>
  );
}

function PasswordForm({ onDone }: { readonly onDone?: () => void }): ReactNode {
  const t = useWords();
  const { signIn } = useServices();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await signIn({ login: login.trim(), password });
    setBusy(false);
    setPassword('');
    if (answer.ok) onDone?.();
    else setFault([answer.what, answer.remedy].filter(Boolean).join('. '));
  };
  return (
    <form className="signin-form" onSubmit={(event) => void submit(event)}>
      <SignInField
        label={t('signin.login')}
        value={login}
        onType={setLogin}
        autoComplete="username"
        required
        focused
      />
      <SignInField
        label={t('signin.password')}
        value={password}
        onType={setPassword}
        type="password"
        autoComplete="current-password"
        required
      />
      <p className="signin-fault" role="alert">
        {fault}
      </p>
      <button type="submit" className="button button-raised" disabled={busy}>
        <span className="button-label">{t(busy ? 'signin.doing' : 'signin.do')}</span>
      </button>
    </form>
  );
}

interface PeopleProps {
  readonly people: readonly DemonstrationPerson[];
  readonly onDone?: () => void;
}

function People({ people, onDone }: PeopleProps): ReactNode {
  const t = useWords();
  const { signIn } = useServices();
  const [fault, setFault] = useState<string>();
  const title = useId();
  const choose = async (login: string): Promise<void> => {
    const answer = await signIn({ demonstration: login });
    if (answer.ok) onDone?.();
    else setFault(answer.what);
  };
  return (
    <section className="signin-part signin-people" aria-labelledby={title}>
      <h3 id={title}>{t('signin.demonstration')}</h3>
      <p className="quiet">{t('signin.demonstration.hint')}</p>
      <p className="signin-fault" role="alert">
        {fault}
      </p>
      <div className="signin-agencies">
        {agenciesOf(people).map(([agency, members]) => (
          <div key={agency} className="signin-agency">
            <h4>{agency}</h4>
            <ul>
              {members.map((person) => (
                <li key={person.login}>
                  <button type="button" className="signin-person" onClick={() => void choose(person.login)}>
                    <span className="signin-name">{person.name}</span>
                    <span className="quiet">{dutyOf(t, person)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

const dutyOf = (t: Words, { roles, position }: DemonstrationPerson): string =>
  [roles.map((role) => t(`role.${role}`)).join(', '), position].filter(Boolean).join(' · ');

function agenciesOf(people: readonly DemonstrationPerson[]): [string, DemonstrationPerson[]][] {
  const agencies = new Map<string, DemonstrationPerson[]>();
  for (const person of people) agencies.set(person.agency, [...(agencies.get(person.agency) ?? []), person]);
  return [...agencies];
}
