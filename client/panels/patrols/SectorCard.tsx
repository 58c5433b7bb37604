/** A sector: how large, when somebody must be there, how much of it was seen, and what is planned in it. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useState } from 'react';
import { areaM2 } from '../../../proto/domain/shapes/measure.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatKm2 } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { beginPatrol, showRecord } from './actionsofplan.ts';
import { CoverageFigure } from './CoverageFigure.tsx';
import { History } from './History.tsx';
import { Links } from './PatrolCard.tsx';
import { SectorCut } from './SectorCut.tsx';
import { SectorForm } from './SectorForm.tsx';
import { hoursWords } from './UnitCard.tsx';
import { agencyName } from './usePlan.ts';

export function SectorCard({ id }: { readonly id: string }): ReactNode {
  const [changing, setChanging] = useState(false);
  const t = useWords();
  const services = useServices();
  const tables = useRecords((records) => records.tables);
  const version = tables.sector.get(id);
  const mayPlan = useSession((session) => may(session, 'plan'));
  const agency = useSession((session) => session.me?.agency);
  if (version === undefined) return <p className="card-note">{t('patrol.gone')}</p>;
  if (changing) return <SectorForm version={version} onEnd={() => setChanging(false)} />;
  const { value } = version;
  const patrols = [...tables.patrol.values()].filter((patrol) => patrol.value.sectorIds.includes(id));
  const zone = value.zoneId === undefined ? undefined : tables.zone.get(value.zoneId)?.value.name;
  return (
    <div className="plan-card">
      <header className="plan-head">
        <div>
          <h2>{value.name}</h2>
          <p className="quiet">
            {t('sector.label')} · {agencyName(tables, value.marking.owner)}
          </p>
        </div>
        <Button label={t('patrol.show')} look="flat" onClick={() => showRecord({ kind: 'sector', id })} />
        <Button
          label={t('patrol.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={() => chooseRecord(undefined)}
        />
      </header>
      <div className="plan-scroll scrolls">
        <section className="card-section">
          <dl className="plan-facts">
            <dt>{t('sector.area')}</dt>
            <dd className="num">{t('sector.area.km2', { area: formatKm2(areaM2(value.area)) })}</dd>
            <dt>{t('sector.covered')}</dt>
            <dd>{formatAge(value.coveredForMin * 60_000)}</dd>
            <dt>{t('sector.needed')}</dt>
            <dd>
              {value.needed === undefined
                ? t('sector.needed.none')
                : hoursWords(t, value.needed.hours, value.needed.timeZone)}
            </dd>
            {zone === undefined ? null : (
              <>
                <dt>{t('sector.zone')}</dt>
                <dd>{zone}</dd>
              </>
            )}
            <dt>{t('unit.plans')}</dt>
            <dd>
              <Links kind="patrol" ids={patrols.map((patrol) => patrol.id)} none={t('unit.plans.none')} />
            </dd>
          </dl>
        </section>
        <CoverageFigure of="sector" id={id} />
        {mayPlan ? <SectorCut area={value.area} name={value.name} zoneId={value.zoneId} /> : null}
        <History kind="sector" id={id} version={version.version} />
      </div>
      {mayPlan && agency !== undefined ? (
        <footer className="report-foot">
          {agency === value.marking.owner ? (
            <Button label={t('sector.change')} onClick={() => setChanging(true)} />
          ) : null}
          <Button
            label={t('remedy.plan')}
            look="raised"
            onClick={() => beginPatrol(services, { agency, title: value.name, sectorIds: [id] })}
          />
        </footer>
      ) : null}
    </div>
  );
}
