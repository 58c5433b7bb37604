/** What is held: the one thing on the board that is drawn with every move of the hand. */
import type { CSSProperties, ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { formatMomentUtc } from '../../ui/format.ts';
import { placed } from './BarView.tsx';
import type { Row } from './boardrows.ts';
import { useGhost } from './dragging.ts';
import { useEdit } from './edit.ts';
import { spanWords } from './findingwords.ts';
import type { Span } from './timescale.ts';

interface GhostBarProps {
  readonly drawn: Span;
  readonly tops: Float64Array;
  readonly rows: readonly Row[];
}

export function GhostBar({ drawn, tops }: GhostBarProps): ReactNode {
  const t = useWords();
  const ghost = useGhost((state) => state.ghost);
  const errors = useEdit(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  const warnings = useEdit(({ findings }) => findings.length > 0);
  if (ghost === undefined) return null;
  const { fromMs, untilMs } = ghost.value;
  return (
    <div
      className="board-ghost-lanes"
      style={{ '--top': tops[ghost.row] ?? 0 } as CSSProperties}
      aria-hidden="true"
    >
      <span
        className="board-ghost num"
        data-found={errors ? 'error' : warnings ? 'warning' : 'none'}
        style={placed(drawn.fromMs, fromMs, untilMs)}
      >
        <span className="board-ghost-words">
          {t('board.drag', {
            from: formatMomentUtc(fromMs),
            until: formatMomentUtc(untilMs),
            span: spanWords(fromMs, untilMs),
          })}
        </span>
      </span>
    </div>
  );
}
