/** Whether an agreement covers a release. */
import type { Release } from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import { mustBeAgreed } from '../../../proto/domain/operations/releasable.table.ts';
import type { OperationFault } from '../outcome.ts';
import { invalid, refused } from './references.ts';

/** Why the agreement does not cover the release; undefined: it does. */
export function uncovered(release: Release, agreement: Agreement): OperationFault | undefined {
  const { marking, to, fromMs, untilMs } = release;
  if (!agreement.parties.includes(marking.owner))
    return refused('its owner is not a party to the agreement', 'agreement', 'cite another agreement');
  const stranger = to.findIndex((one) => !agreement.parties.includes(one));
  if (stranger >= 0)
    return refused(
      `"${to[stranger]}" is not a party to the agreement`,
      `to.${stranger}`,
      'name its parties alone',
    );
  if (fromMs < agreement.fromMs)
    return refused('it begins before the agreement', 'fromMs', 'begin when the agreement is in force');
  if (untilMs > agreement.untilMs)
    return refused(
      'it would last longer than the agreement',
      'untilMs',
      'end it with the agreement at the latest',
    );
  const categories = mustBeAgreed(release.what, marking.retention);
  if (categories.length === 0)
    return invalid('people, agencies and agreements are not released', 'what', 'release what they own');
  if (!categories.some((one) => agreement.release.includes(one)))
    return refused(
      `the agreement does not name ${categories.join(' or ')} among what may be released`,
      'what',
      'cite another agreement',
    );
  return undefined;
}
