/** What others see of ours and we of theirs: what is in force first, with the time that is left. */
import { type ReactNode, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatMomentUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { agencyShort } from '../patrols/usePlan.ts';
import { NothingChosen } from './FormFrame.tsx';
import { choose, useAdminChoice } from './parts.ts';
import { ReleaseCard } from './ReleaseCard.tsx';
import { ReleaseForm } from './ReleaseForm.tsx';
import { emptyRelease, type ReleaseState, sortedReleases } from './releasedraft.ts';
import { reductionWords, releasedWords } from './releasewords.ts';
import { adminNowMs } from './time.ts';

export function ReleasesPart(): ReactNode {
  const t = useWords();
  usePageNow(1000);
  const releases = useRecords((records) => records.tables.release);
  const agreements = useRecords((records) => records.tables.agreement);
  const mayRelease = useSession((session) => may(session, 'release'));
  const [withEnded, setWithEnded] = useState(false);
  const nowMs = adminNowMs();
  const sorted = sortedReleases(releases.values(), (id) => agreements.get(id)?.value, nowMs);
  const shown = withEnded ? sorted : sorted.filter(({ state }) => state !== 'ended');
  return (
    <div className="admin-part">
      <section className="admin-main panel" aria-label={t('release.label')}>
        <header className="admin-bar">
          <p className="quiet num">
            {t('release.count', { count: sorted.filter(({ state }) => state === 'inForce').length })}
          </p>
          <label className="admin-tick">
            <input type="checkbox" checked={withEnded} onChange={() => setWithEnded(!withEnded)} />
            <span>{t('release.ended.show')}</span>
          </label>
          {mayRelease ? (
            <div className="admin-do">
              <Button look="raised" label={t('release.new')} onClick={() => choose('new')} />
            </div>
          ) : null}
        </header>
        <div className="admin-table scrolls">
          <table>
            <thead>
              <tr>
                {(['left', 'what', 'owner', 'to', 'how'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`release.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ release, state }) => (
                <ReleaseRow key={release.id} release={release} state={state} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
          {shown.length === 0 ? <p className="admin-none">{t('release.none')}</p> : null}
        </div>
      </section>
      <Beside />
    </div>
  );
}

function Beside(): ReactNode {
  const chosen = useAdminChoice((choice) => choice.chosen);
  const release = useRecords((records) => records.tables.release.get(chosen ?? ''));
  if (chosen === 'new')
    return <ReleaseForm key="new" begun={emptyRelease({ kind: 'feed', feedId: '' })} onDone={choose} />;
  return release === undefined ? <NothingChosen /> : <ReleaseCard key={release.id} release={release} />;
}

interface ReleaseRowProps {
  readonly release: Version<'release'>;
  readonly state: ReleaseState;
  readonly nowMs: number;
}

function ReleaseRow({ release: { id, value }, state, nowMs }: ReleaseRowProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const feeds = useLink((link) => link.feeds);
  const chosen = useAdminChoice((choice) => choice.chosen === id);
  const endMs = value.endedMs ?? value.untilMs;
  return (
    <tr data-chosen={chosen} className="admin-row" onClick={() => choose(id)}>
      <td className="num">
        <span className="admin-mark" data-state={state}>
          {state === 'inForce'
            ? t('release.left', { age: formatAge(endMs - nowMs) })
            : t(state === 'void' ? 'agreement.state.ended' : `release.state.${state}`)}
        </span>
        <span className="quiet admin-under">{t('admin.utc', { time: formatMomentUtc(endMs) })}</span>
      </td>
      <th scope="row">
        <button type="button" className="admin-pick" aria-pressed={chosen} onClick={() => choose(id)}>
          {releasedWords(t, tables, feeds, value.what)}
        </button>
      </th>
      <td>{agencyShort(t, tables, value.marking.owner)}</td>
      <td>{value.to.map((one) => agencyShort(t, tables, one)).join(' · ')}</td>
      <td>{reductionWords(t, value.reduction)}</td>
    </tr>
  );
}
