/** Who else has open what one looks at, so that two do not work against each other unawares. */
import { type ReactNode, useEffect } from 'react';
import type { RecordKind } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { editorsOf, usePresence } from '../../store/presence.ts';
import { useRecords } from '../../store/records.ts';
import { useServices } from '../services.ts';
import '../editors.css';

interface EditorsProps {
  readonly kind: RecordKind;
  readonly id: string;
}

export function Editors({ kind, id }: EditorsProps): ReactNode {
  const t = useWords();
  const presence = usePresence();
  const agencies = useRecords((records) => records.tables.agency);
  const found = editorsOf(presence, kind, id);
  return (
    <div className="editors" role="status">
      {found.map(({ by, name, agency }) => (
        <p key={by}>
          {t('presence.editing', { who: name, agency: agencies.get(agency)?.value.name ?? agency })}
        </p>
      ))}
    </div>
  );
}

/** Tells the others that this page has it open, as long as it has. */
export function useTellEditing(kind: RecordKind, id: string | undefined): void {
  const { tellPresence } = useServices();
  useEffect(() => {
    tellPresence(kind, id);
    return () => tellPresence(kind, undefined);
  }, [tellPresence, kind, id]);
}
