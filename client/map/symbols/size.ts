/** How large a symbol is drawn: smaller over a wide area, where many stand close. */

/** Full size, CSS pixels of the 24-unit grid, and the share of it that is left at low zoom. */
export const SYMBOL_PX = 24;
const SMALLEST = 0.62;
const SMALL_UP_TO_ZOOM = 6;
const FULL_FROM_ZOOM = 11;

/** CSS pixels of the drawing grid at a zoom; `scale` is the screen's readability factor. */
export function symbolPx(zoom: number, scale: number): number {
  const share = Math.min(1, Math.max(0, (zoom - SMALL_UP_TO_ZOOM) / (FULL_FROM_ZOOM - SMALL_UP_TO_ZOOM)));
  return SYMBOL_PX * scale * (SMALLEST + (1 - SMALLEST) * share);
}
