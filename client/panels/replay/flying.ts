/** A flight that begins when panels have opened: one that opens meanwhile would end it where it is. */

/** A drawing of the page, and a moment for the map to hear of it. */
const SETTLED_MS = 80;

export const onceSettled = (fly: () => void): void => void setTimeout(fly, SETTLED_MS);
