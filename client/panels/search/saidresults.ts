/** Notices and weather stations that a text finds: by their words, and by who says so. */
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { Words } from '../../messages/words.ts';
import type { NoticeInfo, StationInfo } from '../../store/surroundings.ts';
import { chooseSaid, useView } from '../../store/view.ts';
import { formatPosition } from '../../ui/format.ts';
import { noticeTitle, senderText } from '../../ui/noticewords.ts';
import { showPlaces } from '../patrols/actionsofplan.ts';
import { placesOfNotice } from '../surroundings/places.ts';
import { answersTo } from './hits.ts';
import type { Result } from './result.ts';

/** Shown at most, of each. */
const MOST = 6;

export function noticeResults(t: Words, text: string, notices: readonly NoticeInfo[]): readonly Result[] {
  if (text.trim() === '') return [];
  return notices
    .map((notice) => ({ notice, title: noticeTitle(t, notice) }))
    .filter(({ notice, title }) =>
      answersTo(
        [t('notice.card'), title, notice.text, notice.senderName, formatMmsi(notice.mmsi)].join(' '),
        text,
      ),
    )
    .slice(0, MOST)
    .map(({ notice, title }) => ({
      key: `notice ${notice.id}`,
      group: 'notices',
      label: title,
      detail: senderText(notice),
      go: () => {
        useView.setState({ workspace: 'picture' });
        chooseSaid({ kind: 'notice', id: notice.id });
        showPlaces(placesOfNotice(notice));
      },
    }));
}

export function stationResults(t: Words, text: string, stations: readonly StationInfo[]): readonly Result[] {
  if (text.trim() === '') return [];
  return stations
    .map((station) => ({ station, title: t('station.title', { who: senderText(station) }) }))
    .filter(({ station, title }) =>
      answersTo(`${t('station.card')} ${title} ${formatMmsi(station.mmsi)}`, text),
    )
    .slice(0, MOST)
    .map(({ station, title }) => ({
      key: `station ${station.id}`,
      group: 'notices',
      label: title,
      detail: formatPosition(station.lat, station.lon),
      go: () => {
        useView.setState({ workspace: 'picture' });
        chooseSaid({ kind: 'station', id: station.id });
        showPlaces([station]);
      },
    }));
}
