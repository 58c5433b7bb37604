/** A measured value or its limit, as its unit is read: lengths in nautical miles, times in minutes, shares in per cent. */
import type { Measure } from '../../proto/domain/alert/alert.ts';
import {
  formatAge,
  formatCount,
  formatDecimal,
  formatDegrees,
  formatEstimate,
  formatKmh,
  formatPercent,
  formatRange,
  formatSpeed,
} from './format.ts';

export function formatMeasure({ value, unit }: Measure): string {
  switch (unit) {
    case 'm':
      return formatRange(value);
    case 's':
      return formatAge(value * 1000);
    case 'kn':
      // Beyond any ship's speed tenths mean nothing.
      return value < 100 ? formatSpeed(value) : `${formatCount(value)} kn`;
    case 'deg':
      return formatDegrees(value);
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

/** The same as people on land say it: `900 m`, `4.1 km/h`. */
export function formatMeasureOnLand(measure: Measure): string {
  if (measure.unit === 'm') return formatEstimate(Math.max(0, Math.round(measure.value)));
  return measure.unit === 'kn' ? formatKmh(measure.value) : formatMeasure(measure);
}
