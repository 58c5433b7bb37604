/** New sectors: drawn on the map, or cut from a zone. */
import { type ReactNode, useId, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { areaM2 } from '../../../proto/domain/shapes/measure.ts';
import { useWords } from '../../messages/words.ts';
import { beginDrawing, endDrawing, useDrawing } from '../../store/drawing.ts';
import { shapeOf } from '../../store/pen.ts';
import { penFault } from '../../store/penfault.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatKm2 } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { ReportField } from '../report/ReportField.tsx';
import { useServices } from '../services.ts';
import { DrawPart } from '../zones/DrawPart.tsx';
import { HoursFields } from '../zones/HoursFields.tsx';
import { type HoursDraft, hereZone } from '../zones/scheduledraft.ts';
import { showRecord } from './actionsofplan.ts';
import { ownMarking } from './drafts.ts';
import { SectorCut } from './SectorCut.tsx';
import { AREA_KINDS, checkSector, isArea } from './sectordraft.ts';

export function SectorsPart(): ReactNode {
  const t = useWords();
  const mayPlan = useSession((session) => may(session, 'plan'));
  const sectors = useRecords((records) => records.tables.sector);
  return (
    <div className="findings scrolls">
      {mayPlan ? (
        <>
          <Drawn />
          <FromZone />
        </>
      ) : null}
      <section className="card-section" aria-label={t('patrol.sectors')}>
        <h3>{t('patrol.sectors')}</h3>
        <ul className="plan-ids">
          {[...sectors.values()].map(({ id, value }) => (
            <li key={id}>
              <button type="button" className="card-link" onClick={() => showRecord({ kind: 'sector', id })}>
                {value.name}
              </button>
              <span className="quiet num">
                {t('sector.area.km2', { area: formatKm2(areaM2(value.area)) })}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Drawn(): ReactNode {
  const t = useWords();
  const { createRecord } = useServices();
  const agency = useSession((session) => session.me?.agency);
  const drawing = useDrawing((state) =>
    state.drawing?.owner === 'sector' && state.drawing.recordId === undefined ? state.drawing : undefined,
  );
  const [name, setName] = useState('');
  const [minutes, setMinutes] = useState('60');
  const [needed, setNeeded] = useState<readonly HoursDraft[]>([]);
  const [zone, setZone] = useState(hereZone);
  const [fault, setFault] = useState<string>();
  const ids = { name: useId(), minutes: useId() };
  if (drawing === undefined)
    return (
      <section className="card-section">
        <Button look="raised" label={t('sector.draw')} onClick={() => beginDrawing('sector')} />
      </section>
    );
  const shape = shapeOf(drawing.pen);
  const area = isArea(shape) && penFault(drawing.pen) === undefined ? shape : undefined;
  const marking = ownMarking(agency ?? agencyId(''));
  const checked = checkSector({ name, minutes, hours: needed, zone, area }, { marking });
  const enter = async (): Promise<void> => {
    if (!checked.ok || agency === undefined) return;
    const answer = await createRecord('sector', checked.value);
    setFault(answer.ok ? undefined : whyNot(answer));
    if (!answer.ok) return;
    endDrawing();
    showRecord({ kind: 'sector', id: answer.value.record.id });
  };
  return (
    <section className="card-section" aria-label={t('sector.new')}>
      <h3>{t('sector.new')}</h3>
      <p className="quiet">{t('sector.draw.how')}</p>
      <div className="plan-fields">
        <label className="label" htmlFor={ids.name}>
          {t('sector.name')}
        </label>
        <input
          id={ids.name}
          className="field"
          value={name}
          maxLength={80}
          onChange={({ target }) => setName(target.value)}
        />
        <label className="label" htmlFor={ids.minutes}>
          {t('sector.covered')}
        </label>
        <input
          id={ids.minutes}
          className="field num"
          inputMode="numeric"
          value={minutes}
          maxLength={6}
          onChange={({ target }) => setMinutes(target.value)}
        />
      </div>
      <DrawPart kinds={AREA_KINDS} tried={false} />
      <span className="label">{t('sector.needed')}</span>
      <HoursFields weekly={needed} none={t('sector.needed.none')} onChange={setNeeded} />
      {needed.length === 0 ? null : (
        <ReportField
          label={t('schedule.zone')}
          hint={t('schedule.zone.hint')}
          value={zone}
          onType={setZone}
        />
      )}
      {fault === undefined ? null : <p className="card-fault">{t('sector.refused', { reason: fault })}</p>}
      <div className="report-buttons">
        <Button label={t('patrol.cancel')} onClick={endDrawing} />
        <Button
          look="raised"
          label={t('sector.save')}
          disabled={!checked.ok}
          title={checked.ok ? undefined : t(checked.fault)}
          onClick={() => void enter()}
        />
      </div>
      {isArea(shape) ? <SectorCut area={shape} name={name || t('sector.label')} zoneId={undefined} /> : null}
    </section>
  );
}

function FromZone(): ReactNode {
  const t = useWords();
  const zones = useRecords((records) => records.tables.zone);
  const [zoneId, setZoneId] = useState('');
  const id = useId();
  const areas = [...zones.values()].filter(({ value }) => value.shape.kind !== 'line');
  const shape = zones.get(zoneId)?.value.shape;
  return (
    <section className="card-section">
      <h3>{t('cut.label')}</h3>
      {areas.length === 0 ? <p className="quiet">{t('cut.none')}</p> : null}
      <div className="plan-fields">
        <label className="label" htmlFor={id}>
          {t('cut.pick')}
        </label>
        <select id={id} className="field" value={zoneId} onChange={({ target }) => setZoneId(target.value)}>
          <option value="">–</option>
          {areas.map((zone) => (
            <option key={zone.id} value={zone.id}>
              {zone.value.name}
            </option>
          ))}
        </select>
      </div>
      {isArea(shape) ? (
        <SectorCut key={zoneId} area={shape} name={zones.get(zoneId)?.value.name ?? ''} zoneId={zoneId} />
      ) : null}
    </section>
  );
}
