/** The common length of all course vectors: always shown, changed here or with [ and ]. */
import { ObiTrueRelativeVectorIec } from '@oicl/openbridge-webcomponents-react/icons/icon-true-relative-vector-iec.js';
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
      icon={<ObiTrueRelativeVectorIec />}
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
