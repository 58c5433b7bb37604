/** Somebody else changed it meanwhile: whose goes on is for a person to say. */
import type { ReactNode } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc } from '../../ui/format.ts';

interface OvertakenProps {
  readonly theirs: Version;
  /** The form shows theirs. */
  readonly onTheirs: () => void;
  /** The form stays as it is, upon their version. */
  readonly onMine: () => void;
}

export function Overtaken({ theirs, onTheirs, onMine }: OvertakenProps): ReactNode {
  const t = useWords();
  return (
    <div className="admin-warning" role="alert" aria-label={t('conflict.label')}>
      <p>{t('conflict.what', { who: theirs.byName, time: formatMomentUtc(theirs.atMs) })}</p>
      <div className="admin-buttons">
        <Button label={t('conflict.takeTheirs')} onClick={onTheirs} />
        <Button label={t('conflict.takeMine')} onClick={onMine} />
      </div>
    </div>
  );
}
