/** What is said of a track that AIS has no field for: a unit's team, an aircraft's squawk, who reported it. */
import type { ReactNode } from 'react';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { formatCount, formatEstimate } from '../../ui/format.ts';
import { ClaimProbability } from './ClaimProbability.tsx';
import { Field } from './Field.tsx';
import type { CardShape } from './shape.ts';

/** For other systems, or shown where they belong. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['uid', 'contactId', 'saidBy']);

export function Remarks({
  detail,
  shape,
}: {
  readonly detail: TrackDetail;
  readonly shape: CardShape;
}): ReactNode {
  const t = useWords();
  const { remarks, count, altM, identity } = detail;
  // What AIS does not carry shows its call sign here; people on land have none.
  const callSign = shape.ais || shape.land ? undefined : identity.callSign;
  const said = Object.entries(remarks).filter(([name]) => !NOT_SHOWN.has(name));
  if (said.length === 0 && count === undefined && altM === undefined && callSign === undefined) return null;
  return (
    <section className="card-section" aria-label={t('card.remarks')}>
      <dl>
        {count === undefined ? null : <Field label={t('card.count')} value={formatCount(count)} />}
        {shape.ais || shape.land ? null : <ClaimProbability detail={detail} />}
        {callSign === undefined ? null : (
          <Field label={t('card.callSign')} value={callSign.value} claim={callSign} />
        )}
        {altM === undefined ? null : <Field label={t('card.altitude')} value={formatEstimate(altM)} />}
        {said.map(([name, value]) => (
          <Field
            key={name}
            label={wordFor(t, `remark.${name}`) ?? name}
            value={wordFor(t, `remark.${name}.${value}`) ?? value}
          />
        ))}
      </dl>
    </section>
  );
}
