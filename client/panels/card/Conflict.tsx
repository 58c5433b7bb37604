/** Several transmitters claim one MMSI: says so and leads to the others. */
import { ObiCautionColorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-caution-color-iec.js';
import type { ReactNode } from 'react';
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { select } from '../../store/view.ts';
import { centreOn } from '../actions.ts';
import { useServices } from '../services.ts';

export function Conflict({ detail }: { readonly detail: TrackDetail }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const nameOf = (id: TrackId): string => {
    const row = table.rowOf(id);
    const name = row === undefined ? undefined : table.statics[row]?.name;
    return name || (detail.mmsi ?? t('track.unknown', { id }));
  };
  return (
    <section className="card-section card-conflict">
      <p>
        <span className="button-icon" aria-hidden="true">
          <ObiCautionColorIec useCssColor />
        </span>
        {t('card.conflict')}
      </p>
      <ul aria-label={t('card.conflict.with')}>
        {detail.conflictsWith.map((id) => (
          <li key={id}>
            <button
              type="button"
              className="card-link"
              onClick={() => {
                select(id);
                centreOn(table, id);
              }}
            >
              {nameOf(id)} <span className="quiet num">#{id}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
