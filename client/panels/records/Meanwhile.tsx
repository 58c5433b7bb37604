/** Somebody else saved another version while this one is being written: said at once, not only when it is saved. */
import type { ReactNode } from 'react';
import type { RecordKind, Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import '../card/card.css';
import './records.css';

interface MeanwhileProps<K extends RecordKind> {
  readonly upon: Version<K>;
  readonly onLook: (theirs: Version<K>) => void;
}

export function Meanwhile<K extends RecordKind>({ upon, onLook }: MeanwhileProps<K>): ReactNode {
  const t = useWords();
  const now = useRecords(({ tables }) => (tables[upon.kind] as ReadonlyMap<string, Version<K>>).get(upon.id));
  if (now === undefined || now.version <= upon.version) return null;
  return (
    <div className="card-fault meanwhile" role="status">
      <p>{t('conflict.meanwhile', { who: now.byName })}</p>
      <Button label={t('conflict.look')} onClick={() => onLook(now)} />
    </div>
  );
}
