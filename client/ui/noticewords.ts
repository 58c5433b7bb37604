/** What a notice is called, and who a station is. */
import { formatMmsi } from '../../proto/domain/ids.ts';
import { type Words, wordFor } from '../messages/words.ts';

export interface NoticeNamed {
  readonly about: 'area' | 'route' | 'text';
  readonly description?: number;
  readonly text?: string;
}

/** Of a text alone its first words. */
const TITLE_LETTERS = 40;

/** `Firing danger area`, `Recommended route`, or a text's own words. */
export function noticeTitle(t: Words, { about, description, text }: NoticeNamed): string {
  if (about === 'text') return text === undefined ? t('notice.text') : shortened(text);
  if (description === undefined) return t(`notice.${about}`);
  return wordFor(t, `notice.${about}.${description}`) ?? t('notice.unknown', { number: description });
}

const shortened = (text: string): string =>
  text.length <= TITLE_LETTERS ? text : `${text.slice(0, TITLE_LETTERS - 1)}…`;

/** A name where one is known, else the number. */
export const senderText = ({
  senderName,
  mmsi,
}: {
  readonly senderName?: string;
  readonly mmsi: number;
}): string => senderName ?? formatMmsi(mmsi);
