/** Where an agreement holds: the outlines of its areas beside each other, numbered as they are listed. */
import type { ReactNode } from 'react';
import type { Area } from '../../../proto/domain/operations/area.ts';
import { useWords } from '../../messages/words.ts';
import { drawnOutlines } from './outline.ts';

const WIDTH = 320;
const HEIGHT = 180;

export function AreaOutline({ areas }: { readonly areas: readonly Area[] }): ReactNode {
  const t = useWords();
  const { paths, middles } = drawnOutlines(areas, WIDTH, HEIGHT, 12);
  if (paths.length === 0) return null;
  return (
    <svg
      className="admin-outline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('agreement.outline')}
    >
      {paths.map((path, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the list
        <path key={i} d={path} />
      ))}
      {middles.map(([x, y], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the list
        <text key={i} x={x} y={y}>
          {i + 1}
        </text>
      ))}
    </svg>
  );
}
