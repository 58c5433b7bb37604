/** A sector that is changed: its name, its area on the map, how long it counts as covered, when it needs a unit. */
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { Sector } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { areaM2 } from '../../../proto/domain/shapes/measure.ts';
import { type MessageKey, useWords, type Words } from '../../messages/words.ts';
import { beginDrawing, endDrawing, useDrawing } from '../../store/drawing.ts';
import { shapeOf } from '../../store/pen.ts';
import { penFault } from '../../store/penfault.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { ABSENT, formatAge, formatKm2 } from '../../ui/format.ts';
import { Conflict } from '../records/Conflict.tsx';
import { Editors, useTellEditing } from '../records/Editors.tsx';
import { Meanwhile } from '../records/Meanwhile.tsx';
import { whyNot } from '../records/whynot.ts';
import { ReportField } from '../report/ReportField.tsx';
import { useServices } from '../services.ts';
import { DrawPart } from '../zones/DrawPart.tsx';
import { HoursFields } from '../zones/HoursFields.tsx';
import { type HoursDraft, hereZone } from '../zones/scheduledraft.ts';
import { AREA_KINDS, checkSector, isArea } from './sectordraft.ts';
import { hoursWords } from './UnitCard.tsx';
import { agencyName } from './usePlan.ts';

interface SectorFormProps {
  readonly version: Version<'sector'>;
  readonly onEnd: () => void;
}

export function SectorForm({ version, onEnd }: SectorFormProps): ReactNode {
  const t = useWords();
  const { changeRecord } = useServices();
  const [upon, setUpon] = useState(version);
  const [name, setName] = useState(upon.value.name);
  const [minutes, setMinutes] = useState(String(upon.value.coveredForMin));
  const [hours, setHours] = useState<readonly HoursDraft[]>(upon.value.needed?.hours ?? []);
  const [zone, setZone] = useState(upon.value.needed?.timeZone ?? hereZone());
  const [conflict, setConflict] = useState<Version<'sector'>>();
  const [refused, setRefused] = useState<string>();
  const [saving, setSaving] = useState(false);
  const drawn = useDrawnArea(upon);
  useTellEditing('sector', upon.id);
  const checked = checkSector(
    { name, minutes, hours, zone, area: drawn.area ?? upon.value.area },
    upon.value,
  );
  const fault: MessageKey | undefined = drawn.fault
    ? 'sector.wrong.area'
    : checked.ok
      ? undefined
      : checked.fault;

  const take = (from: Version<'sector'>): void => {
    const { value } = from;
    setUpon(from);
    setName(value.name);
    setMinutes(String(value.coveredForMin));
    setHours(value.needed?.hours ?? []);
    setZone(value.needed?.timeZone ?? hereZone());
    setConflict(undefined);
    endDrawing();
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!checked.ok || fault !== undefined || saving) return;
    setSaving(true);
    const answer = await changeRecord('sector', upon.id, upon.version, checked.value);
    setSaving(false);
    if (answer.ok) onEnd();
    else if (answer.current?.kind === 'sector') setConflict(answer.current as Version<'sector'>);
    else setRefused(whyNot(answer));
  };
  const title = t('sector.change.of', { name: version.value.name });
  return (
    <form className="plan-card" aria-label={title} noValidate onSubmit={(event) => void save(event)}>
      <header className="plan-head">
        <h2>{title}</h2>
      </header>
      <Editors kind="sector" id={upon.id} />
      {conflict !== undefined && checked.ok ? (
        <SectorConflict
          was={upon.value}
          theirs={conflict}
          mine={checked.value}
          onChosen={take}
          onEnd={onEnd}
        />
      ) : (
        <div className="plan-scroll scrolls">
          <fieldset className="report-part">
            <ReportField label={t('sector.name')} value={name} required maxLength={80} onType={setName} />
            <ReportField
              label={t('sector.covered')}
              unit={t('sector.minutes.unit')}
              numeric
              value={minutes}
              maxLength={5}
              onType={setMinutes}
            />
          </fieldset>
          <fieldset className="report-part">
            <legend className="label">{t('sector.needed')}</legend>
            <HoursFields weekly={hours} none={t('sector.needed.none')} onChange={setHours} />
            {hours.length === 0 ? null : (
              <ReportField
                label={t('schedule.zone')}
                hint={t('schedule.zone.hint')}
                value={zone}
                onType={setZone}
              />
            )}
          </fieldset>
          {drawn.drawing ? (
            <DrawPart kinds={AREA_KINDS} tried={false} />
          ) : (
            <div className="card-section">
              <Button
                label={t('sector.redraw')}
                onClick={() => beginDrawing('sector', upon.value.area, upon.id)}
              />
            </div>
          )}
        </div>
      )}
      <footer className="report-foot">
        {conflict === undefined ? <Meanwhile upon={upon} onLook={setConflict} /> : null}
        {fault === undefined ? null : (
          <p className="card-fault" role="alert">
            {t(fault)}
          </p>
        )}
        {refused === undefined ? null : (
          <p className="card-fault" role="alert">
            {t('zone.refused', { reason: refused })}
          </p>
        )}
        <Button look="flat" label={t('zone.discard')} onClick={onEnd} />
        <button
          type="submit"
          className="button button-raised"
          disabled={saving || conflict !== undefined || fault !== undefined}
        >
          <span className="button-label">{t('zone.save')}</span>
        </button>
      </footer>
    </form>
  );
}

/** The area as it is on the map; what is drawn here goes with the form. */
function useDrawnArea({ id }: Version<'sector'>): {
  readonly drawing: boolean;
  readonly area: Sector['area'] | undefined;
  readonly fault: boolean;
} {
  const drawing = useDrawing((state) =>
    state.drawing?.owner === 'sector' && state.drawing.recordId === id ? state.drawing : undefined,
  );
  useEffect(
    () => () => {
      if (useDrawing.getState().drawing?.recordId === id) endDrawing();
    },
    [id],
  );
  if (drawing === undefined) return { drawing: false, area: undefined, fault: false };
  const shape = shapeOf(drawing.pen);
  const sound = isArea(shape) && penFault(drawing.pen) === undefined;
  return { drawing: true, area: sound ? shape : undefined, fault: !sound };
}

interface SectorConflictProps {
  readonly was: Sector;
  readonly theirs: Version<'sector'>;
  readonly mine: Sector;
  readonly onChosen: (from: Version<'sector'>) => void;
  readonly onEnd: () => void;
}

function SectorConflict({ was, theirs, mine, onChosen, onEnd }: SectorConflictProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  return (
    <Conflict
      was={was}
      theirs={theirs}
      mine={mine}
      label={(member) => t(`sector.member.${member}`)}
      describe={(member, value) =>
        member === 'marking' ? agencyName(tables, value.marking.owner) : sectorMemberText(t, member, value)
      }
      onTheirs={onEnd}
      onChosen={(value) => onChosen({ ...theirs, value })}
    />
  );
}

function sectorMemberText(t: Words, member: Exclude<keyof Sector, 'marking'>, sector: Sector): string {
  switch (member) {
    case 'name':
      return sector.name;
    case 'area':
      return t('sector.area.km2', { area: formatKm2(areaM2(sector.area)) });
    case 'zoneId':
      return sector.zoneId ?? ABSENT;
    case 'coveredForMin':
      return formatAge(sector.coveredForMin * 60_000);
    case 'needed':
      return sector.needed === undefined
        ? t('sector.needed.none')
        : hoursWords(t, sector.needed.hours, sector.needed.timeZone);
    default:
      return member satisfies never;
  }
}
