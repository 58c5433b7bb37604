/** What was recorded wrongly: marked, signed, and left out of every answer; more is marked here. */
import { type ReactNode, useRef, useState } from 'react';
import type { ArchiveCorrections } from '../../../proto/domain/record/keeping.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { KeepingForm } from './KeepingForm.tsx';
import {
  CORRECTED,
  type CorrectionDraft,
  checkCorrection,
  correctionWords,
  EMPTY_CORRECTION,
  isOfTrack,
} from './keepingdraft.ts';
import { adminNowMs } from './time.ts';
import { type Keeping, useKeeping } from './useKeeping.ts';

export function CorrectionsSection(): ReactNode {
  const t = useWords();
  const keeping = useKeeping<ArchiveCorrections>('/api/archive/corrections');
  const [open, setOpen] = useState(false);
  const { list, refused } = keeping;
  const section = useRef<HTMLElement>(null);
  const close = (): void => {
    setOpen(false);
    // The next key goes on from here, not from the page's top.
    section.current?.focus();
  };
  const more = (list?.count ?? 0) - (list?.corrections.length ?? 0);
  return (
    <section ref={section} className="keeping" aria-label={t('keeping.corrections')} tabIndex={-1}>
      <h2>{t('keeping.corrections')}</h2>
      <p className="quiet">{t('keeping.corrections.what')}</p>
      {list?.count === 0 ? <p className="quiet">{t('keeping.corrections.none')}</p> : null}
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
      {!open && refused !== undefined ? (
        <p className="card-fault" role="alert">
          {refused}
        </p>
      ) : null}
      {open ? (
        <NewCorrection keeping={keeping} onDone={close} />
      ) : (
        <div className="admin-buttons">
          <Button look="raised" label={t('keeping.correct.new')} onClick={() => setOpen(true)} />
        </div>
      )}
    </section>
  );
}

interface FormProps {
  readonly keeping: Keeping<ArchiveCorrections>;
  readonly onDone: () => void;
}

function NewCorrection({ keeping, onDone }: FormProps): ReactNode {
  const t = useWords();
  const [draft, setDraft] = useState<CorrectionDraft>(EMPTY_CORRECTION);
  const [tried, setTried] = useState(false);
  const checked = checkCorrection(draft, adminNowMs());
  const faults = tried && !checked.ok ? checked.faults : {};
  const field = (of: Exclude<keyof CorrectionDraft, 'what'>) => ({
    value: draft[of],
    fault: faults[of],
    onType: (text: string) => setDraft((before) => ({ ...before, [of]: text })),
  });
  const make = async (): Promise<void> => {
    setTried(true);
    if (checked.ok && (await keeping.ask('POST', checked.body))) onDone();
  };
  return (
    <KeepingForm
      title={t('keeping.correct.do')}
      saving={keeping.saving}
      refused={keeping.refused}
      onSave={() => void make()}
      onCancel={onDone}
    >
      <SelectField
        label={t('keeping.corrected')}
        value={draft.what}
        choices={CORRECTED.map((one) => [one, t(`keeping.corrected.${one}`)] as const)}
        onChoose={(what) => setDraft({ ...draft, what })}
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
