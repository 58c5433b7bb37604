/** Which sectors and units: from a list, and sectors by clicking on the map. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../../messages/words.ts';
import { askMap, usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { toggledId } from './drafts.ts';
import { recordName } from './findingwords.ts';
import type { PartProps } from './partprops.ts';
import { unitWords } from './usePlan.ts';

export function IdsFields({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const asking = usePlanView((plan) => plan.asking === 'sectors');
  useSectorClicks({ patrol, onChange });
  return (
    <>
      <IdList
        what="sectorIds"
        label={t('patrol.sectors')}
        add={t('patrol.sectors.add')}
        none={t('patrol.sectors.none')}
        name={(id) => recordName(tables, 'sector', id)}
        choices={[...tables.sector.values()].map(({ id, value }) => ({ id, name: value.name }))}
        patrol={patrol}
        onChange={onChange}
      >
        <Button
          label={t(asking ? 'patrol.sectors.map.on' : 'patrol.sectors.map')}
          aria-pressed={asking}
          onClick={() => askMap(asking ? undefined : 'sectors')}
        />
      </IdList>
      <IdList
        what="unitIds"
        label={t('patrol.units')}
        add={t('patrol.units.add')}
        none={t('patrol.units.none')}
        name={(id) => recordName(tables, 'unit', id)}
        choices={[...tables.unit.values()].map(({ id, value }) => ({
          id,
          name: `${value.callSign} · ${unitWords(t, tables, value)}`,
        }))}
        patrol={patrol}
        onChange={onChange}
      />
    </>
  );
}

interface IdListProps extends PartProps {
  readonly what: 'sectorIds' | 'unitIds';
  readonly label: string;
  readonly add: string;
  readonly none: string;
  readonly name: (id: string) => string | undefined;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly children?: ReactNode;
}

function IdList(props: IdListProps): ReactNode {
  const { what, label, add, none, name, choices, patrol, onChange, children } = props;
  const t = useWords();
  const id = useId();
  const ids = patrol[what];
  const rest = choices
    .filter((choice) => !ids.includes(choice.id))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return (
    <section className="card-section" aria-label={label}>
      <h3 className="label">{label}</h3>
      {ids.length === 0 ? <p className="quiet">{none}</p> : null}
      <ul className="plan-ids">
        {ids.map((each) => {
          const called = name(each) ?? t('findings.thing');
          return (
            <li key={each}>
              <span>{called}</span>
              <Button
                label={t('patrol.take', { name: called })}
                icon={<ObiCloseGoogle />}
                iconOnly
                look="flat"
                onClick={() => onChange(toggledId(patrol, what, each))}
              />
            </li>
          );
        })}
      </ul>
      <div className="plan-add">
        <label className="for-screen-readers" htmlFor={id}>
          {add}
        </label>
        <select
          id={id}
          className="field"
          value=""
          onChange={(event) => {
            if (event.target.value !== '') onChange(toggledId(patrol, what, event.target.value));
          }}
        >
          <option value="">{add}</option>
          {rest.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </select>
        {children}
      </div>
    </section>
  );
}

/** While the map is asked for sectors, a click takes one in or out. */
function useSectorClicks(props: PartProps): void {
  const clicked = usePlanView((plan) => (plan.asking === 'sectors' ? plan.clicked : undefined));
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    if (clicked?.sectorId === undefined) return;
    const { patrol, onChange } = now.current;
    usePlanView.setState({ clicked: undefined });
    onChange(toggledId(patrol, 'sectorIds', clicked.sectorId));
  }, [clicked]);
  useEffect(() => () => askMap(undefined), []);
}
