/** Areas and lines for questions: of what is drawn, and of zones and sectors that are there. Pure. */
import { wrapLongitude } from '../../../../proto/domain/geo.ts';
import type { Shape } from '../../../../proto/domain/operations/area.ts';
import type { Corners } from '../../../../proto/domain/record/questions.ts';
import { outline } from '../../../../proto/domain/shapes/outline.ts';
import { pathOf } from '../../../../proto/domain/shapes/path.ts';
import type { Tables } from '../../../store/records.ts';

/** Corners of a question at most; a finer outline is thinned evenly. */
const MOST_CORNERS = 500;
const LINE_TOLERANCE_M = 50;

const thinned = (corners: Corners): Corners => {
  const every = Math.ceil(corners.length / MOST_CORNERS);
  return every <= 1 ? corners : corners.filter((_, at) => at % every === 0);
};

/** The outer ring of an area (the largest where it lies on both sides of the antimeridian), or the points of a line. */
export function cornersOfShape(shape: Shape): Corners {
  if (shape.kind === 'line') {
    const { xs, ys } = pathOf(shape.line, { closed: false, toleranceM: LINE_TOLERANCE_M });
    return thinned(Array.from(xs, (lon, at) => [ys[at]!, wrapLongitude(lon)] as const));
  }
  const rings = outline(shape).map(([ring = []]) => ring);
  const [ring = []] = rings.toSorted((a, b) => b.length - a.length);
  return thinned(ring.map(({ lat, lon }) => [lat, wrapLongitude(lon)] as const));
}

export interface Place {
  readonly key: string;
  readonly name: string;
  readonly shape: Shape;
}

/** What may be taken for an area, or for a line, by name. */
export function placesOf(
  { zone, sector }: Pick<Tables, 'zone' | 'sector'>,
  kind: 'area' | 'line',
): readonly Place[] {
  const zones = [...zone.values()]
    .filter(({ value }) => (value.shape.kind === 'line') === (kind === 'line'))
    .map(({ id, value }) => ({ key: `zone/${id}`, name: value.name, shape: value.shape }));
  const sectors =
    kind === 'line'
      ? []
      : [...sector.values()].map(({ id, value }) => ({
          key: `sector/${id}`,
          name: value.name,
          shape: value.area,
        }));
  return [...zones, ...sectors].sort((a, b) => a.name.localeCompare(b.name));
}
