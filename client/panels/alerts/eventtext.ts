/** What stands behind a line of an alert's history, in words. Pure. */
import type { Alert, AlertEvent } from '../../../proto/domain/alert/alert.ts';
import { type Words, wordFor } from '../../messages/words.ts';

/**
 * What people wrote stays as they wrote it; a verdict and a reason of ours are in the catalogue, and another alert is
 * named by its sentence.
 *
 * @param nameOf the sentence of an alert that one sees; undefined of one that is not told here
 */
export function eventText(
  t: Words,
  { what, text }: Pick<AlertEvent, 'what' | 'text'>,
  nameOf: (id: Alert['id']) => string | undefined,
): string | undefined {
  if (text === undefined) return undefined;
  switch (what) {
    case 'judge':
      return wordFor(t, `alerts.verdict.${text}`) ?? text;
    case 'retracted':
      return wordFor(t, `retraction.${text}`) ?? text;
    case 'join':
      return nameOf(text);
    default:
      return text;
  }
}
