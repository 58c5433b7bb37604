/** The first start: the agency of the site and its administrator, by the token that the server wrote down. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { agencyId, type Role, SERVICES, type Service } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useServices } from '../services.ts';
import { SignInField } from './SignInField.tsx';
import './signin.css';

const EMPTY = { token: '', id: '', agency: '', country: '', person: '', login: '', password: '' };
type Text = keyof typeof EMPTY;

export function SetUp(): ReactNode {
  const t = useWords();
  const { setUp } = useServices();
  const [said, setSaid] = useState(EMPTY);
  const [service, setService] = useState<Service>('coastGuard');
  const [operates, setOperates] = useState(true);
  const [fault, setFault] = useState<string>();
  const title = useId();
  const serviceId = useId();
  const field = (name: Text) => ({
    value: said[name],
    onType: (value: string) => setSaid((before) => ({ ...before, [name]: value })),
    required: true,
  });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const roles: Role[] = operates ? ['administrator', 'supervisor'] : ['administrator'];
    const id = agencyId(said.id.trim());
    const answer = await setUp({
      token: said.token.trim(),
      agency: { id, name: said.agency.trim(), country: said.country.trim().toUpperCase(), service },
      person: { name: said.person.trim(), login: said.login.trim(), agency: id, roles },
      password: said.password,
    });
    if (!answer.ok) setFault([answer.what, answer.where, answer.remedy].filter(Boolean).join('. '));
  };
  return (
    <section className="signin panel" aria-labelledby={title}>
      <form className="signin-part signin-form" onSubmit={(event) => void submit(event)}>
        <h2 id={title}>{t('setup.title')}</h2>
        <p className="quiet">{t('setup.hint')}</p>
        <SignInField label={t('setup.token')} {...field('token')} autoComplete="off" focused />
        <SignInField label={t('setup.agency')} {...field('agency')} autoComplete="organization" />
        <SignInField
          label={t('setup.agency.id')}
          {...field('id')}
          autoComplete="off"
          hint={t('setup.agency.id.hint')}
          pattern="[a-z0-9][a-z0-9\-]*"
        />
        <div className="signin-pair">
          <SignInField
            label={t('setup.country')}
            {...field('country')}
            autoComplete="country"
            hint={t('setup.country.hint')}
            pattern="[A-Za-z]{2}"
            maxLength={2}
          />
          <div className="signin-field">
            <label className="label" htmlFor={serviceId}>
              {t('setup.service')}
            </label>
            <select
              id={serviceId}
              className="field"
              value={service}
              onChange={(event) => setService(event.target.value as Service)}
            >
              {SERVICES.map((name) => (
                <option key={name} value={name}>
                  {t(`service.${name}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <SignInField label={t('setup.person')} {...field('person')} autoComplete="name" />
        <SignInField
          label={t('signin.login')}
          {...field('login')}
          autoComplete="username"
          hint={t('setup.login.hint')}
          pattern="[a-z0-9.\-]+"
        />
        <SignInField
          label={t('signin.password')}
          {...field('password')}
          type="password"
          autoComplete="new-password"
          hint={t('setup.password.hint')}
          minLength={12}
        />
        <label className="choice">
          <input type="checkbox" checked={operates} onChange={() => setOperates(!operates)} />
          <span>{t('setup.alsoOperates')}</span>
        </label>
        <p className="signin-fault" role="alert">
          {fault}
        </p>
        <button type="submit" className="button button-raised">
          <span className="button-label">{t('setup.do')}</span>
        </button>
      </form>
    </section>
  );
}
