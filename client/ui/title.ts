/** What a track is called: its name, else its number, else what it is and a short number. */
import { formatMmsi, type TrackId } from '../../proto/domain/ids.ts';
import { type Words, wordFor } from '../messages/words.ts';

export interface Titled {
  readonly id: TrackId;
  /** `TrackKind`. */
  readonly kind: number;
  readonly name?: string | null | undefined;
  readonly mmsi?: number | null | undefined;
}

/** The counter of an id, `812` of `1-812`: short enough for the radio, unique within a run of the server. */
export const shortNumber = (id: TrackId): string => id.slice(id.lastIndexOf('-') + 1);

/** `Nisi Karpathos`, `281000123`, `Contact at sea 812`. */
export function titleOf(t: Words, { id, kind, name, mmsi }: Titled): string {
  if (name) return name;
  if (mmsi !== undefined && mmsi !== null) return formatMmsi(mmsi);
  return t('track.numbered', { kind: wordFor(t, `kind.${kind}`) ?? t('kind.0'), number: shortNumber(id) });
}
