/** What must stay: each hold with who ordered it, why and until when; one is made or released here. */
import { type ReactNode, useState } from 'react';
import type { ArchiveHold, ArchiveHolds } from '../../../proto/domain/record/keeping.ts';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';
import { KeepingForm } from './KeepingForm.tsx';
import { KeepingSection, useKeepingFocus } from './KeepingSection.tsx';
import { checkHold, checkRelease, EMPTY_HOLD, holdWords } from './keepingdraft.ts';
import { Ticks } from './Ticks.tsx';
import { useKeeping } from './useKeeping.ts';
import { type KeepingFormProps, useKeepingDraft } from './useKeepingDraft.ts';

export function HoldsSection(): ReactNode {
  const t = useWords();
  const keeping = useKeeping<ArchiveHolds>('/api/archive/holds');
  /** A hold's name while it is released; `''` while one is made. */
  const [open, setOpen] = useState<string>();
  const { list, refused } = keeping;
  const { section, closed } = useKeepingFocus(() => setOpen(undefined));
  return (
    <KeepingSection
      of="holds"
      section={section}
      form={open === '' ? <NewHold keeping={keeping} onDone={closed} /> : undefined}
      isEmpty={list?.holds.length === 0}
      refused={open === undefined ? refused : undefined}
      add={t('keeping.hold.new')}
      onAdd={() => setOpen('')}
    >
      {list?.isDamaged === true ? (
        <p className="card-fault" role="alert">
          {t('keeping.holds.damaged')}
        </p>
      ) : null}
      <ul className="keeping-list">
        {list?.holds.map((hold) => (
          <li key={hold.name} className="admin-card">
            <HoldLines hold={hold} />
            {open === hold.name ? (
              <Release keeping={keeping} hold={hold} onDone={closed} />
            ) : (
              <div className="admin-buttons">
                <Button
                  label={t('keeping.release')}
                  aria-description={hold.name}
                  onClick={() => setOpen(hold.name)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </KeepingSection>
  );
}

function HoldLines({ hold }: { readonly hold: ArchiveHold }): ReactNode {
  const t = useWords();
  const { name, reason, by, sinceMs, endsMs } = hold;
  return (
    <div>
      <strong>{name}</strong>
      <p>{reason}</p>
      <p className="num">{holdWords(t, hold)}</p>
      <p className="quiet num">
        {[
          t('keeping.by', { name: by, time: formatFullMomentUtc(sinceMs) }),
          endsMs === undefined
            ? t('keeping.ends.never')
            : t('keeping.ends.at', { time: formatFullMomentUtc(endsMs) }),
        ].join(' · ')}
      </p>
    </div>
  );
}

function Release({
  hold: { name },
  ...props
}: KeepingFormProps<ArchiveHolds> & { readonly hold: ArchiveHold }): ReactNode {
  const t = useWords();
  const { field, frame } = useKeepingDraft(props, { name, reason: '' }, 'DELETE', checkRelease);
  return (
    <KeepingForm title={t('keeping.release.do')} {...frame}>
      <ReportField
        {...field('reason')}
        label={t('keeping.reason')}
        hint={t('keeping.release.hint')}
        maxLength={400}
        required
        focused
      />
    </KeepingForm>
  );
}

function NewHold(props: KeepingFormProps<ArchiveHolds>): ReactNode {
  const t = useWords();
  const { draft, change, field, frame } = useKeepingDraft(props, EMPTY_HOLD, 'POST', checkHold);
  return (
    <KeepingForm title={t('keeping.hold.do')} {...frame}>
      <ReportField {...field('name')} label={t('keeping.name')} maxLength={80} required focused />
      <ReportField {...field('reason')} label={t('keeping.reason')} maxLength={400} required />
      <ReportField {...field('from')} label={t('keeping.from')} hint={t('keeping.time.hint')} required />
      <ReportField {...field('until')} label={t('keeping.until')} hint={t('keeping.time.hint')} required />
      <ReportField {...field('whom')} label={t('keeping.whom')} hint={t('keeping.whom.hint')} />
      <Ticks
        label={t('keeping.classes')}
        hint={t('keeping.classes.hint')}
        chosen={draft.classes}
        choices={RETENTION_CLASSES.map((one) => ({ value: one, name: t(`archive.class.${one}`) }))}
        onChange={(classes) => change({ classes })}
      />
      <ReportField {...field('ends')} label={t('keeping.ends')} hint={t('keeping.ends.hint')} />
    </KeepingForm>
  );
}
