/** How fast a replay runs, in words: paused, ×60, backwards ×60. */
import type { Words } from '../../messages/words.ts';
import { formatFactor } from '../../ui/format.ts';

export function rateWords(t: Words, rate: number): string {
  if (rate === 0) return t('replay.paused');
  return rate < 0 ? t('replay.backwards', { rate: formatFactor(-rate) }) : formatFactor(rate);
}
