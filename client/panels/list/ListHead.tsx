// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
/** The columns' heads: each sorts. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { type SortColumn, sortBy } from './order.ts';
import { useListOrder } from './useOrder.ts';

const COLUMNS: readonly SortColumn[] = ['class', 'name', 'flag', 'sog', 'cog', 'age'];

export function ListHead({ flags }: { readonly flags: boolean }): ReactNode {
  const t = useWords();
  const sort = useListOrder((order) => order.sort);
  return (
    <div role="rowgroup">
      <div className="list-row list-head" role="row" aria-rowindex={1} tabIndex={-1}>
        {COLUMNS.filter((column) => flags || column !== 'flag').map((column) => {
          const by = sort.column === column;
          const long =
            column === 'sog' || column === 'cog' || column === 'age'
              ? t(`list.${column}.long`)
              : t(`list.${column}`);
          return (
            <div
              key={column}
              role="columnheader"
              tabIndex={-1}
              className={`list-${column}`}
              aria-sort={by ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                title={t('list.sort', { column: long })}
                onClick={() => useListOrder.setState({ sort: sortBy(sort, column) })}
              >
                {column === 'class' ? (
                  <span className="for-screen-readers">{t('list.class')}</span>
                ) : (
                  t(`list.${column}`)
                )}
                <span aria-hidden="true" className="list-sort">
                  {by ? (sort.descending ? '▾' : '▴') : column === 'class' ? '◇' : ''}
                </span>
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
