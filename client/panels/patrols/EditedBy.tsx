/** Who else has the same open to change it. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { editorsOf, usePresence } from '../../store/presence.ts';

export function EditedBy({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const others = usePresence((presence) => presence.others);
  const editors = editorsOf({ others, mine: null }, 'patrol', id);
  if (editors.length === 0) return null;
  return (
    <p className="plan-presence" role="status">
      {t('patrol.presence', { who: editors.map(({ name }) => name).join(', ') })}
    </p>
  );
}
