/** Tokens for programs: made, shown once, ended. An administrator also ends those of the people they administer. */
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Role } from '../../../proto/domain/operations/agency.ts';
import type { Me } from '../../../proto/domain/operations/session.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';
import { useServices } from '../services.ts';
import { useSaving } from './saving.ts';
import { Ticks } from './Ticks.tsx';
import { adminNowMs } from './time.ts';
import { checkToken, type TokenDraft } from './tokendraft.ts';

interface TokenView {
  readonly name: string;
  readonly person: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly untilMs: number;
  readonly usedMs?: number;
}

export function TokensPart({ me }: { readonly me: Me }): ReactNode {
  const t = useWords();
  const { exchange } = useServices();
  const { ask, refused, saving } = useSaving('person');
  const [tokens, setTokens] = useState<readonly TokenView[]>([]);
  const [secret, setSecret] = useState<string>();
  const read = useCallback(async (): Promise<void> => {
    const answer = await exchange<{ readonly tokens: readonly TokenView[] }>('GET', '/api/tokens');
    if (answer.ok) setTokens(answer.value.tokens);
  }, [exchange]);
  useEffect(() => void read(), [read]);
  const make = async (wish: object): Promise<boolean> => {
    const answer = await ask(exchange<{ readonly secret: string }>('POST', '/api/tokens', wish));
    if (answer.ok) setSecret(answer.value.secret);
    await read();
    return answer.ok;
  };
  const end = async (name: string): Promise<void> => {
    await ask(exchange('DELETE', '/api/tokens', { name }));
    await read();
  };
  return (
    <section className="admin-card admin-form" aria-label={t('own.tokens')}>
      <h2>{t('own.tokens')}</h2>
      <p className="quiet">{t('own.tokens.hint')}</p>
      {tokens.length === 0 ? <p className="quiet">{t('own.tokens.none')}</p> : null}
      <ul className="admin-tokens">
        {tokens.map((token) => (
          <TokenLine
            key={token.name}
            token={token}
            own={token.person === me.personId}
            onEnd={() => void end(token.name)}
          />
        ))}
      </ul>
      {secret === undefined ? (
        <NewToken roles={me.roles} saving={saving} onMake={make} />
      ) : (
        <Secret secret={secret} onDone={() => setSecret(undefined)} />
      )}
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
    </section>
  );
}

interface TokenLineProps {
  readonly token: TokenView;
  readonly own: boolean;
  readonly onEnd: () => void;
}

function TokenLine({ token, own, onEnd }: TokenLineProps): ReactNode {
  const t = useWords();
  const owner = useRecords((records) => records.tables.person.get(token.person)?.value.name ?? token.person);
  const { title, roles, untilMs, usedMs } = token;
  return (
    <li>
      <div>
        <strong>{title}</strong>
        {own ? null : <span className="quiet"> {t('own.tokens.of', { name: owner })}</span>}
        <p className="quiet num">
          {[
            roles.map((role) => t(`role.${role}`)).join(', '),
            t('own.token.ends', { time: formatFullMomentUtc(untilMs) }),
            usedMs === undefined
              ? t('own.token.never')
              : t('own.token.used', { time: formatFullMomentUtc(usedMs) }),
          ].join(' · ')}
        </p>
      </div>
      <Button label={t('own.token.end')} aria-description={title} onClick={onEnd} />
    </li>
  );
}

interface NewTokenProps {
  readonly roles: readonly Role[];
  readonly saving: boolean;
  readonly onMake: (wish: object) => Promise<boolean>;
}

function NewToken({ roles, saving, onMake }: NewTokenProps): ReactNode {
  const t = useWords();
  const [draft, setDraft] = useState<TokenDraft>({ title: '', roles: [], until: '+90d' });
  const [tried, setTried] = useState(false);
  const checked = checkToken(draft, adminNowMs());
  const faults = tried && !checked.ok ? checked.faults : {};
  const make = async (): Promise<void> => {
    setTried(true);
    if (!checked.ok || !(await onMake(checked.value))) return;
    setDraft({ title: '', roles: [], until: '+90d' });
    setTried(false);
  };
  return (
    <form
      className="admin-form"
      aria-label={t('own.token.make')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <ReportField
        label={t('own.token.title')}
        value={draft.title}
        fault={faults.title}
        required
        maxLength={80}
        onType={(title) => setDraft({ ...draft, title })}
      />
      <Ticks
        label={t('own.token.roles')}
        fault={faults.roles}
        chosen={draft.roles}
        choices={roles.map((role) => ({ value: role, name: t(`role.${role}`) }))}
        onChange={(chosen) => setDraft({ ...draft, roles: chosen })}
      />
      <ReportField
        label={t('own.token.until')}
        value={draft.until}
        fault={faults.until}
        hint={t('own.token.until.hint')}
        maxLength={30}
        onType={(until) => setDraft({ ...draft, until })}
      />
      <div className="admin-buttons">
        <button type="submit" className="button" disabled={saving}>
          <span className="button-label">{t('own.token.make')}</span>
        </button>
      </div>
    </form>
  );
}

function Secret({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }): ReactNode {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Without the clipboard it is marked and copied by hand.
      setCopied(false);
    }
  };
  return (
    <div className="admin-warning" role="alert">
      <p>{t('own.token.made')}</p>
      <input
        className="field admin-hash"
        readOnly
        aria-label={t('own.tokens')}
        value={secret}
        onFocus={(event) => event.target.select()}
      />
      <div className="admin-buttons">
        <Button label={t(copied ? 'own.token.copied' : 'own.token.copy')} onClick={() => void copy()} />
        <Button look="raised" label={t('own.token.put')} onClick={onDone} />
      </div>
    </div>
  );
}
