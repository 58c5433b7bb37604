/** What of a zone is written beside its shape. */
import { type ReactNode, useId } from 'react';
import { PURPOSES, TLP } from '../../../proto/domain/operations/agency.ts';
import { ZONE_PURPOSES } from '../../../proto/domain/operations/zone.ts';
import { useWords } from '../../messages/words.ts';
import { useDrawing } from '../../store/drawing.ts';
import { Button } from '../../ui/Button.tsx';
import { ReportField } from '../report/ReportField.tsx';
import { RuleFields } from './RuleFields.tsx';
import { checkRule } from './ruledraft.ts';
import { ScheduleFields } from './ScheduleFields.tsx';
import { SelectField } from './SelectField.tsx';
import { newSchedule } from './scheduledraft.ts';
import { changeZoneDraft, useZoneDraft, withoutSchedule } from './useZoneDraft.ts';
import { MOST_NAME, MOST_NOTE, MOST_PERIODS, type ZoneDraft, type ZoneFaults } from './zonedraft.ts';

const METRES = 'm';

interface ZoneFieldsProps {
  readonly draft: ZoneDraft;
  readonly faults: ZoneFaults;
  /** Purpose, height and time stay as they were validated. */
  readonly locked: boolean;
}

export function ZoneFields({ draft, faults, locked }: ZoneFieldsProps): ReactNode {
  const t = useWords();
  const note = useId();
  const drawn = useDrawing((state) => state.drawing?.pen.kind);
  const shape = locked ? draft.upon?.value.shape.kind : drawn;
  return (
    <>
      <fieldset className="report-part">
        <legend className="label">{t('zone.what')}</legend>
        <ReportField
          label={t('zone.name')}
          value={draft.name}
          fault={faults.name}
          required
          maxLength={MOST_NAME}
          onType={(name) => changeZoneDraft({ name })}
        />
        {locked ? null : (
          <>
            <SelectField
              label={t('zone.purpose')}
              value={draft.purpose}
              choices={ZONE_PURPOSES.map((purpose) => [purpose, t(`zone.purpose.${purpose}`)])}
              onChoose={(purpose) => changeZoneDraft({ purpose })}
            />
            <div className="report-row">
              <ReportField
                label={t('zone.floor')}
                unit={METRES}
                numeric
                value={draft.floorM}
                fault={faults.floorM}
                onType={(floorM) => changeZoneDraft({ floorM })}
              />
              <ReportField
                label={t('zone.ceiling')}
                unit={METRES}
                numeric
                value={draft.ceilingM}
                fault={faults.ceilingM}
                onType={(ceilingM) => changeZoneDraft({ ceilingM })}
              />
            </div>
          </>
        )}
        <div className="report-field">
          <label className="label" htmlFor={note}>
            {t('zone.note')}
          </label>
          <textarea
            id={note}
            className="field report-note"
            rows={3}
            maxLength={MOST_NOTE}
            value={draft.note}
            onChange={(event) => changeZoneDraft({ note: event.target.value })}
          />
        </div>
      </fieldset>
      <WhenFields draft={draft} faults={faults} locked={locked} />
      <RuleFields
        rules={draft.rules}
        shape={shape}
        faults={draft.rules.map((rule) => {
          const checked = faults.rules === undefined ? undefined : checkRule(rule, shape);
          return checked?.ok === false ? checked.fault : undefined;
        })}
        onChange={(rules) => changeZoneDraft({ rules })}
      />
      <fieldset className="report-part">
        <legend className="label">{t('zone.marking')}</legend>
        <SelectField
          label={t('marking.purpose')}
          value={draft.service}
          choices={PURPOSES.map((purpose) => [purpose, t(`marking.purpose.${purpose}`)])}
          onChoose={(service) => changeZoneDraft({ service })}
        />
        <SelectField
          label={t('marking.tlp')}
          value={draft.tlp}
          choices={[
            ['', t('marking.tlp.none')],
            ...TLP.map((tlp) => [tlp, t(`marking.tlp.${tlp}`)] as const),
          ]}
          onChoose={(tlp) => changeZoneDraft({ tlp })}
        />
      </fieldset>
    </>
  );
}

function WhenFields({ draft, faults, locked }: ZoneFieldsProps): ReactNode {
  const t = useWords();
  const { schedule, critical } = draft;
  return (
    <fieldset className="report-part">
      <legend className="label">{t('zone.when')}</legend>
      {locked ? null : (
        <>
          <label className="report-kind">
            <input
              type="checkbox"
              checked={schedule === undefined}
              onChange={() =>
                schedule === undefined
                  ? changeZoneDraft({ schedule: newSchedule() })
                  : useZoneDraft.setState({ draft: withoutSchedule(draft) })
              }
            />
            {t('zone.always')}
          </label>
          {schedule === undefined ? null : (
            <ScheduleFields
              schedule={schedule}
              fault={faults.schedule}
              onChange={(changed) => changeZoneDraft({ schedule: changed })}
            />
          )}
        </>
      )}
      {critical.map((period, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place in the list
        <fieldset key={at} className="zone-critical">
          <legend className="label">{t('zone.critical.number', { number: at + 1 })}</legend>
          <ScheduleFields
            schedule={period}
            fault={faults.critical}
            onChange={(changed) =>
              changeZoneDraft({ critical: critical.map((each, i) => (i === at ? changed : each)) })
            }
          />
          <Button
            look="flat"
            label={t('zone.critical.remove')}
            onClick={() => changeZoneDraft({ critical: critical.filter((_, i) => i !== at) })}
          />
        </fieldset>
      ))}
      <div>
        <Button
          look="flat"
          label={t('zone.critical.add')}
          disabled={critical.length >= MOST_PERIODS}
          onClick={() => changeZoneDraft({ critical: [...critical, newSchedule(schedule?.timeZone)] })}
        />
      </div>
    </fieldset>
  );
}
