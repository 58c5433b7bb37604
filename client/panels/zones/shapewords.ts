/** A shape in a few words: what it is, of how many corners, how large. Pure. */
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { areaM2, lengthM, perimeterM } from '../../../proto/domain/shapes/measure.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import type { Words } from '../../messages/words.ts';
import { formatArea, formatLength } from '../../ui/format.ts';

const cornerCount = (shape: Shape): number => {
  switch (shape.kind) {
    case 'polygon':
      return shape.rings.reduce((sum, ring) => sum + ring.length, 0);
    case 'circle':
      return 1;
    default:
      return shape.line.length;
  }
};

/** Of an area its size, of a line its length. */
export const sizeText = (shape: Shape): string =>
  shape.kind === 'line' ? formatLength(lengthM(shape.line)) : formatArea(areaM2(shape));

/** The length of an area's edge, or of the line. */
export const edgeText = (shape: Shape): string => formatLength(perimeterM(shape));

/** What it is, and of how many corners. */
export function kindText(t: Words, shape: Shape): string {
  const kind = t(`draw.kind.${shape.kind}`);
  const count = cornerCount(shape);
  return shape.kind === 'circle' ? kind : `${kind} · ${t('draw.count', { count })}`;
}

export const shapeText = (t: Words, shape: Shape): string => `${kindText(t, shape)} · ${sizeText(shape)}`;

/** Where it lies, to bring it into sight. */
export const placesOfShape = (shape: Shape): readonly LatLon[] =>
  shape.kind === 'line' ? shape.line : outline(shape).flat(2);
