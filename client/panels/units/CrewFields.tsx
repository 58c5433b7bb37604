/** Who is aboard, a part for each agency and function. People of two agencies in one vehicle are one unit. */
import { type ReactNode, useId } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { POWERS } from '../../../proto/domain/operations/patrol.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Fault } from './Fault.tsx';
import { type CrewDraft, MOST_CREW, newCrew, type UnitDraft, type UnitFaults } from './unitdraft.ts';
import { changeUnit } from './useUnitDraft.ts';

interface CrewFieldsProps {
  readonly draft: UnitDraft;
  readonly faults: UnitFaults;
}

export function CrewFields({ draft: { crew }, faults }: CrewFieldsProps): ReactNode {
  const t = useWords();
  const own = useSession((session) => session.me?.agency) ?? agencyId('');
  const mixed = new Set(crew.map(({ agency }) => agency)).size > 1;
  return (
    <fieldset className="report-part">
      <legend className="label">{t(mixed ? 'unit.mixed' : 'unit.crew')}</legend>
      <p className="quiet report-how">{t('unit.crew.how')}</p>
      {crew.map((part, at) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the list
          key={at}
          part={part}
          number={at + 1}
          onChange={(change) =>
            changeUnit({ crew: crew.map((each, i) => (i === at ? { ...each, ...change } : each)) })
          }
          onRemove={crew.length > 1 ? () => changeUnit({ crew: crew.filter((_, i) => i !== at) }) : undefined}
        />
      ))}
      <Fault fault={faults.crew} />
      <div>
        <Button
          look="flat"
          label={t('unit.crew.add')}
          disabled={crew.length >= MOST_CREW}
          onClick={() => changeUnit({ crew: [...crew, newCrew(own)] })}
        />
      </div>
    </fieldset>
  );
}

interface PartProps {
  readonly part: CrewDraft;
  readonly number: number;
  readonly onChange: (change: Partial<CrewDraft>) => void;
  /** Absent for the only one. */
  readonly onRemove: (() => void) | undefined;
}

function Part({ part, number, onChange, onRemove }: PartProps): ReactNode {
  const t = useWords();
  const agencies = useRecords((records) => records.tables.agency);
  const ids = { agency: useId(), people: useId(), does: useId() };
  const powers = POWERS.filter((power) => part.powers.includes(power));
  return (
    <fieldset className="unit-row">
      <legend className="for-screen-readers">{t('unit.crew.number', { number })}</legend>
      <div className="plan-fields">
        <label className="label" htmlFor={ids.agency}>
          {t('unit.agency')}
        </label>
        <span className="unit-pair">
          <select
            id={ids.agency}
            className="field"
            value={part.agency}
            onChange={({ target }) => onChange({ agency: agencyId(target.value) })}
          >
            {[...agencies.values()].map(({ id, value }) => (
              <option key={id} value={id}>
                {value.name}
              </option>
            ))}
          </select>
          {onRemove === undefined ? null : (
            <Button
              look="flat"
              iconOnly
              icon="×"
              label={t('unit.crew.remove', { number })}
              onClick={onRemove}
            />
          )}
        </span>
        <label className="label" htmlFor={ids.people}>
          {t('unit.crew.people')}
        </label>
        <input
          id={ids.people}
          className="field num"
          inputMode="numeric"
          maxLength={3}
          value={part.people}
          onChange={({ target }) => onChange({ people: target.value })}
        />
        <label className="label" htmlFor={ids.does}>
          {t('unit.crew.function')}
        </label>
        <input
          id={ids.does}
          className="field"
          maxLength={80}
          autoComplete="off"
          value={part.function}
          onChange={({ target }) => onChange({ function: target.value })}
        />
      </div>
      <fieldset className="unit-group unit-ticks">
        <legend className="label">{t('unit.crew.powers')}</legend>
        {POWERS.map((power) => (
          <label key={power} className="report-kind">
            <input
              type="checkbox"
              checked={powers.includes(power)}
              onChange={() =>
                onChange({
                  powers: POWERS.filter((each) => (each === power) !== powers.includes(each)),
                })
              }
            />
            {t(`patrol.power.${power}`)}
          </label>
        ))}
      </fieldset>
    </fieldset>
  );
}
