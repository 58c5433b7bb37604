/** Sizes of the base map for screens read from afar: the style is written for a desk, and grown here as a whole. */
import type { LayerSpecification } from 'maplibre-gl';

/** What is measured in CSS pixels; offsets are in ems and dashes in line widths, so they follow by themselves. */
const SIZES: ReadonlySet<string> = new Set([
  'text-size',
  'text-padding',
  'text-halo-width',
  'circle-radius',
  'circle-stroke-width',
  'line-width',
]);

/** A layer with everything in pixels `scale` times as large. */
export function grown<L extends LayerSpecification>(layer: L, scale: number): L {
  const grow = (properties: object | undefined): object =>
    Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, value]) => [
        name,
        SIZES.has(name) ? times(value, scale) : value,
      ]),
    );
  return {
    ...layer,
    ...('layout' in layer && { layout: grow(layer.layout) }),
    ...('paint' in layer && { paint: grow(layer.paint) }),
  };
}

/** Multiplies what an expression gives, not what it asks: the zoom must stay at its top (style specification). */
function times(value: unknown, scale: number): unknown {
  if (typeof value === 'number') return value * scale;
  if (!Array.isArray(value)) return value;
  const [operator] = value;
  // interpolate, kind, input, (stop, value)…
  if (operator === 'interpolate')
    return value.map((part, i) => (i > 3 && i % 2 === 0 ? times(part, scale) : part));
  // match, input, (label, value)…, otherwise
  return value.map((part, i) =>
    (i > 2 && i % 2 === 1) || i === value.length - 1 ? times(part, scale) : part,
  );
}
