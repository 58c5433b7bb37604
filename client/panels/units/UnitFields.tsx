/** What of a unit is written, its crew apart. */
import type { ReactNode } from 'react';
import { UNIT_KINDS } from '../../../proto/domain/operations/patrol.ts';
import { useWords } from '../../messages/words.ts';
import { askMap } from '../../store/planview.ts';
import { Button } from '../../ui/Button.tsx';
import { usePlaceClick } from '../patrols/MeetingFields.tsx';
import { ReportField } from '../report/ReportField.tsx';
import { HoursFields } from '../zones/HoursFields.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { Fault } from './Fault.tsx';
import { SensorFields } from './SensorFields.tsx';
import { CANS, type UnitDraft, type UnitFaults } from './unitdraft.ts';
import { changeUnit } from './useUnitDraft.ts';

const [KNOTS, KM, HOURS] = ['kn', 'km', 'h'] as const;

interface FieldsProps {
  readonly draft: UnitDraft;
  readonly faults: UnitFaults;
}

export function UnitFields({ draft, faults, crew }: FieldsProps & { readonly crew: ReactNode }): ReactNode {
  return (
    <>
      <What draft={draft} faults={faults} />
      {crew}
      <Capable draft={draft} faults={faults} />
      <When draft={draft} faults={faults} />
      <Reached draft={draft} faults={faults} />
    </>
  );
}

function What({ draft, faults }: FieldsProps): ReactNode {
  const t = useWords();
  const asking = usePlaceClick((position) => changeUnit({ position }));
  return (
    <fieldset className="report-part">
      <legend className="label">{t('unit.label')}</legend>
      <div className="report-row">
        <ReportField
          label={t('unit.member.callSign')}
          value={draft.callSign}
          fault={faults.callSign}
          required
          focused
          maxLength={30}
          onType={(callSign) => changeUnit({ callSign })}
        />
        <ReportField
          label={t('unit.member.name')}
          value={draft.name}
          maxLength={80}
          onType={(name) => changeUnit({ name })}
        />
      </div>
      <SelectField
        label={t('unit.member.kind')}
        value={draft.kind}
        choices={UNIT_KINDS.map((kind) => [kind, t(`unit.kind.${kind}`)])}
        onChoose={(kind) => changeUnit({ kind })}
      />
      <ReportField
        label={t('unit.base')}
        value={draft.baseName}
        fault={faults.baseName}
        required
        maxLength={80}
        onType={(baseName) => changeUnit({ baseName })}
      />
      <ReportField
        label={t('unit.base.place')}
        hint={t('crossing.place.hint')}
        value={draft.position}
        fault={faults.position}
        required
        onType={(position) => changeUnit({ position })}
      />
      <div>
        <Button
          label={t(asking ? 'patrol.meeting.map.on' : 'patrol.meeting.map')}
          aria-pressed={asking}
          onClick={() => askMap(asking ? undefined : 'place')}
        />
      </div>
    </fieldset>
  );
}

function Capable({ draft, faults }: FieldsProps): ReactNode {
  const t = useWords();
  return (
    <fieldset className="report-part">
      <legend className="label">{t('unit.member.capabilities')}</legend>
      <div className="report-row">
        <ReportField
          label={t('unit.speed')}
          unit={KNOTS}
          numeric
          required
          value={draft.speedKn}
          fault={faults.speedKn}
          maxLength={7}
          onType={(speedKn) => changeUnit({ speedKn })}
        />
        <ReportField
          label={t('unit.range.out')}
          unit={KM}
          numeric
          value={draft.rangeKm}
          fault={faults.rangeKm}
          maxLength={7}
          onType={(rangeKm) => changeUnit({ rangeKm })}
        />
      </div>
      <SensorFields draft={draft} faults={faults} />
      <fieldset className="unit-group unit-ticks">
        <legend className="label">{t('unit.can')}</legend>
        {CANS.map((can) => (
          <label key={can} className="report-kind">
            <input
              type="checkbox"
              checked={draft.can.includes(can)}
              onChange={() =>
                changeUnit({ can: CANS.filter((each) => (each === can) !== draft.can.includes(each)) })
              }
            />
            {t(`unit.can.${can}`)}
          </label>
        ))}
      </fieldset>
      <ReportField
        label={t('unit.languages')}
        hint={t('unit.languages.hint')}
        value={draft.languages}
        fault={faults.languages}
        onType={(languages) => changeUnit({ languages })}
      />
    </fieldset>
  );
}

function When({ draft, faults }: FieldsProps): ReactNode {
  const t = useWords();
  return (
    <fieldset className="report-part">
      <legend className="label">{t('unit.duty')}</legend>
      <HoursFields
        weekly={draft.hours}
        none={t('unit.duty.always')}
        onChange={(hours) => changeUnit({ hours })}
      />
      <Fault fault={faults.hours} />
      {draft.hours.length === 0 ? null : (
        <ReportField
          label={t('schedule.zone')}
          hint={t('schedule.zone.hint')}
          value={draft.timeZone}
          fault={faults.timeZone}
          onType={(timeZone) => changeUnit({ timeZone })}
        />
      )}
      <ReportField
        label={t('unit.hours')}
        unit={HOURS}
        numeric
        value={draft.maxHoursADay}
        fault={faults.maxHoursADay}
        maxLength={5}
        onType={(maxHoursADay) => changeUnit({ maxHoursADay })}
      />
      <label className="report-kind">
        <input type="checkbox" checked={draft.out} onChange={() => changeUnit({ out: !draft.out })} />
        {t('unit.standing.outOfService')}
      </label>
      {draft.out ? (
        <>
          <ReportField
            label={t('patrol.reason')}
            value={draft.outReason}
            fault={faults.outReason}
            required
            maxLength={200}
            onType={(outReason) => changeUnit({ outReason })}
          />
          <ReportField
            label={t('unit.out.until')}
            hint={t('unit.out.until.hint')}
            value={draft.outUntil}
            fault={faults.outUntil}
            maxLength={20}
            onType={(outUntil) => changeUnit({ outUntil })}
          />
        </>
      ) : null}
    </fieldset>
  );
}

function Reached({ draft, faults }: FieldsProps): ReactNode {
  const t = useWords();
  return (
    <>
      <fieldset className="report-part">
        <legend className="label">{t('unit.contact')}</legend>
        <ReportField
          label={t('unit.contact.channel')}
          value={draft.channel}
          fault={faults.channel}
          onType={(channel) => changeUnit({ channel })}
        />
        <ReportField
          label={t('unit.contact.when')}
          value={draft.whenToCall}
          maxLength={400}
          onType={(whenToCall) => changeUnit({ whenToCall })}
        />
      </fieldset>
      <fieldset className="report-part">
        <legend className="label">{t('unit.bound')}</legend>
        <p className="quiet report-how">{t('unit.bound.how')}</p>
        <div className="report-row">
          <ReportField
            label={t('unit.bound.mmsi')}
            numeric
            value={draft.mmsi}
            fault={faults.mmsi}
            maxLength={9}
            onType={(mmsi) => changeUnit({ mmsi })}
          />
          <ReportField
            label={t('unit.bound.icao')}
            value={draft.icao}
            fault={faults.icao}
            maxLength={6}
            onType={(icao) => changeUnit({ icao })}
          />
        </div>
        <ReportField
          label={t('unit.bound.cotUid')}
          value={draft.cotUid}
          maxLength={128}
          onType={(cotUid) => changeUnit({ cotUid })}
        />
      </fieldset>
    </>
  );
}
