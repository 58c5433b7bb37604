/** Everybody in distress: those with a track, from the columns; those without a position, asked of the server. */
import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { type TrackDetail, TrackStateBits } from '../../../proto/domain/track.ts';
import type { DistressWithoutPosition } from '../../link/operations.ts';
import { isEmergency } from '../../store/alertview.ts';
import { useReplayed } from '../../store/replay.ts';
import type { TrackTable } from '../../store/tracks.ts';
import { useVersion } from '../../ui/useTick.ts';
import { useServices } from '../services.ts';

const ASK_EVERY_MS = 5000;
/** Details are asked for so many tracks at most; the others are shown without since when. */
const DETAILED = 8;

export interface DistressedTrack {
  readonly id: TrackId;
  readonly row: number;
}

/** Tracks of the table in distress, the real ones first, then in the order of their ids. Whoever is in distress comes to every page. */
export function distressedTracks(
  table: Pick<TrackTable, 'count' | 'motion' | 'statics'>,
): readonly DistressedTrack[] {
  const found: DistressedTrack[] = [];
  for (let row = 0; row < table.count; row += 1) {
    const id = table.statics[row]?.id;
    if (!id || (table.motion.state(row) & TrackStateBits.distress) === 0) continue;
    found.push({ id: id as TrackId, row });
  }
  const simulated = ({ row }: DistressedTrack): number =>
    Number((table.statics[row]?.nature ?? Nature.real) !== Nature.real);
  return found.toSorted(
    (a, b) => simulated(a) - simulated(b) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}

/** When the distress of a track began: what was said of it first since it was last over; else when it was first heard. */
export function distressSinceMs({ reasons, firstMs }: Pick<TrackDetail, 'reasons' | 'firstMs'>): number {
  return reasons.find(({ what }) => what === 'distress')?.atMs ?? firstMs;
}

export function useDistressedTracks(): readonly DistressedTrack[] {
  const { table } = useServices();
  const version = useVersion(table, 1000);
  // Whoever was in distress is in the replay's picture; of those who are now, the live alerts tell.
  const replayed = useReplayed();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table is read anew with each version of it
  return useMemo(() => (replayed ? [] : distressedTracks(table)), [table, version, replayed]);
}

/** Those without a position, as far as this page was told; kept by the banner, which is always there. */
export const useCalls = create<{ readonly calls: readonly DistressWithoutPosition[] }>()(() => ({
  calls: [],
}));

/** Asks for those without a position; what was known stays while the server does not answer. */
export function useAskedCalls(): readonly DistressWithoutPosition[] {
  const { fetchDistress } = useServices();
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const answer = await fetchDistress();
      if (stopped) return;
      if (answer.ok) useCalls.setState({ calls: answer.value });
      timer = setTimeout(read, ASK_EVERY_MS);
    };
    void read();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [fetchDistress]);
  return useCalls((state) => state.calls);
}

/** Whom the lines of distress name: their alerts need no second line. */
export const useNamed = create<{ readonly named: ReadonlySet<string> }>()(() => ({ named: new Set() }));

/** The alert of somebody whom a line names, by track or by number: the newest that is not over. */
export function distressAlert(
  alerts: Iterable<Alert>,
  who: { readonly trackId?: TrackId; readonly mmsi?: string },
): Alert | undefined {
  let found: Alert | undefined;
  for (const alert of alerts) {
    if (!isEmergency(alert) || (found !== undefined && found.raisedMs >= alert.raisedMs)) continue;
    const names = alert.lead.parties.some(
      ({ trackId, mmsi }) => trackId === who.trackId || (mmsi !== undefined && mmsi === who.mmsi),
    );
    if (names) found = alert;
  }
  return found;
}

/** The details of tracks in distress, for since when and what: asked again at the same pace. */
export function useDistressDetails(ids: readonly TrackId[]): ReadonlyMap<TrackId, TrackDetail> {
  const { fetchTrackDetail } = useServices();
  const [details, setDetails] = useState<ReadonlyMap<TrackId, TrackDetail>>(new Map());
  const asked = ids.slice(0, DETAILED).join(' ');
  useEffect(() => {
    if (asked === '') return undefined;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const answers = await Promise.all(asked.split(' ').map((id) => fetchTrackDetail(id as TrackId)));
      if (stopped) return;
      const known = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      setDetails(new Map(known.map((detail) => [detail.id, detail])));
      timer = setTimeout(read, ASK_EVERY_MS);
    };
    void read();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [asked, fetchTrackDetail]);
  return details;
}
