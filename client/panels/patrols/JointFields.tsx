/** With whom: the lead, the agencies asked, what the patrol rests upon, and what its guests need to be able to do. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useId } from 'react';
import { agencyId, agreementId } from '../../../proto/domain/operations/agency.ts';
import { type Patrol, POWERS } from '../../../proto/domain/operations/patrol.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { withLead, withoutMember, withoutParty, withParty } from './drafts.ts';
import type { PartProps } from './partprops.ts';
import { agencyName } from './usePlan.ts';

export function JointFields({ patrol, onChange }: PartProps): ReactNode {
  return (
    <section className="card-section plan-fields">
      <Lead patrol={patrol} onChange={onChange} />
      <Parties patrol={patrol} onChange={onChange} />
      <Rests patrol={patrol} onChange={onChange} />
      {patrol.parties.length === 0 ? null : <Powers patrol={patrol} onChange={onChange} />}
    </section>
  );
}

function Lead({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const id = useId();
  const agencies = useRecords((records) => records.tables.agency);
  const among = new Set<string>([patrol.lead, patrol.marking.owner, ...patrol.parties.map((p) => p.agency)]);
  return (
    <>
      <label className="label" htmlFor={id}>
        {t('patrol.lead')}
      </label>
      <select
        id={id}
        className="field"
        value={patrol.lead}
        onChange={(event) => onChange(withLead(patrol, agencyId(event.target.value)))}
      >
        {[...among].map((each) => (
          <option key={each} value={each}>
            {agencies.get(each)?.value.name ?? each}
          </option>
        ))}
      </select>
    </>
  );
}

function Parties({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const id = useId();
  const tables = useRecords((records) => records.tables);
  const rest = [...tables.agency.values()].filter(
    ({ id: each }) => each !== patrol.lead && !patrol.parties.some(({ agency }) => agency === each),
  );
  return (
    <>
      <span className="label">{t('patrol.parties')}</span>
      <div>
        {patrol.parties.length === 0 ? <p className="quiet">{t('patrol.parties.none')}</p> : null}
        <ul className="plan-ids">
          {patrol.parties.map(({ agency, answer }) => (
            <li key={agency}>
              <span>
                {agencyName(tables, agency)} <span className="quiet">{t(`patrol.answer.${answer}`)}</span>
              </span>
              <Button
                label={t('patrol.take', { name: agencyName(tables, agency) })}
                icon={<ObiCloseGoogle />}
                iconOnly
                look="flat"
                onClick={() => onChange(withoutParty(patrol, agency))}
              />
            </li>
          ))}
        </ul>
        <label className="for-screen-readers" htmlFor={id}>
          {t('patrol.parties.add')}
        </label>
        <select
          id={id}
          className="field"
          value=""
          onChange={(event) => {
            if (event.target.value !== '') onChange(withParty(patrol, agencyId(event.target.value)));
          }}
        >
          <option value="">{t('patrol.parties.add')}</option>
          {rest.map(({ id: each, value }) => (
            <option key={each} value={each}>
              {value.name}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

function Rests({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const id = useId();
  const agreements = useRecords((records) => records.tables.agreement);
  const { agreement } = patrol;
  return (
    <>
      <label className="label" htmlFor={id}>
        {t('patrol.agreement')}
      </label>
      <select
        id={id}
        className="field"
        value={agreement ?? ''}
        onChange={({ target }) =>
          onChange(
            target.value === ''
              ? withoutMember(patrol, 'agreement')
              : { ...patrol, agreement: agreementId(target.value) },
          )
        }
      >
        <option value="">{t('patrol.agreement.none')}</option>
        {agreement === undefined || agreements.has(agreement) ? null : (
          <option value={agreement}>{t('patrol.agreement.gone')}</option>
        )}
        {[...agreements.values()].map(({ id: each, value }) => (
          <option key={each} value={each}>
            {value.title}
          </option>
        ))}
      </select>
    </>
  );
}

function Powers({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  return (
    <fieldset className="plan-powers">
      <legend className="label">{t('patrol.powers')}</legend>
      {POWERS.map((power) => (
        <Choice
          key={power}
          label={t(`patrol.power.${power}`)}
          checked={patrol.powersNeeded.includes(power)}
          onChoose={() => onChange(withPower(patrol, power))}
        />
      ))}
    </fieldset>
  );
}

const withPower = (patrol: Patrol, power: (typeof POWERS)[number]): Patrol => ({
  ...patrol,
  powersNeeded: POWERS.filter((each) => patrol.powersNeeded.includes(each) !== (each === power)),
});
