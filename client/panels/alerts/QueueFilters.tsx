/** What the queue and the map show of the alerts. Emergencies are shown whatever is chosen here. */
import { ObiFilter } from '@oicl/openbridge-webcomponents-react/icons/icon-filter.js';
import type { ReactNode } from 'react';
import { ALERT_STATES, PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, FAMILIES, kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { useWords } from '../../messages/words.ts';
import {
  activeAlertFilters,
  clearAlertFilter,
  setAlertFilter,
  toggled,
  useAlertView,
} from '../../store/alertview.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { AlertSign } from './AlertSign.tsx';

const SHELVED = ['without', 'with', 'only'] as const;

/** @param children stand at the end of the first line */
export function QueueFilters({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useWords();
  const filter = useAlertView((view) => view.filter);
  const active = activeAlertFilters(filter);
  return (
    <div className="filter alert-filter">
      <div className="filter-parts">
        {PRIORITIES.filter((priority) => priority !== 'emergency').map((priority) => (
          <Button
            key={priority}
            label={t(`alerts.priority.${priority}`)}
            icon={<AlertSign priority={priority} state="unacknowledged" />}
            aria-pressed={filter.priorities.has(priority)}
            onClick={() => setAlertFilter({ priorities: toggled(PRIORITIES, filter.priorities, priority) })}
          />
        ))}
        <Button
          label={t('alerts.filter.mine')}
          aria-pressed={filter.mine}
          onClick={() => setAlertFilter({ mine: !filter.mine })}
        />
        {children}
      </div>
      <div className="filter-parts">
        <Popover label={t('alerts.state')} look={filter.states.size > 0 ? 'normal' : 'flat'}>
          {ALERT_STATES.map((state) => (
            <Choice
              key={state}
              label={t(`alerts.state.${state}`)}
              checked={filter.states.has(state)}
              onChoose={() => setAlertFilter({ states: toggled(ALERT_STATES, filter.states, state) })}
            />
          ))}
        </Popover>
        <KindFilter />
        <SectorFilter />
        <Popover label={t('alerts.filter.shelved')} look={filter.shelved === 'without' ? 'flat' : 'normal'}>
          {SHELVED.map((shelved) => (
            <Choice
              key={shelved}
              group="alerts-shelved"
              label={t(`alerts.filter.shelved.${shelved}`)}
              checked={filter.shelved === shelved}
              onChoose={() => setAlertFilter({ shelved })}
            />
          ))}
        </Popover>
        {active === 0 ? null : (
          <Button
            className="filter-clear"
            label={t('alerts.filter.clear')}
            icon={<ObiFilter />}
            title={`${t('alerts.filter.active', { count: active })}. ${t('alerts.filter.emergency')}`}
            onClick={clearAlertFilter}
          />
        )}
      </div>
    </div>
  );
}

function KindFilter(): ReactNode {
  const t = useWords();
  const filter = useAlertView((view) => view.filter);
  return (
    <Popover
      label={t('alerts.filter.kinds')}
      look={filter.kinds.size + filter.families.size > 0 ? 'normal' : 'flat'}
    >
      <div className="alert-kinds scrolls">
        {FAMILIES.filter((family) => family !== 'distress').map((family) => (
          <fieldset key={family} className="alert-family">
            <legend className="for-screen-readers">{t(`alerts.family.${family}`)}</legend>
            <Choice
              label={t(`alerts.family.${family}`)}
              checked={filter.families.has(family)}
              onChoose={() => setAlertFilter({ families: toggled(FAMILIES, filter.families, family) })}
            />
            {ALERT_KINDS.filter((kind) => kindRow(kind).family === family).map((kind) => (
              <Choice
                key={kind}
                label={t(`alerts.kind.${kind}`)}
                checked={filter.kinds.has(kind)}
                onChoose={() => setAlertFilter({ kinds: toggled(ALERT_KINDS, filter.kinds, kind) })}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Popover>
  );
}

function SectorFilter(): ReactNode {
  const t = useWords();
  const sectors = useRecords((records) => records.tables.sector);
  const chosen = useAlertView((view) => view.filter.sectors);
  const ids = [...sectors.keys()];
  return (
    <Popover label={t('alerts.filter.sectors')} look={chosen.size > 0 ? 'normal' : 'flat'}>
      {ids.length === 0 ? <p className="look-none quiet">{t('alerts.filter.sectors.none')}</p> : null}
      {[...sectors.values()].map(({ id, value }) => (
        <Choice
          key={id}
          label={value.name}
          checked={chosen.has(id)}
          onChoose={() => setAlertFilter({ sectors: toggled(ids, chosen, id) })}
        />
      ))}
    </Popover>
  );
}
