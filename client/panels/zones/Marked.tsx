/** Whose it is, what for, and how far it may be told. */
import type { ReactNode } from 'react';
import type { Marking } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Field } from '../card/Field.tsx';

export function Marked({ marking }: { readonly marking: Marking }): ReactNode {
  const t = useWords();
  const agency = useRecords((records) => records.tables.agency.get(marking.owner)?.value);
  const owner = agency === undefined ? marking.owner : `${agency.name} (${agency.country})`;
  return (
    <dl className="card-section">
      <Field label={t('marking.owner')} value={owner} />
      <Field label={t('marking.purpose')} value={t(`marking.purpose.${marking.purpose}`)} />
      <Field
        label={t('marking.tlp')}
        value={marking.tlp === undefined ? t('marking.tlp.none') : t(`marking.tlp.${marking.tlp}`)}
      />
    </dl>
  );
}
