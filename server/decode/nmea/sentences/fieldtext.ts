/** Values as a sentence's fields carry them (IEC 61162-1); undefined is blank. */

/** `hhmmss.ss`. */
export function timeText(timeOfDayMs: number | undefined): string {
  if (timeOfDayMs === undefined) return '';
  // cut, not rounded: a time never moves into the future
  return new Date(timeOfDayMs).toISOString().slice(11, 22).replaceAll(':', '');
}

/** What would end a field or a line as `^` and its two hexadecimal digits. */
export const escaped = (value: string | undefined): string =>
  (value ?? '').replace(
    /[^\x20-\x7e]|[!$*,\\^~]/g,
    (character) => `^${(character.charCodeAt(0) & 255).toString(16).toUpperCase().padStart(2, '0')}`,
  );
