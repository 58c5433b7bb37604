/** The chosen notice: what it says, of where, from when until when, who says so and when last. */
import type { ReactNode } from 'react';
import type { NoticeArea } from '../../../proto/domain/application.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import { useWords, type Words } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { type NoticeInfo, noticeRank, noticeStanding, useSurroundings } from '../../store/surroundings.ts';
import { formatBearing, formatFullMomentUtc, formatPosition, formatRange } from '../../ui/format.ts';
import { noticeTitle } from '../../ui/noticewords.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { Field } from '../card/Field.tsx';
import { NoticeSign } from './NoticeSign.tsx';
import { placesOfNotice } from './places.ts';
import { GoneCard, momentText, SaidCard, SenderFields } from './SaidCard.tsx';

export function NoticeCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const notice = useSurroundings(({ notices }) => notices.find((one) => one.id === id));
  if (notice === undefined) return <GoneCard label={t('notice.card')} text={t('notice.gone')} />;
  return <Known notice={notice} />;
}

function Known({ notice }: { readonly notice: NoticeInfo }): ReactNode {
  const t = useWords();
  const nowMs = timeNowMs(usePageNow(1000)) ?? 0;
  const rank = noticeRank(notice);
  const standing = noticeStanding(notice, nowMs);
  const utc = (atMs: number): string => `${formatFullMomentUtc(atMs)} UTC`;
  return (
    <SaidCard
      label={t('notice.card')}
      said={notice}
      title={noticeTitle(t, notice)}
      sign={<NoticeSign rank={rank} />}
      places={placesOfNotice(notice)}
      state={
        <>
          <strong className="notice-rank" data-rank={rank}>
            {t(`notice.rank.${rank}`)}
          </strong>
          <span>{t(`notice.${standing}`)}</span>
          {notice.addressedTo === undefined ? null : (
            <strong>{t('notice.addressed', { mmsi: formatMmsi(notice.addressedTo) })}</strong>
          )}
        </>
      }
    >
      {notice.text === undefined ? null : (
        <section className="card-section" aria-label={t('notice.words')}>
          <p className="notice-text">{notice.text}</p>
        </section>
      )}
      <dl className="card-section">
        <Field
          label={t('notice.from')}
          value={notice.startMs === undefined ? t('notice.from.said') : utc(notice.startMs)}
        />
        <Field
          label={t('notice.until')}
          value={notice.endMs === undefined ? t('notice.until.open') : utc(notice.endMs)}
        />
        <Field label={t('notice.first')} value={momentText(t, notice.firstMs, nowMs)} />
        {notice.linkage === 0 ? null : <Field label={t('notice.number')} value={String(notice.linkage)} />}
      </dl>
      {notice.areas.length === 0 ? null : (
        <section className="card-section" aria-label={t('notice.parts')}>
          <h3 className="label">{t('notice.parts')}</h3>
          <ul className="notice-parts">
            {notice.areas.map((area, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the notice
              <li key={i}>
                {areaWords(t, area)}
                <span className="quiet num">{cornerText(area)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <SenderFields said={notice} nowMs={nowMs} />
    </SaidCard>
  );
}

function areaWords(t: Words, area: NoticeArea): string {
  switch (area.kind) {
    case 'circle':
      return area.radiusM > 0
        ? t('notice.part.circle', { radius: formatRange(area.radiusM) })
        : t('notice.part.point');
    case 'sector':
      return t('notice.part.sector', {
        radius: formatRange(area.radiusM),
        from: formatBearing(area.fromDeg),
        to: formatBearing(area.toDeg),
      });
    default:
      return t(`notice.part.${area.kind}`, { count: area.points.length });
  }
}

/** Its middle, or its first corner. */
function cornerText(area: NoticeArea): string {
  if (area.kind === 'circle' || area.kind === 'sector') return formatPosition(area.lat, area.lon);
  const [first] = area.points;
  return first === undefined ? '' : formatPosition(first[0], first[1]);
}
