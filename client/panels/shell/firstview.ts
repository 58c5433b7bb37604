/** A page opened without a camera goes to where the tracks are, unless a person has moved it meanwhile. */
import { cameraAround } from '../../store/fit.ts';
import { useLink } from '../../store/link.ts';
import { cameraOf, parseView } from '../../store/url.ts';
import { type Camera, flyTo, useView } from '../../store/view.ts';
import type { Services } from '../services.ts';

/** Tracks come in over the first minutes: the view goes after them each time they have doubled. */
const AGAIN_AT = 2;

/** Moves the camera so that nearly all tracks are seen; says where, or nothing when there are none. */
export async function showAllTracks(services: Pick<Services, 'fetchExtent'>): Promise<Camera | undefined> {
  const answer = await services.fetchExtent();
  const { viewport } = useView.getState();
  if (!answer.ok || answer.value.bounds === undefined || viewport === undefined) return undefined;
  const camera = cameraAround(answer.value.bounds, viewport);
  flyTo(camera);
  return camera;
}

const isSame = (a: Camera, b: Camera): boolean =>
  Math.abs(a.lon - b.lon) < 0.02 && Math.abs(a.lat - b.lat) < 0.02 && Math.abs(a.zoom - b.zoom) < 0.05;

/** Call before the URL is written to; the answer stops it. The demonstration has a view of its own. */
export function beginAtTracks(services: Pick<Services, 'fetchExtent'>): () => void {
  if (parseView(location.search).camera !== undefined) return () => {};
  let shownTracks = 0;
  let asking = false;
  let last: Camera | undefined;
  const stop = useLink.subscribe(async ({ trackCount, demonstration, link }) => {
    const { viewport, camera } = useView.getState();
    if (
      asking ||
      viewport === undefined ||
      link.status !== 'live' ||
      trackCount < Math.max(1, shownTracks * AGAIN_AT)
    )
      return;
    const movedByHand = last !== undefined && !isSame(cameraOf(viewport, camera), last);
    if (demonstration || movedByHand) {
      stop();
      return;
    }
    asking = true;
    last = (await showAllTracks(services)) ?? last;
    shownTracks = trackCount;
    asking = false;
  });
  return stop;
}
