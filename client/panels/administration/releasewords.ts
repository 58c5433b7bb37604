/** A release in words: what, and how much of it. Pure. */
import type { Reduction, Released } from '../../../proto/domain/operations/agency.ts';
import type { RecordKind } from '../../../proto/domain/operations/record.ts';
import { type Words, wordFor } from '../../messages/words.ts';
import type { FeedView } from '../../store/link.ts';
import type { Tables } from '../../store/records.ts';
import { formatAge, formatMetres } from '../../ui/format.ts';
import { recordName } from '../patrols/findingwords.ts';

export function releasedWords(t: Words, tables: Tables, feeds: readonly FeedView[], what: Released): string {
  if (what.kind === 'feed') {
    const name = feeds.find(({ id }) => id === what.feedId)?.name ?? what.feedId;
    return t('release.named.feed', { name });
  }
  if (what.kind === 'track') return t('release.named.track', { name: what.trackId });
  return t('release.named.record', {
    kind: wordFor(t, `release.record.${what.record}`) ?? what.record,
    name: recordName(tables, what.record as RecordKind, what.id) ?? what.id,
  });
}

export function reductionWords(t: Words, reduction: Reduction | undefined): string {
  if (reduction === undefined) return t('release.how.whole');
  const { withoutIdentity, roundM, delayMs } = reduction;
  const parts = [
    withoutIdentity ? t('release.how.nameless') : '',
    roundM === undefined ? '' : t('release.how.round', { metres: formatMetres(roundM) }),
    delayMs === undefined ? '' : t('release.how.delay', { age: formatAge(delayMs) }),
  ];
  return parts.filter(Boolean).join(', ') || t('release.how.whole');
}
