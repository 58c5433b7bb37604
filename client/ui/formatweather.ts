/** Numbers of wind, sea and cargo as text, beside `format.ts`: each with its unit. */
import { formatBearing, formatCount, formatSpeed } from './format.ts';

/** `21.5 °C`, `−3.0 °C`. */
export const formatCelsius = (celsius: number): string => `${signedText(celsius, 1)} °C`;

/** `1013 hPa`. */
export const formatHpa = (hpa: number): string => `${Math.round(hpa)} hPa`;

/** `1.2 m`, `0.35 m` of heights that matter to the decimetre; a level may lie below its datum: `−0.12 m`. */
export const formatHeight = (m: number): string => `${m.toFixed(1)} m`;
export const formatLevel = (m: number): string => `${signedText(m, 2)} m`;

/** `6 s`. */
export const formatSeconds = (seconds: number): string => `${Math.round(seconds)} s`;

/** `38.2 ‰`. */
export const formatPermille = (permille: number): string => `${permille.toFixed(1)} ‰`;

/** A percentage that is one already: `64 %`. */
export const formatWholePercent = (percent: number): string => `${Math.round(percent)} %`;

/** `8.0 NM`; `> 8.0 NM` where the instrument sees no farther. */
export const formatVisibility = (nm: number, beyond: boolean): string =>
  `${beyond ? '> ' : ''}${nm.toFixed(1)} NM`;

/** `330° 12.0 kn`, `12.0 kn` where nobody says from where. */
export const formatVector = (kn: number, deg: number | undefined): string =>
  deg === undefined ? formatSpeed(kn) : `${formatBearing(deg)} ${formatSpeed(kn)}`;

/** Of the map: `12 kn`, `12 G18 kn`. */
export const formatWindShort = (kn: number, gustKn: number | undefined): string =>
  gustKn === undefined || Math.round(gustKn) <= Math.round(kn)
    ? `${Math.round(kn)} kn`
    : `${Math.round(kn)} G${Math.round(gustKn)} kn`;

/** Metric tonnes: `900 t`, `1 250 t`, `2.5 t`; in one piece, wherever the line ends. */
export const formatTonnes = (t: number): string =>
  `${t < 10 && !Number.isInteger(t) ? t.toFixed(1) : formatCount(t)} t`.replaceAll(' ', '\u00a0');

/** `UN 1203`, four digits. */
export const formatUn = (number: number): string => `UN ${String(number).padStart(4, '0')}`;

const signedText = (value: number, digits: number): string =>
  `${value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
