/** When something holds: its bounds in time, and the hours of the week by the clock of a place. */
import { type ReactNode, useId } from 'react';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { ReportField } from '../report/ReportField.tsx';
import { HoursFields } from './HoursFields.tsx';
import type { ScheduleDraft } from './scheduledraft.ts';

const UTC = 'UTC';
/** Every zone that the browser knows, to be chosen while typing. */
const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

interface ScheduleFieldsProps {
  readonly schedule: ScheduleDraft;
  readonly fault: MessageKey | undefined;
  readonly onChange: (schedule: ScheduleDraft) => void;
}

export function ScheduleFields({ schedule, fault, onChange }: ScheduleFieldsProps): ReactNode {
  const t = useWords();
  const zones = useId();
  const { from, until, timeZone, weekly } = schedule;
  return (
    <div className="schedule">
      <div className="report-row">
        <ReportField
          label={t('schedule.from.label')}
          unit={UTC}
          value={from}
          hint={t('schedule.moment.hint')}
          onType={(typed) => onChange({ ...schedule, from: typed })}
        />
        <ReportField
          label={t('schedule.until.label')}
          unit={UTC}
          value={until}
          onType={(typed) => onChange({ ...schedule, until: typed })}
        />
      </div>
      <HoursFields
        weekly={weekly}
        none={t('schedule.allHours')}
        onChange={(changed) => onChange({ ...schedule, weekly: changed })}
      />
      <ReportField
        label={t('schedule.zone')}
        hint={t('schedule.zone.hint')}
        list={zones}
        value={timeZone}
        onType={(typed) => onChange({ ...schedule, timeZone: typed })}
      />
      <datalist id={zones}>
        {TIME_ZONES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t(fault)}
        </p>
      )}
    </div>
  );
}
