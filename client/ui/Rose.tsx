/** A small compass rose: heading as a hull, course over ground as an arrow. North up. */
import type { ReactNode } from 'react';
import './rose.css';

interface RoseProps {
  /** What it shows, in words. */
  readonly label: string;
  readonly headingDeg: number | undefined;
  readonly courseDeg: number | undefined;
}

const TICKS = Array.from({ length: 36 }, (_, i) => i * 10);

export function Rose({ label, headingDeg, courseDeg }: RoseProps): ReactNode {
  return (
    <svg className="rose" viewBox="-50 -50 100 100" role="img" aria-label={label}>
      <circle r="47" className="rose-ring" />
      {TICKS.map((deg) => (
        <path
          key={deg}
          d={`M0 -47V${deg % 90 === 0 ? -38 : deg % 30 === 0 ? -41 : -44}`}
          transform={`rotate(${deg})`}
          className={deg === 0 ? 'rose-north' : 'rose-tick'}
        />
      ))}
      {courseDeg === undefined ? null : (
        <g transform={`rotate(${courseDeg})`} className="rose-course">
          <path d="M0 0V-34" />
          <path d="M-5 -27 0 -35 5 -27" />
        </g>
      )}
      {headingDeg === undefined ? (
        <circle r="4" className="rose-hull" />
      ) : (
        <g transform={`rotate(${headingDeg})`}>
          <path d="M0 -20C6 -12 6.5 -6 6.5 2V16H-6.5V2C-6.5 -6 -6 -12 0 -20Z" className="rose-hull" />
        </g>
      )}
    </svg>
  );
}
