/** What owners want to know of, until when: those in force first. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatCount, formatMomentUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { agencyShort } from '../patrols/usePlan.ts';
import { NothingChosen } from './FormFrame.tsx';
import { choose, useAdminChoice } from './parts.ts';
import { adminNowMs } from './time.ts';
import { WatchListForm } from './WatchListForm.tsx';
import { EMPTY_WATCH_LIST, watchListDraftOf } from './watchlistdraft.ts';

export function WatchListsPart(): ReactNode {
  const t = useWords();
  usePageNow(1000);
  const tables = useRecords((records) => records.tables);
  const chosen = useAdminChoice((choice) => choice.chosen);
  const nowMs = adminNowMs();
  const lists = [...tables.watchList.values()].toSorted((a, b) => b.value.untilMs - a.value.untilMs);
  const open = tables.watchList.get(chosen ?? '');
  return (
    <div className="admin-part">
      <section className="admin-main panel" aria-label={t('admin.part.watchLists')}>
        <header className="admin-bar">
          <p className="quiet">{t('watch.what')}</p>
          <div className="admin-do">
            <Button look="raised" label={t('watch.new')} onClick={() => choose('new')} />
          </div>
        </header>
        <div className="admin-table scrolls">
          <table>
            <thead>
              <tr>
                {(['left', 'name', 'owner', 'lists'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`watch.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lists.map(({ id, value }) => (
                <tr key={id} data-chosen={id === chosen} className="admin-row" onClick={() => choose(id)}>
                  <td className="num">
                    {value.untilMs <= nowMs
                      ? t('watch.over')
                      : t('release.left', { age: formatAge(value.untilMs - nowMs) })}
                    <span className="quiet admin-under">
                      {t('admin.utc', { time: formatMomentUtc(value.untilMs) })}
                    </span>
                  </td>
                  <th scope="row">
                    <button
                      type="button"
                      className="admin-pick"
                      aria-pressed={id === chosen}
                      onClick={() => choose(id)}
                    >
                      {value.name}
                    </button>
                    <span className="quiet admin-under">{value.reason}</span>
                  </th>
                  <td>{agencyShort(t, tables, value.marking.owner)}</td>
                  <td className="num">
                    {t('watch.counts', {
                      vessels: formatCount(value.vessels.length),
                      areas: formatCount(value.areas.length),
                      patterns: formatCount(value.patterns.length),
                    })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {lists.length === 0 ? <p className="admin-none">{t('watch.none')}</p> : null}
        </div>
      </section>
      {chosen === 'new' ? (
        <WatchListForm key="new" begun={EMPTY_WATCH_LIST} onDone={choose} />
      ) : open === undefined ? (
        <NothingChosen />
      ) : (
        <WatchListForm
          key={`${open.id} ${open.version}`}
          begun={watchListDraftOf(open)}
          onDone={() => choose(undefined)}
        />
      )}
    </div>
  );
}
