/** How large a symbol is drawn: smaller over a wide area, where many stand close. */

/** Full size, CSS pixels of the 24-unit grid, and the share of it that is left at low zoom. */
export const SYMBOL_PX = 24;
const SMALLEST = 0.62;
const SMALL_UP_TO_ZOOM = 6;
const FULL_FROM_ZOOM = 11;

/** What is urgent or chosen keeps at least this share of a symbol's full size. */
const FOREMOST_SHARE = 0.85;

/** CSS pixels that the symbol of what is urgent or chosen has at least. */
export const foremostPx = (scale: number): number => FOREMOST_SHARE * SYMBOL_PX * scale;

/** CSS pixels of screen that a symbol should have to itself, and the smallest share of its size it shrinks to. */
const ROOM_PX2 = 550;
const SMALLEST_IN_A_CROWD = 0.55;
/** Shares come in steps, so that one ship more does not make all the others twitch. */
const STEPS = 8;

/** The share of their size that `shown` symbols keep where they are spread over `areaPx2`, 0.55…1. */
export function crowding(shown: number, areaPx2: number): number {
  if (shown === 0) return 1;
  const share = Math.sqrt(areaPx2 / (shown * ROOM_PX2));
  return Math.max(SMALLEST_IN_A_CROWD, Math.min(1, Math.ceil(share * STEPS) / STEPS));
}

/** CSS pixels of the drawing grid at a zoom; `scale` is the screen's readability factor, `crowded` {@link crowding}. */
export function symbolPx(zoom: number, scale: number, crowded: number): number {
  const share = Math.min(1, Math.max(0, (zoom - SMALL_UP_TO_ZOOM) / (FULL_FROM_ZOOM - SMALL_UP_TO_ZOOM)));
  return SYMBOL_PX * scale * crowded * (SMALLEST + (1 - SMALLEST) * share);
}
