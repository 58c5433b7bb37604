/** What is typed into a form of the archive's, and sent once it is right. */
import { useState } from 'react';
import type { MessageKey } from '../../messages/words.ts';
import type { Checked } from './keepingdraft.ts';
import { adminNowMs } from './time.ts';
import type { Keeping } from './useKeeping.ts';

export interface KeepingFormProps<T> {
  readonly keeping: Keeping<T>;
  readonly onDone: () => void;
}

type TextOf<Draft> = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft];

interface KeepingDraft<Draft> {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  /** For a field of text; its fault once it was tried. */
  readonly field: (of: TextOf<Draft>) => {
    readonly value: string;
    readonly fault: MessageKey | undefined;
    readonly onType: (text: string) => void;
  };
  /** For the form's frame. */
  readonly frame: {
    readonly saving: boolean;
    readonly refused: string | undefined;
    readonly onSave: () => void;
    readonly onCancel: () => void;
  };
}

export function useKeepingDraft<Draft, T>(
  { keeping, onDone }: KeepingFormProps<T>,
  empty: Draft,
  method: 'POST' | 'DELETE',
  check: (draft: Draft, nowMs: number) => Checked<Draft>,
): KeepingDraft<Draft> {
  const [draft, setDraft] = useState(empty);
  const [tried, setTried] = useState(false);
  const checked = check(draft, adminNowMs());
  const change = (made: Partial<Draft>): void => setDraft((before) => ({ ...before, ...made }));
  const save = async (): Promise<void> => {
    setTried(true);
    if (checked.ok && (await keeping.ask(method, checked.body))) onDone();
  };
  return {
    ...{ draft, change },
    field: (of) => ({
      value: String(draft[of]),
      fault: tried && !checked.ok ? checked.faults[of] : undefined,
      onType: (text) => setDraft((before) => ({ ...before, [of]: text })),
    }),
    frame: {
      ...{ saving: keeping.saving, refused: keeping.refused },
      ...{ onSave: () => void save(), onCancel: onDone },
    },
  };
}
