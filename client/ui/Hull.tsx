/** A hull from above, bow to the right, true in its proportions, with the antenna where it stands. */
import type { ReactNode } from 'react';
import './hull.css';

interface HullProps {
  readonly label: string;
  /** Metres from the antenna (ITU-R M.1371-5 figure 41). */
  readonly toBowM: number;
  readonly toSternM: number;
  readonly toPortM: number;
  readonly toStarboardM: number;
}

const WIDTH = 300;
const HEIGHT = 60;
const MARGIN = 6;

export function Hull({ label, toBowM, toSternM, toPortM, toStarboardM }: HullProps): ReactNode {
  const length = toBowM + toSternM;
  const beam = toPortM + toStarboardM;
  if (length <= 0 || beam <= 0) return null;
  const scale = Math.min((WIDTH - 2 * MARGIN) / length, (HEIGHT - 2 * MARGIN) / beam);
  const l = length * scale;
  const b = beam * scale;
  // The bow tapers over a fifth of the length, never more than one and a half beams.
  const taper = Math.min(l * 0.25, b * 1.5);
  const left = (WIDTH - l) / 2;
  const top = (HEIGHT - b) / 2;
  const right = left + l;
  const x = left + toSternM * scale;
  const y = top + toPortM * scale;
  return (
    <svg className="hull" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path
        className="hull-body"
        d={`M${left} ${top}H${right - taper}Q${right - taper * 0.2} ${top} ${right} ${HEIGHT / 2}Q${right - taper * 0.2} ${top + b} ${right - taper} ${top + b}H${left}Z`}
      />
      <path className="hull-antenna" d={`M${x - 5} ${y}H${x + 5}M${x} ${y - 5}V${y + 5}`} />
      <circle className="hull-antenna" cx={x} cy={y} r="2.75" />
    </svg>
  );
}
