/** The common length of all course vectors: always shown, changed here or with [ and ]. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useView, VECTOR_MINUTES } from '../../store/view.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Popover } from '../../ui/Popover.tsx';

export function VectorMenu(): ReactNode {
  const t = useWords();
  const minutes = useView((view) => view.vectorMin);
  const shown = useView((view) => view.layers.vectors);
  const name = (count: number): string => (count === 0 ? t('vector.off') : t('vector.minutes', { count }));
  return (
    <Popover
      label={`${t('vector.label')} ${shown ? name(minutes) : t('vector.off')}`}
      title={t('vector.long')}
      icon={<VectorIcon />}
      look="flat"
      hotkey="[ ]"
      align="end"
    >
      {VECTOR_MINUTES.map((choice) => (
        <Choice
          key={choice}
          group="vector"
          label={name(choice)}
          checked={choice === (shown ? minutes : 0)}
          onChoose={() =>
            useView.setState(({ layers }) => ({
              vectorMin: choice,
              layers: { ...layers, vectors: choice > 0 },
            }))
          }
        />
      ))}
    </Popover>
  );
}

/** A ship and her course vector; OpenBridge's vector icon is about true and relative, which is another thing. */
function VectorIcon(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" aria-hidden="true">
      <path d="M5 21 6.5 12.5 12.5 17.5Z" />
      <path d="M9.5 15 20 4" strokeDasharray="3.5 2.5" />
    </svg>
  );
}
