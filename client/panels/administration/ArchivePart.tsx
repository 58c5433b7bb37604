/**
 * What is kept: by class with its days and size, by day, what it will come to, and which files are damaged; for those who
 * answer for it also what must stay and what was wrong.
 */
import type { ReactNode } from 'react';
import type { ArchiveSummary } from '../../../proto/domain/record/questions.ts';
import { useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { useSession } from '../../store/session.ts';
import { ABSENT, formatBytes, formatCount, formatFullMomentUtc } from '../../ui/format.ts';
import { useKeptArchive } from '../replay/useReplaying.ts';
import { growthOf } from './archivesize.ts';
import { CorrectionsSection } from './CorrectionsSection.tsx';
import { HoldsSection } from './HoldsSection.tsx';
import './archive.css';

export function ArchivePart(): ReactNode {
  const t = useWords();
  useKeptArchive();
  const summary = useArchive((archive) => archive.summary);
  const fault = useArchive((archive) => archive.fault);
  const isOff = useArchive((archive) => archive.isOff);
  const keeps = useSession(({ me }) => me?.may.includes('keepArchive') === true);
  return (
    <section className="admin-wide panel archive" aria-label={t('admin.part.archive')}>
      <header className="admin-bar">
        <p className="quiet">{t('archive.what')}</p>
      </header>
      <div className="archive-body scrolls">
        {fault === undefined ? null : (
          <p className="card-fault" role="alert">
            {(isOff
              ? [t('replay.archive.off'), t('replay.archive.off.long')]
              : [t('replay.archive.down'), fault.what, fault.remedy]
            )
              .filter(Boolean)
              .join('. ')}
          </p>
        )}
        {summary === undefined ? (
          fault === undefined ? (
            <p className="quiet">{t('replay.archive.asking')}</p>
          ) : null
        ) : (
          <Kept summary={summary} />
        )}
        {keeps ? (
          <>
            <HoldsSection />
            <CorrectionsSection />
          </>
        ) : null}
        {summary === undefined ? null : <Days days={summary.days} />}
      </div>
    </section>
  );
}

function Kept({ summary }: { readonly summary: ArchiveSummary }): ReactNode {
  const t = useWords();
  const { bytes, bytesADay, bytesWhenFull } = growthOf(summary);
  const { fromMs, untilMs, classes, damaged } = summary;
  const inLog = classes.reduce((sum, { log }) => sum + (log?.bytes ?? 0), 0);
  const figures: readonly (readonly [string, string, string?])[] = [
    [t('archive.from'), formatFullMomentUtc(fromMs)],
    [t('archive.until'), formatFullMomentUtc(untilMs)],
    [t('archive.size'), formatBytes(bytes)],
    [t('archive.rate'), bytesADay === undefined ? ABSENT : formatBytes(bytesADay)],
    [
      t('archive.forecast'),
      bytesWhenFull === undefined ? ABSENT : formatBytes(bytesWhenFull),
      t('archive.forecast.long'),
    ],
  ];
  return (
    <>
      <dl className="archive-figures num">
        {figures.map(([name, value, long]) => (
          <div key={name} title={long}>
            <dt className="label">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {fromMs === undefined ? <p className="quiet">{t('replay.archive.none.long')}</p> : null}
      <h2>{t('archive.classes')}</h2>
      <table className="archive-table">
        <thead>
          <tr>
            {(['class', 'keep', 'from', 'until', 'rows', 'size'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`archive.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr key={one.class}>
              <th scope="row">
                {t(`archive.class.${one.class}`)}
                <span className="quiet archive-long">{t(`archive.class.${one.class}.long`)}</span>
              </th>
              <td className="num">{t('archive.keep.days', { count: one.keepDays })}</td>
              <td className="num">{formatFullMomentUtc(one.fromMs)}</td>
              <td className="num">{formatFullMomentUtc(one.untilMs)}</td>
              <td className="num">{formatCount(one.rows)}</td>
              <td className="num">{formatBytes(one.bytes + (one.log?.bytes ?? 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {inLog === 0 ? null : <p className="quiet num">{t('archive.log', { size: formatBytes(inLog) })}</p>}
      <h2>{t('archive.damaged')}</h2>
      {damaged.length === 0 ? (
        <p className="quiet">{t('archive.damaged.none')}</p>
      ) : (
        <table className="archive-table">
          <thead>
            <tr>
              <th scope="col">{t('archive.damaged.file')}</th>
              <th scope="col">{t('archive.damaged.what')}</th>
            </tr>
          </thead>
          <tbody>
            {damaged.map(({ file, what }) => (
              <tr key={file}>
                <th scope="row">{file}</th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Days({ days }: Pick<ArchiveSummary, 'days'>): ReactNode {
  const t = useWords();
  return (
    <>
      <h2>{t('archive.days')}</h2>
      {days.length === 0 ? <p className="quiet">{t('archive.days.none')}</p> : <DayTable days={days} />}
    </>
  );
}

function DayTable({ days }: Pick<ArchiveSummary, 'days'>): ReactNode {
  const t = useWords();
  const most = days.reduce((max, { bytes }) => Math.max(max, bytes), 1);
  return (
    <table className="archive-table">
      <thead>
        <tr>
          <th scope="col">{t('archive.day')}</th>
          <th scope="col">{t('archive.rows')}</th>
          <th scope="col">{t('archive.size')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, rows, bytes }) => (
          <tr key={day}>
            <th scope="row" className="num">
              {day}
            </th>
            <td className="num">{formatCount(rows)}</td>
            <td className="num archive-share">
              <span aria-hidden="true" style={{ inlineSize: `${(bytes / most) * 8}rem` }} />
              {formatBytes(bytes)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
