/** Whether the picture may be believed: one judgement for the top bar, the banner and the wall. */
import { FROZEN_AFTER_MS, type LinkState } from './link.ts';

export type PictureHealth =
  /** No frame has come yet. */
  | { readonly kind: 'waiting'; readonly reason: string | undefined }
  | { readonly kind: 'live'; readonly ageMs: number }
  /** Frames stopped: connected but silent (`stalled`) or not connected (`cut`). */
  | {
      readonly kind: 'stalled' | 'cut';
      readonly ageMs: number;
      /** The picture's time of the last frame. */
      readonly sinceMs: number;
      readonly reason: string | undefined;
    };

/**
 * Judges by what the link says and, whatever it says, by the age of the newest frame: a page whose link forgot to
 * report still calls the picture frozen after {@link FROZEN_AFTER_MS}.
 *
 * @param pageNow `performance.now()` of this page
 */
export function pictureHealth(
  state: Pick<LinkState, 'link' | 'baseMs' | 'arrivedAt'>,
  pageNow: number,
): PictureHealth {
  const reason = state.link.status === 'cut' ? state.link.reason : undefined;
  if (state.baseMs === undefined) return { kind: 'waiting', reason };
  const ageMs = Math.max(0, pageNow - state.arrivedAt);
  const sinceMs = state.baseMs;
  if (state.link.status === 'cut') return { kind: 'cut', ageMs, sinceMs, reason };
  if (state.link.status === 'connecting' && ageMs > FROZEN_AFTER_MS) {
    return { kind: 'cut', ageMs, sinceMs, reason };
  }
  if (state.link.status === 'stalled' || ageMs > FROZEN_AFTER_MS) {
    return { kind: 'stalled', ageMs, sinceMs, reason };
  }
  return { kind: 'live', ageMs };
}
