/** A person is entered or changed. What a cut role ends is said before it is done. */
import { type ReactNode, useState } from 'react';
import { type AgencyId, agencyId, ROLES } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { agencyName } from '../patrols/usePlan.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { Overtaken } from './Overtaken.tsx';
import {
  checkPerson,
  type Ends,
  emptyPerson,
  endsOf,
  loginOf,
  type PersonDraft,
  personDraftOf,
} from './persondraft.ts';
import { useSaving } from './saving.ts';
import { Ticks } from './Ticks.tsx';
import { adminNowMs } from './time.ts';

interface PersonFormProps {
  readonly upon?: Version<'person'>;
  /** With the id of what was saved. */
  readonly onDone: (id?: string) => void;
}

export function PersonForm({ upon, onDone }: PersonFormProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const own = useSession((session) => session.me?.agency);
  const [draft, setDraft] = useState(() => (upon ? personDraftOf(upon.value) : emptyPerson(own ?? '')));
  const [tried, setTried] = useState(false);
  const [ends, setEnds] = useState<Ends>();
  const [base, setBase] = useState(upon);
  const { save, saving, refused, conflict, clear } = useSaving('person');
  const change = (part: Partial<PersonDraft>): void => {
    setDraft({ ...draft, ...part });
    setEnds(undefined);
  };
  const checked = tried ? checkPerson(draft, adminNowMs()) : undefined;
  const faults = checked?.ok === false ? checked.faults : {};
  const go = async (): Promise<void> => {
    setTried(true);
    const sound = checkPerson(draft, adminNowMs());
    if (!sound.ok) return;
    const ending = base && endsOf(base.value, sound.value);
    if (ending !== undefined && ends === undefined) {
      setEnds(ending);
      return;
    }
    const saved = await save(base, sound.value);
    if (saved !== undefined) onDone(saved.id);
  };
  const agencies = [...tables.agency.values()];
  const agencyChoices = agencies.map(({ id, value }) => ({
    value: agencyId(id),
    name: value.name,
    long: value.country,
  }));
  const isWall = draft.roles.includes('wall');
  return (
    <FormFrame
      title={upon === undefined ? t('person.new') : t('person.change', { name: upon.value.name })}
      doing={t(ends === undefined ? 'admin.save' : 'person.ends.do')}
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
            setDraft(personDraftOf(conflict.value));
            clear();
          }}
          onMine={() => {
            setBase(conflict);
            clear();
          }}
        />
      )}
      {ends === undefined || base === undefined ? null : (
        <WhatEnds ends={ends} name={base.value.name} agency={agencyName(tables, agencyId(draft.agency))} />
      )}
      <fieldset className="report-part">
        <ReportField
          label={t('person.name')}
          value={draft.name}
          fault={faults.name}
          required
          focused={upon === undefined}
          maxLength={80}
          onType={(name) =>
            change({
              name,
              // Suggested until it is typed.
              ...(base === undefined && draft.login === loginOf(draft.name) && { login: loginOf(name) }),
            })
          }
        />
        <ReportField
          label={t('person.login')}
          value={draft.login}
          fault={faults.login}
          hint={t('person.login.hint')}
          required
          maxLength={40}
          onType={(login) => change({ login })}
        />
        <SelectField
          label={t('person.agency')}
          value={draft.agency}
          choices={agencies.map(({ id, value }) => [id, `${value.name} (${value.country})`] as const)}
          onChoose={(agency) => change({ agency })}
        />
        <ReportField
          label={t('person.position')}
          value={draft.position}
          hint={t('person.position.hint')}
          maxLength={80}
          onType={(position) => change({ position })}
        />
      </fieldset>
      <Ticks
        label={t('person.roles')}
        hint={t('person.roles.hint')}
        fault={faults.roles}
        chosen={draft.roles}
        choices={ROLES.map((role) => ({
          value: role,
          name: t(`role.${role}`),
          long: t(`person.role.${role}.long`),
        }))}
        onChange={(roles) => change({ roles })}
      />
      {isWall ? (
        <Ticks<AgencyId>
          label={t('person.room')}
          hint={t('person.room.hint')}
          fault={faults.room}
          chosen={draft.room}
          choices={agencyChoices}
          onChange={(room) => change({ room })}
        />
      ) : null}
      <fieldset className="report-part">
        <div className="report-row">
          <ReportField
            label={t('person.shift.from')}
            value={draft.from}
            hint={t('admin.time.hint')}
            maxLength={30}
            onType={(from) => change({ from })}
          />
          <ReportField
            label={t('person.shift.until')}
            value={draft.until}
            fault={faults.shift}
            hint={t('person.shift.hint')}
            maxLength={30}
            onType={(until) => change({ until })}
          />
        </div>
        <label className="admin-tick">
          <input type="checkbox" checked={draft.barred} onChange={() => change({ barred: !draft.barred })} />
          <span>{t('person.barred')}</span>
        </label>
      </fieldset>
      {ends === undefined ? null : (
        <div className="card-section">
          <Button look="flat" label={t('admin.cancel')} onClick={() => setEnds(undefined)} />
        </div>
      )}
    </FormFrame>
  );
}

interface WhatEndsProps {
  readonly ends: Ends;
  readonly name: string;
  readonly agency: string;
}

function WhatEnds({ ends, name, agency }: WhatEndsProps): ReactNode {
  const t = useWords();
  return (
    <div className="admin-warning" role="alert">
      <h3>{t('person.ends')}</h3>
      <ul>
        {ends.roles.length === 0 ? null : (
          <li>{t('person.ends.roles', { roles: ends.roles.map((role) => t(`role.${role}`)).join(', ') })}</li>
        )}
        {ends.agency ? <li>{t('person.ends.agency', { agency })}</li> : null}
        {ends.sessions ? <li>{t('person.ends.sessions', { name })}</li> : null}
        {ends.tokens ? <li>{t('person.ends.tokens')}</li> : null}
      </ul>
    </div>
  );
}
