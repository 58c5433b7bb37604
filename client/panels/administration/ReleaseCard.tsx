/** One release in full; its owner's people end it at once. */
import { type ReactNode, useId, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatFullMomentUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { Field } from '../card/Field.tsx';
import { recordName } from '../patrols/findingwords.ts';
import { agencyName } from '../patrols/usePlan.ts';
import { useServices } from '../services.ts';
import { SideHead } from './FormFrame.tsx';
import { choose } from './parts.ts';
import { releaseState } from './releasedraft.ts';
import { reductionWords, releasedWords } from './releasewords.ts';
import { useSaving } from './saving.ts';
import { adminNowMs } from './time.ts';

export function ReleaseCard({ release }: { readonly release: Version<'release'> }): ReactNode {
  const t = useWords();
  usePageNow(1000);
  const tables = useRecords((records) => records.tables);
  const feeds = useLink((link) => link.feeds);
  const own = useSession((session) => session.me?.agency);
  const mayEnd = useSession((session) => may(session, 'release'));
  const { value, byName } = release;
  const { what, to, agreement, reduction, reason, fromMs, untilMs, endedMs, marking } = value;
  const nowMs = adminNowMs();
  const state = releaseState(value, tables.agreement.get(agreement)?.value, nowMs);
  const moment = (ms: number): string => t('admin.utc', { time: formatFullMomentUtc(ms) });
  const title = releasedWords(t, tables, feeds, what);
  return (
    <aside className="admin-side panel" aria-label={title}>
      <SideHead title={title} quiet={agencyName(tables, marking.owner)} onClose={() => choose(undefined)} />
      <div className="admin-body scrolls">
        <div className="card-section">
          <span className="admin-mark" data-state={state}>
            {t(`release.state.${state}`)}
            {state === 'inForce' ? ` · ${t('release.left', { age: formatAge(untilMs - nowMs) })}` : ''}
          </span>
        </div>
        <dl className="card-section">
          <Field label={t('release.to')} value={to.map((one) => agencyName(tables, one)).join(', ')} />
          <Field label={t('release.how')} value={reductionWords(t, reduction)} />
          <Field
            label={t('release.agreement')}
            value={recordName(tables, 'agreement', agreement) ?? agreement}
          />
          <Field label={t('release.reason')} value={reason === '' ? t('release.reason.hidden') : reason} />
          <Field label={t('release.from')} value={moment(fromMs)} />
          <Field label={t('release.until')} value={moment(endedMs ?? untilMs)} />
          {byName === '' ? null : <Field label={t('release.by')} value={byName} />}
        </dl>
        {mayEnd && marking.owner === own && endedMs === undefined && nowMs < untilMs ? (
          <EndRelease release={release} />
        ) : null}
      </div>
    </aside>
  );
}

function EndRelease({ release: { id, version } }: { readonly release: Version<'release'> }): ReactNode {
  const t = useWords();
  const { tellEvent } = useServices();
  const { ask, refused, saving } = useSaving('release');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const field = useId();
  const empty = reason.trim() === '';
  const end = async (): Promise<void> => {
    setTried(true);
    if (empty) return;
    const answer = await ask(tellEvent('release', id, 'end', version, reason.trim()));
    if (answer.ok) setAsking(false);
  };
  if (!asking)
    return (
      <div className="card-section">
        <Button look="raised" label={t('release.end')} onClick={() => setAsking(true)} />
      </div>
    );
  return (
    <form
      className="card-section admin-form"
      aria-label={t('release.end')}
      onSubmit={(event) => {
        event.preventDefault();
        void end();
      }}
    >
      <p>{t('release.end.sure')}</p>
      <div className="report-field" data-wrong={tried && empty}>
        <label className="label" htmlFor={field}>
          {t('release.reason')}
        </label>
        <input
          id={field}
          className="field"
          // biome-ignore lint/a11y/noAutofocus: it was asked for by a button
          autoFocus
          value={reason}
          maxLength={400}
          aria-invalid={tried && empty}
          aria-describedby={`${field}-said`}
          onChange={(event) => setReason(event.target.value)}
        />
        <span id={`${field}-said`} className="report-said">
          {t(tried && empty ? 'admin.reason.wrong' : 'admin.reason.hint')}
        </span>
      </div>
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
      <div className="admin-buttons">
        <Button look="flat" label={t('admin.cancel')} onClick={() => setAsking(false)} />
        <button type="submit" className="button button-raised" disabled={saving}>
          <span className="button-label">{t('release.end.do')}</span>
        </button>
      </div>
    </form>
  );
}
