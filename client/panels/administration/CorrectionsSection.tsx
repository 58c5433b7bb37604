/** What was recorded wrongly: marked, signed, and left out of every answer; more is marked here. */
import { type ReactNode, useState } from 'react';
import type { ArchiveCorrections } from '../../../proto/domain/record/keeping.ts';
import { useWords } from '../../messages/words.ts';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { KeepingForm } from './KeepingForm.tsx';
import { KeepingSection, useKeepingFocus } from './KeepingSection.tsx';
import { CORRECTED, checkCorrection, correctionWords, EMPTY_CORRECTION, isOfTrack } from './keepingdraft.ts';
import { useKeeping } from './useKeeping.ts';
import { type KeepingFormProps, useKeepingDraft } from './useKeepingDraft.ts';

export function CorrectionsSection(): ReactNode {
  const t = useWords();
  const keeping = useKeeping<ArchiveCorrections>('/api/archive/corrections');
  const [open, setOpen] = useState(false);
  const { list, refused } = keeping;
  const { section, closed } = useKeepingFocus(() => setOpen(false));
  const more = (list?.count ?? 0) - (list?.corrections.length ?? 0);
  return (
    <KeepingSection
      of="corrections"
      section={section}
      form={open ? <NewCorrection keeping={keeping} onDone={closed} /> : undefined}
      isEmpty={list?.count === 0}
      refused={open ? undefined : refused}
      add={t('keeping.correct.new')}
      onAdd={() => setOpen(true)}
    >
      <ul className="keeping-list">
        {list?.corrections.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: none is ever removed, and two may be alike
          <li key={list.count - i} className="admin-card">
            <strong className="num">{correctionWords(t, one)}</strong>
            <p>{one.why}</p>
            <p className="quiet num">
              {t('keeping.by', { name: one.by, time: formatFullMomentUtc(one.atMs) })}
            </p>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="quiet">{t('keeping.corrections.more', { count: more })}</p> : null}
    </KeepingSection>
  );
}

function NewCorrection(props: KeepingFormProps<ArchiveCorrections>): ReactNode {
  const t = useWords();
  const { draft, change, field, frame } = useKeepingDraft(props, EMPTY_CORRECTION, 'POST', checkCorrection);
  return (
    <KeepingForm title={t('keeping.correct.do')} {...frame}>
      <SelectField
        label={t('keeping.corrected')}
        value={draft.what}
        choices={CORRECTED.map((one) => [one, t(`keeping.corrected.${one}`)] as const)}
        onChoose={(what) => change({ what })}
      />
      {isOfTrack(draft.what) ? (
        <>
          <ReportField
            {...field('track')}
            label={t('keeping.whose')}
            hint={t('keeping.whose.hint')}
            required
          />
          <ReportField {...field('from')} label={t('keeping.from')} hint={t('keeping.time.hint')} required />
          <ReportField
            {...field('until')}
            label={t('keeping.until')}
            hint={t('keeping.time.hint')}
            required
          />
        </>
      ) : (
        <ReportField
          {...field('seq')}
          label={t('keeping.seq')}
          hint={t('keeping.seq.hint')}
          maxLength={15}
          numeric
          required
        />
      )}
      <ReportField {...field('why')} label={t('keeping.why')} maxLength={400} required />
    </KeepingForm>
  );
}
