/** What a station measured, row by row: what, its value with its unit, and when it was measured. Pure. */
import type { Weather } from '../../../proto/domain/application.ts';
import { type Words, wordFor } from '../../messages/words.ts';
import { type Measured, measured, type StationInfo } from '../../store/surroundings.ts';
import { formatBearing, formatSpeed } from '../../ui/format.ts';
import {
  formatCelsius,
  formatHeight,
  formatHpa,
  formatLevel,
  formatPermille,
  formatSeconds,
  formatVector,
  formatVisibility,
  formatWholePercent,
} from '../../ui/formatweather.ts';

export interface WeatherRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly observedMs: number;
  readonly isOld: boolean;
}

export function weatherRows(
  t: Words,
  station: Pick<StationInfo, 'parts'>,
  nowMs: number,
): readonly WeatherRow[] {
  const rows: WeatherRow[] = [];
  const of = <K extends keyof Weather>(field: K) => measured(station, field, nowMs);
  const add = (key: string, label: string, from: Measured<unknown>, value: string): void =>
    void rows.push({ key, label, value, observedMs: from.observedMs, isOld: from.isOld });
  const plain = <K extends keyof Weather>(
    field: K,
    text: (value: NonNullable<Weather[K]>) => string,
  ): void => {
    const one = of(field);
    const label = wordFor(t, `weather.${field}`);
    if (one && label) add(field, label, one, text(one.value));
  };

  const wind = of('windKn');
  const windFrom = of('windFromDeg');
  if (wind) add('wind', t('weather.wind'), wind, formatVector(wind.value, windFrom?.value));
  else if (windFrom) add('wind', t('weather.wind'), windFrom, formatBearing(windFrom.value));
  const gust = of('gustKn');
  if (gust) add('gust', t('weather.gust'), gust, formatVector(gust.value, of('gustFromDeg')?.value));
  for (const [i, current] of (of('currents')?.value ?? []).entries()) {
    const label =
      current.depthM === 0 ? t('weather.current') : t('weather.currentAt', { depth: `${current.depthM} m` });
    const direction = current.toDeg === undefined ? '' : ` → ${formatBearing(current.toDeg)}`;
    add(`current${i}`, label, of('currents')!, `${formatSpeed(current.kn)}${direction}`);
  }
  for (const kind of ['wave', 'swell'] as const) {
    const height = of(`${kind}HeightM`);
    if (!height) continue;
    const period = of(`${kind}PeriodS`)?.value;
    const from = of(`${kind}FromDeg`)?.value;
    const tall =
      period === undefined
        ? formatHeight(height.value)
        : t('weather.period', { height: formatHeight(height.value), period: formatSeconds(period) });
    const text = from === undefined ? tall : `${tall}, ${t('weather.from', { value: formatBearing(from) })}`;
    add(kind, t(kind === 'wave' ? 'weather.waves' : 'weather.swell'), height, text);
  }
  plain('seaState', (value) => t('weather.beaufort', { number: value }));
  plain('visibilityNm', (value) => formatVisibility(value, of('visibilityBeyond')?.value === true));
  plain('airC', formatCelsius);
  plain('waterC', formatCelsius);
  plain('pressureHpa', (value) => withTrend(t, formatHpa(value), of('pressureTendency')?.value));
  plain('humidityPercent', formatWholePercent);
  plain('dewPointC', formatCelsius);
  plain('waterLevelM', (value) =>
    withTrend(t, t('weather.datum', { level: formatLevel(value) }), of('waterLevelTrend')?.value),
  );
  plain('salinityPermille', formatPermille);
  plain(
    'precipitation',
    (value) =>
      wordFor(t, `weather.precipitation.${value}`) ?? t('weather.precipitation.other', { number: value }),
  );
  plain('ice', (value) => t(value ? 'weather.ice.yes' : 'weather.ice.no'));
  return rows;
}

const withTrend = (t: Words, text: string, trend: Weather['pressureTendency']): string =>
  trend === undefined ? text : `${text}, ${t(`weather.trend.${trend}`)}`;
