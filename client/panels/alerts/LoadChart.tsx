/** A bar an hour, by priority, with the lines of what is good and what is a flood. */
import type { ReactNode } from 'react';
import { PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import { type AlertLoad, FLOOD } from '../../../proto/domain/alert/load.ts';
import { useWords } from '../../messages/words.ts';
import { formatClockUtc, formatDecimal } from '../../ui/format.ts';
import { INTERVALS_AN_HOUR, totalOf } from './load.ts';
import { GOOD_RATE } from './rate.ts';

const HEIGHT = 100;
/** The flood's line is always in sight. */
const LEAST_TOP = FLOOD.begins * 1.2;

export function LoadChart({ hours }: { readonly hours: AlertLoad['hours'] }): ReactNode {
  const t = useWords();
  const most = hours.reduce((max, { raised }) => Math.max(max, totalOf(raised)), 0) / INTERVALS_AN_HOUR;
  const top = Math.max(LEAST_TOP, most);
  const y = (rate: number): number => HEIGHT - (rate / top) * HEIGHT;
  const share = (rate: number): string => `${(rate / top) * 100}%`;
  return (
    <div className="load-chart">
      <div className="load-plot">
        <svg
          viewBox={`0 0 ${Math.max(1, hours.length)} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('alerts.load.hours.long', { most: formatDecimal(most) })}
        >
          {hours.map(({ fromMs, raised }, at) => {
            let below = 0;
            return (
              <g key={fromMs}>
                {PRIORITIES.map((priority) => {
                  const rate = raised[priority] / INTERVALS_AN_HOUR;
                  const from = below;
                  below += rate;
                  return rate === 0 ? null : (
                    <rect
                      key={priority}
                      className={`load-bar load-${priority}`}
                      x={at + 0.1}
                      width={0.8}
                      y={y(below)}
                      height={y(from) - y(below)}
                    />
                  );
                })}
              </g>
            );
          })}
        </svg>
        {(
          [
            [GOOD_RATE, t('alerts.load.good')],
            [FLOOD.begins, t('alerts.load.floods')],
          ] as const
        ).map(([rate, word]) => (
          <span key={rate} className="load-line num" style={{ insetBlockEnd: share(rate) }}>
            {formatDecimal(rate)} {word}
          </span>
        ))}
      </div>
      <div className="load-hours num" aria-hidden="true">
        {hours.map(({ fromMs }, at) => (
          <span key={fromMs}>{at % 3 === 0 ? formatClockUtc(fromMs) : ''}</span>
        ))}
      </div>
      <ul className="load-legend">
        {PRIORITIES.map((priority) => (
          <li key={priority}>
            <span className={`load-swatch load-${priority}`} aria-hidden="true" />
            {t(`alerts.priority.${priority}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
