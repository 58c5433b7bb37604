// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
/** One row of the board: a name, and what is planned in it. */
import { type CSSProperties, memo, type ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { formatMomentUtc } from '../../ui/format.ts';
import { BarView, placed } from './BarView.tsx';
import type { Row } from './boardrows.ts';
import type { Interval } from './night.ts';
import type { Span } from './timescale.ts';

interface BoardRowProps {
  readonly row: Row;
  readonly index: number;
  /** Lanes above it. */
  readonly top: number;
  readonly drawn: Span;
  readonly rows: 'units' | 'sectors';
  /** The chosen patrol, where it may be in this row. */
  readonly chosenBar: string | undefined;
  readonly chosen: boolean;
  /** The keyboard stands here. */
  readonly active: boolean;
}

export const rowDomId = (id: string): string => `board-row-${id}`;

export const BoardRow = memo(function BoardRow(props: BoardRowProps): ReactNode {
  const { row, index, top, drawn, rows, chosenBar, chosen, active } = props;
  const t = useWords();
  const until = drawn.fromMs + drawn.spanMs;
  const inSight = (each: Interval): boolean => each.untilMs >= drawn.fromMs && each.fromMs <= until;
  const times = ({ fromMs, untilMs }: Interval): { from: string; until: string } => ({
    from: formatMomentUtc(fromMs),
    until: formatMomentUtc(untilMs),
  });
  return (
    <div
      id={rowDomId(row.id)}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      className="board-row"
      data-chosen={chosen}
      data-active={active}
      data-even={index % 2 === 0}
      style={{ '--top': top, '--lanes': row.lanes } as CSSProperties}
    >
      <div
        role="rowheader"
        tabIndex={-1}
        className="board-name"
        title={row.subtitle === '' ? row.title : `${row.title} · ${row.subtitle}`}
      >
        <span className="board-name-title">{row.title}</span>
        <span className="board-name-more quiet">{row.subtitle}</span>
        {row.unit?.unavailable === undefined ? null : (
          <span className="board-out" title={t('unit.unavailable', row.unit.unavailable)}>
            ⊘<span className="for-screen-readers">{t('unit.unavailable', row.unit.unavailable)}</span>
          </span>
        )}
      </div>
      <div role="gridcell" tabIndex={-1} className="board-lanes">
        {row.voids.filter(inSight).map((gap) => (
          <span
            key={`void-${gap.fromMs}`}
            role="img"
            className="board-void"
            aria-label={t('board.void.long', times(gap))}
            title={t('board.void.long', times(gap))}
            style={placed(drawn.fromMs, gap.fromMs, gap.untilMs)}
          >
            <span className="board-void-word">{t('board.void')}</span>
          </span>
        ))}
        {row.bars
          .filter(({ bar }) => inSight(bar))
          .map(({ bar, lane }) => (
            <BarView
              key={bar.id}
              bar={bar}
              lane={lane}
              originMs={drawn.fromMs}
              rowId={row.id}
              rows={rows}
              chosen={bar.id === chosenBar}
            />
          ))}
        {row.clashes.filter(inSight).map((clash) => (
          <span
            key={`clash-${clash.fromMs}`}
            role="img"
            className="board-clash"
            aria-label={t('board.clash.long', times(clash))}
            title={t('board.clash.long', times(clash))}
            style={placed(drawn.fromMs, clash.fromMs, clash.untilMs)}
          />
        ))}
        {row.ticks
          .filter(({ atMs }) => inSight({ fromMs: atMs, untilMs: atMs }))
          .map(({ id, task, atMs }) => {
            const words = t('board.task.long', {
              kind: t(`order.kind.${task.kind}`),
              state: t(`order.state.${task.state}`),
              time: formatMomentUtc(atMs),
            });
            return (
              <span
                key={id}
                role="img"
                className="board-task"
                data-state={task.state}
                aria-label={words}
                title={words}
                style={placed(drawn.fromMs, atMs)}
              />
            );
          })}
      </div>
    </div>
  );
});
