/** Ask the archive: a form for each kind of question, how it stands, and the answer below. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../../../messages/words.ts';
import { useArchive, useFind } from '../../../store/find.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatAge, formatPercent } from '../../../ui/format.ts';
import { usePageNow } from '../../../ui/useTick.ts';
import { useServices } from '../../services.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { askArchive, cancelAsking } from './asking.ts';
import { checkDraft, useDraft } from './draft.ts';
import { QuestionForm } from './QuestionForm.tsx';
import './find.css';

export function FindPart(): ReactNode {
  const t = useWords();
  const services = useServices();
  const draft = useDraft((state) => state.draft);
  const tried = useDraft((state) => state.tried);
  const state = useFind(({ asked }) => asked.state);
  const known = useArchive(({ summary, isOff }) => summary !== undefined || isOff);
  const [open, setOpen] = useState(true);
  if (draft === undefined)
    return <p className="replay-how quiet">{t(known ? 'replay.archive.none' : 'replay.archive.asking')}</p>;
  const checked = checkDraft(draft);
  const ask = (): void => {
    useDraft.setState({ tried: !checked.ok });
    if (!checked.ok) return;
    setOpen(false);
    void askArchive(services, checked.question, draft.purpose.trim());
  };
  const shown = open || state === 'none';
  return (
    <div className="replay-part find">
      {shown ? (
        <form
          className="find-form scrolls"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <QuestionForm draft={draft} faults={tried && !checked.ok ? checked.faults : {}} />
          <div className="find-foot">
            <button type="submit" className="button button-raised" disabled={state === 'asking'}>
              {t('find.ask')}
            </button>
            {state === 'none' ? null : (
              <Button look="flat" label={t('find.form.close')} onClick={() => setOpen(false)} />
            )}
          </div>
        </form>
      ) : (
        <div className="find-head">
          <strong>{t(`find.kind.${draft.ask}`)}</strong>
          <Button label={t('find.form.open')} aria-expanded={false} onClick={() => setOpen(true)} />
        </div>
      )}
      <Standing />
      {state === 'done' && !shown ? <AnswerTable /> : null}
    </div>
  );
}

function Standing(): ReactNode {
  const t = useWords();
  const services = useServices();
  const asked = useFind((find) => find.asked);
  const now = usePageNow(500);
  if (asked.state === 'asking')
    return (
      <div className="find-standing" role="status">
        <span>
          {asked.progress === undefined
            ? t('find.asking')
            : t('find.asking.progress', { progress: formatPercent(asked.progress) })}{' '}
          <span className="num">{formatAge(now - asked.sinceMs)}</span>
        </span>
        <progress
          max={1}
          {...(asked.progress !== undefined && { value: asked.progress })}
          aria-label={t('find.asking')}
        />
        <Button label={t('find.cancel')} onClick={() => cancelAsking(services)} />
      </div>
    );
  if (asked.state !== 'failed') return null;
  return (
    <div className="find-standing" role="alert">
      <strong>{t('find.failed')}</strong>
      <p>{[asked.what, asked.remedy].filter(Boolean).join('. ')}</p>
    </div>
  );
}
