/** After the server began anew: finds the chosen vessels under the ids that they have now. */
import { formatMmsi, type TrackId } from '../../../proto/domain/ids.ts';
import type { TrackHit } from '../../link/rest.ts';
import { chosenIds, type KnownVessel, renameChosen, useKnown } from '../../store/known.ts';
import { useLink } from '../../store/link.ts';
import type { Services } from '../services.ts';

/** Vessels report every few seconds to minutes: asked again until they have. */
const ASK_EVERY_MS = 2000;

/** An id of another run of the server than this. */
export const isOfAnotherRun = (id: TrackId, epoch: number): boolean => !id.startsWith(`${epoch}-`);

/** The one track with the vessel's MMSI; none while two transmitters claim it, for nobody but a person can choose. */
export function sameVessel({ mmsi }: KnownVessel, hits: readonly TrackHit[]): TrackId | undefined {
  const claims = hits.filter((hit) => hit.mmsi === formatMmsi(mmsi));
  return claims.length === 1 ? claims[0]?.id : undefined;
}

/** Looks while there is anyone to look for; returns the way to stop. */
export function findAgain(
  { searchTracks }: Pick<Services, 'searchTracks'>,
  everyMs: number = ASK_EVERY_MS,
): () => void {
  let isAsking = false;
  const look = async (): Promise<void> => {
    const { link, epoch, session } = useLink.getState();
    // A replay shows tracks of any run under the ids that they had.
    if (isAsking || session !== undefined || link.status !== 'live' || epoch === undefined) return;
    isAsking = true;
    for (const id of chosenIds()) {
      const vessel = useKnown.getState().vessels.get(id);
      if (vessel === undefined || !isOfAnotherRun(id, epoch)) continue;
      const answer = await searchTracks(formatMmsi(vessel.mmsi));
      if (!answer.ok) break;
      const now = sameVessel(vessel, answer.value);
      if (now !== undefined) renameChosen(id, now);
    }
    isAsking = false;
  };
  const timer = setInterval(() => void look(), everyMs);
  return () => clearInterval(timer);
}
