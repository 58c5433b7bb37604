/** Tracks by their ids, within SQL. */
import { type TrackId, trackId } from '../../../proto/domain/ids.ts';

export interface TrackKey {
  readonly epoch: number;
  readonly track: number;
}

/** Undefined: it is no track's id. Imports have runs below zero. */
export function keyOf(id: string): TrackKey | undefined {
  const [, epoch, track] = /^(-?\d{1,9})-(\d{1,10})$/.exec(id) ?? [];
  return epoch === undefined || track === undefined
    ? undefined
    : { epoch: Number(epoch), track: Number(track) };
}

export const idOf = ({ epoch, track }: TrackKey): TrackId => trackId(epoch, track);

/** A condition on the columns `epoch` and `track`; the counters stand alone, so that files are looked up by them. */
export function isOneOf(keys: readonly TrackKey[]): string {
  const [first] = keys;
  if (first === undefined) return 'false';
  if (keys.length === 1) return `epoch = ${first.epoch} AND track = ${first.track}`;
  const byEpoch = new Map<number, number[]>();
  for (const { epoch, track } of keys) byEpoch.set(epoch, [...(byEpoch.get(epoch) ?? []), track]);
  const counters = [...new Set(keys.map(({ track }) => track))];
  const each = [...byEpoch].map(
    ([epoch, tracks]) => `(epoch = ${epoch} AND track IN (${tracks.join(', ')}))`,
  );
  return `track IN (${counters.join(', ')}) AND (${each.join(' OR ')})`;
}
