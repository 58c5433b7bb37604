/** One line of the card: what, its value, and who says so since when. */
import type { ReactNode } from 'react';
import { UNSAID } from '../../../proto/domain/record/replay.ts';
import type { Claim } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useReplayed } from '../../store/replay.ts';
import { ABSENT, formatAge, formatAgeShort } from '../../ui/format.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string | undefined;
  /** Who said it and when, where the server told. */
  readonly claim?: Claim<unknown> | undefined;
}

export function Field({ label, value, claim }: FieldProps): ReactNode {
  const t = useWords();
  const now = timeNowMs(performance.now());
  const past = useReplayed();
  const known = value !== undefined && value !== '' && value !== ABSENT;
  const from =
    claim === undefined || now === undefined
      ? undefined
      : { feed: claim.feedId, age: formatAge(now - claim.observedMs) };
  return (
    <div className="field-line">
      <dt>{label}</dt>
      <dd className={known ? undefined : 'quiet'}>
        {known ? value : ABSENT}
        {claim?.ambiguous === true ? <span className="field-doubt">?</span> : null}
      </dd>
      {from === undefined || claim === undefined || now === undefined || past ? null : (
        <dd
          className="field-from num"
          title={t(claim.ambiguous === true ? 'card.claim.ambiguous' : 'card.claim', from)}
        >
          {claim.feedId} · {formatAgeShort(now - claim.observedMs)}
        </dd>
      )}
      {past && claim !== undefined && claim.feedId !== UNSAID ? (
        <dd className="field-from" title={t('replay.card.claim', { feed: claim.feedId })}>
          {claim.feedId}
        </dd>
      ) : null}
    </div>
  );
}
