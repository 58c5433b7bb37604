/** What is wrong with several fields together. */
import type { ReactNode } from 'react';
import { type MessageKey, useWords } from '../../messages/words.ts';

export function Fault({ fault }: { readonly fault: MessageKey | undefined }): ReactNode {
  const t = useWords();
  if (fault === undefined) return null;
  return (
    <p className="card-fault" role="alert">
      {t(fault)}
    </p>
  );
}
