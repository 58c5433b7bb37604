/** Under the map: where the cursor is, what is measured, the scale, and what the chart is and is not. */
import type { ReactNode } from 'react';
import { bearingDeg, distanceM } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import { useView } from '../../store/view.ts';
import { formatBearing, formatLatitude, formatLongitude, formatRange, formatScale } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useServices } from '../services.ts';
import { scaleDenominator } from './scale.ts';
import './bottombar.css';

export function BottomBar(): ReactNode {
  const t = useWords();
  return (
    <footer className="bottombar">
      <h2 className="for-screen-readers">{t('bar.label')}</h2>
      <Cursor />
      <Measured />
      <span className="bottombar-notice">{t('bar.notice')}</span>
      <Credits />
      <Scale />
    </footer>
  );
}

function Cursor(): ReactNode {
  const t = useWords();
  const cursor = useView((view) => view.cursor);
  return (
    <span className="bottombar-cursor num">
      <span className="label">{t('bar.cursor')}</span>
      <span>{formatLatitude(cursor?.lat)}</span>
      <span>{formatLongitude(cursor?.lon)}</span>
    </span>
  );
}

function Measured(): ReactNode {
  const t = useWords();
  const measure = useView((view) => view.measure);
  const cursor = useView((view) => view.cursor);
  if (measure === undefined) return null;
  const to = measure.to ?? (cursor === undefined ? undefined : ([cursor.lon, cursor.lat] as const));
  const text =
    measure.from === undefined || to === undefined
      ? t('tools.measure.hint')
      : describe(measure.from, to, (range, bearing) => t('tools.measure.result', { range, bearing }));
  return (
    <span className="bottombar-measure num">
      <span className="label">{t('tools.measure')}</span>
      <strong>{text}</strong>
    </span>
  );
}

function describe(
  from: readonly [number, number],
  to: readonly [number, number],
  words: (range: string, bearing: string) => string,
): string {
  const a = { lon: degrees(from[0]), lat: degrees(from[1]) };
  const b = { lon: degrees(to[0]), lat: degrees(to[1]) };
  return words(formatRange(distanceM(a, b)), formatBearing(bearingDeg(a, b)));
}

function Scale(): ReactNode {
  const t = useWords();
  const viewport = useView((view) => view.viewport);
  const text =
    viewport === undefined
      ? formatScale(undefined)
      : formatScale(scaleDenominator(viewport.zoom, (viewport.south + viewport.north) / 2));
  return (
    <span className="bottombar-scale num">
      <span className="label">{t('bar.scale')}</span>
      <span>{text}</span>
    </span>
  );
}

function Credits(): ReactNode {
  const t = useWords();
  const { credits } = useServices();
  if (credits.length === 0) return null;
  return (
    <Popover label={t('bar.credits')} look="flat" side="above" align="end">
      <ul className="credits">
        {credits.map(({ name, licence, url }) => (
          <li key={name}>
            <a href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
            <span className="quiet">{licence}</span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
