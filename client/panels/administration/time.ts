/** Times of the administration: the server's where a picture comes, this page's for those who see none. */
import { timeNowMs } from '../../store/clock.ts';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { parseWhen } from '../patrols/when.ts';

/** UTC epoch milliseconds, whole ones: the server takes no others. */
export const adminNowMs = (): number => Math.floor(timeNowMs(performance.now()) ?? Date.now());

/** What is typed: a moment, a time of today, or so much after now. Undefined: no time. */
export const typedMs = (text: string, nowMs: number): number | undefined => parseWhen(text, nowMs);

export const typed = (ms: number | undefined): string => (ms === undefined ? '' : formatFullMomentUtc(ms));
