/** What bars and signs of the board mean. */
import type { ReactNode } from 'react';
import { PATROL_STATES } from '../../../proto/domain/operations/patrol.ts';
import { useWords } from '../../messages/words.ts';
import { Popover } from '../../ui/Popover.tsx';
import { StateSign } from './StateSign.tsx';

export function Legend(): ReactNode {
  const t = useWords();
  return (
    <Popover label={t('board.legend')} look="flat" align="end">
      <ul className="board-legend">
        {PATROL_STATES.map((state) => (
          <li key={state}>
            <span className="bar board-legend-bar" data-state={state}>
              <StateSign state={state} />
            </span>
            {t(`patrol.state.${state}`)}
          </li>
        ))}
        <li>
          <span className="bar board-legend-bar" data-state="draft" data-edited="true" />
          {t('board.legend.edited')}
        </li>
        <li>
          <span className="board-void board-legend-bar" />
          {t('board.legend.void')}
        </li>
        <li>
          <span className="board-clash board-legend-bar" />
          {t('board.legend.clash')}
        </li>
        <li>
          <span className="board-legend-bar">
            <span className="board-task" />
          </span>
          {t('board.legend.task')}
        </li>
        <li>
          <span className="board-night board-legend-bar" />
          {t('board.legend.night')}
        </li>
      </ul>
    </Popover>
  );
}
