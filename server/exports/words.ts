/** Numbers as files have them. */

/** `2026-07-01T05:00:00.000Z`. */
export const isoOf = (ms: number): string => new Date(ms).toISOString();
/** `20260701T0500Z`, for names of files. */
export const compactTime = (ms: number): string => `${isoOf(ms).replace(/[-:]/g, '').slice(0, 13)}Z`;
/** 1e-6 degree as degrees. */
export const degOf = (e6: number): number => e6 / 1e6;
/** Tenths; absent stays so. */
export const tenthOf = (tenths: number | null): number | null => (tenths === null ? null : tenths / 10);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** What XML 1.0 and HTML cannot hold is left out: control characters, halves of letters. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"\r]/g, (one) => ESCAPES[one] ?? one);
