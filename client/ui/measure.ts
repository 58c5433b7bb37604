/** A measured value or its limit, as its unit is read: lengths in nautical miles, times in minutes, shares in per cent. */
import type { Measure } from '../../proto/domain/alert/alert.ts';
import { formatAge, formatCount, formatDecimal, formatPercent, formatRange, formatSpeed } from './format.ts';

export function formatMeasure({ value, unit }: Measure): string {
  switch (unit) {
    case 'm':
      return formatRange(value);
    case 's':
      return formatAge(value * 1000);
    case 'kn':
      return formatSpeed(value);
    case 'deg':
      return `${formatDecimal(value)}°`;
    case 'count':
      return Number.isInteger(value) ? formatCount(value) : formatDecimal(value);
    case 'ratio':
      // A ratio beyond one is how many times, not a share.
      return value > 1 ? `×${formatDecimal(value)}` : formatPercent(value);
    case 'degPerMin':
      return `${formatDecimal(value)}°/min`;
    case 'none':
      return formatDecimal(value);
    default:
      return unit satisfies never;
  }
}

/** A number exactly, as it is typed into a field. */
export const formatTyped = (value: number): string => String(value);
