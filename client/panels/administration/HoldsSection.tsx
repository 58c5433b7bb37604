/** What must stay: each hold with who ordered it, why and until when; one is made or released here. */
import { type ReactNode, useRef, useState } from 'react';
import type { ArchiveHold, ArchiveHolds } from '../../../proto/domain/record/keeping.ts';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';
import { KeepingForm } from './KeepingForm.tsx';
import { checkHold, EMPTY_HOLD, type HoldDraft, holdWords } from './keepingdraft.ts';
import { Ticks } from './Ticks.tsx';
import { adminNowMs } from './time.ts';
import { type Keeping, useKeeping } from './useKeeping.ts';

export function HoldsSection(): ReactNode {
  const t = useWords();
  const keeping = useKeeping<ArchiveHolds>('/api/archive/holds');
  /** A hold's name while it is released; `''` while one is made. */
  const [open, setOpen] = useState<string>();
  const { list, refused } = keeping;
  const section = useRef<HTMLElement>(null);
  const close = (): void => {
    setOpen(undefined);
    // The next key goes on from here, not from the page's top.
    section.current?.focus();
  };
  return (
    <section ref={section} className="keeping" aria-label={t('keeping.holds')} tabIndex={-1}>
      <h2>{t('keeping.holds')}</h2>
      <p className="quiet">{t('keeping.holds.what')}</p>
      {list?.isDamaged === true ? (
        <p className="card-fault" role="alert">
          {t('keeping.holds.damaged')}
        </p>
      ) : null}
      {list?.holds.length === 0 ? <p className="quiet">{t('keeping.holds.none')}</p> : null}
      <ul className="keeping-list">
        {list?.holds.map((hold) => (
          <li key={hold.name} className="admin-card">
            <HoldLines hold={hold} />
            {open === hold.name ? (
              <Release keeping={keeping} hold={hold} onDone={close} />
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
      {open === undefined && refused !== undefined ? (
        <p className="card-fault" role="alert">
          {refused}
        </p>
      ) : null}
      {open === '' ? (
        <NewHold keeping={keeping} onDone={close} />
      ) : (
        <div className="admin-buttons">
          <Button look="raised" label={t('keeping.hold.new')} onClick={() => setOpen('')} />
        </div>
      )}
    </section>
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

interface FormProps {
  readonly keeping: Keeping<ArchiveHolds>;
  readonly onDone: () => void;
}

function Release({ keeping, hold: { name }, onDone }: FormProps & { readonly hold: ArchiveHold }): ReactNode {
  const t = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isEmpty = reason.trim() === '';
  const release = async (): Promise<void> => {
    setTried(true);
    if (!isEmpty && (await keeping.ask('DELETE', { name, reason: reason.trim() }))) onDone();
  };
  return (
    <KeepingForm
      title={t('keeping.release.do')}
      saving={keeping.saving}
      refused={keeping.refused}
      onSave={() => void release()}
      onCancel={onDone}
    >
      <ReportField
        label={t('keeping.reason')}
        value={reason}
        hint={t('keeping.release.hint')}
        fault={tried && isEmpty ? 'keeping.wrong.reason' : undefined}
        maxLength={400}
        required
        focused
        onType={setReason}
      />
    </KeepingForm>
  );
}

function NewHold({ keeping, onDone }: FormProps): ReactNode {
  const t = useWords();
  const [draft, setDraft] = useState<HoldDraft>(EMPTY_HOLD);
  const [tried, setTried] = useState(false);
  const checked = checkHold(draft, adminNowMs());
  const faults = tried && !checked.ok ? checked.faults : {};
  const field = (of: Exclude<keyof HoldDraft, 'classes'>) => ({
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
      title={t('keeping.hold.do')}
      saving={keeping.saving}
      refused={keeping.refused}
      onSave={() => void make()}
      onCancel={onDone}
    >
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
        onChange={(classes) => setDraft({ ...draft, classes })}
      />
      <ReportField {...field('ends')} label={t('keeping.ends')} hint={t('keeping.ends.hint')} />
    </KeepingForm>
  );
}
