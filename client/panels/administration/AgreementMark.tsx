/** How an agreement stands: by its words and its shape, not by colour alone. */
import type { ReactNode } from 'react';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import { useWords } from '../../messages/words.ts';
import { agreementState } from './agreementdraft.ts';

export function AgreementMark({
  value,
  nowMs,
}: {
  readonly value: Agreement;
  readonly nowMs: number;
}): ReactNode {
  const t = useWords();
  const state = agreementState(value, nowMs);
  return (
    <span className="admin-mark" data-state={state}>
      {t(`agreement.state.${state}`)}
    </span>
  );
}
