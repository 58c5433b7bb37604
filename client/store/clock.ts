/** What time it is, for clocks and ages; where things are drawn by, see `pictureNowMs`. */
import { type LinkState, pictureNowMs, useLink } from './link.ts';

/**
 * The time of the live picture, also while a replay is shown: by which live alerts are old. Elsewhere {@link timeNowMs}.
 *
 * @param pageNow `performance.now()` of this page
 */
export function liveNowMs(pageNow: number): number | undefined {
  const { session, liveBaseMs, liveArrivedAt } = useLink.getState();
  if (session === undefined) return timeNowMs(pageNow);
  return liveBaseMs === undefined ? undefined : liveBaseMs + (pageNow - liveArrivedAt);
}

/**
 * The time now, UTC epoch milliseconds; undefined before the first frame. Live, it is the server's clock carried on by
 * this page's, so that a workstation that is wrong does not show it, and it goes on while a picture is frozen: what was
 * heard a minute ago is a minute old, whoever stopped sending. In a replay it is the picture's time, which stops.
 *
 * @param pageNow `performance.now()` of this page
 */
export function timeNowMs(
  pageNow: number,
  state: Pick<LinkState, 'clockKind' | 'baseMs' | 'arrivedAt'> = useLink.getState(),
): number | undefined {
  if (state.baseMs === undefined) return undefined;
  if (state.clockKind === 'replay') return pictureNowMs(pageNow);
  return state.baseMs + (pageNow - state.arrivedAt);
}
