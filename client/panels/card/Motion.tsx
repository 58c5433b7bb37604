/** How she moves and where she is, from the columns as they are now. */
import { ObiContentCopyGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-content-copy-google.js';
import { type ReactNode, useState } from 'react';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { type TrackDetail, TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import {
  formatBearing,
  formatLatitude,
  formatLongitude,
  formatPosition,
  formatSpeed,
  formatTurn,
} from '../../ui/format.ts';
import { Rose } from '../../ui/Rose.tsx';
import { useServices } from '../services.ts';
import { Field } from './Field.tsx';

interface MotionProps {
  readonly row: number | undefined;
  readonly detail: TrackDetail | undefined;
}

/** What stays where it is and has no status of navigation. */
const FIXED: ReadonlySet<number> = new Set([
  TrackKind.atonPhysical,
  TrackKind.atonVirtual,
  TrackKind.baseStation,
]);

const present = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;

export function Motion({ row, detail }: MotionProps): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const at = row ?? -1;
  const statics = table.statics[at];
  const live = row !== undefined;
  const sog = live ? present(table.sogKn[at]) : detail?.sogKn;
  const course = live ? present(table.cogDeg[at]) : detail?.cogDeg;
  const heading = live ? present(table.headingDeg[at]) : detail?.headingDeg;
  const turn = detail?.turnDegPerMin ?? statics?.turnDegPerMin ?? undefined;
  const status = detail?.navStatus ?? statics?.navStatus ?? undefined;
  const lon = live ? table.lonLat[2 * at] : detail?.lon;
  const lat = live ? table.lonLat[2 * at + 1] : detail?.lat;
  const accurate = live ? ((table.state[at] ?? 0) & TrackStateBits.accurate) !== 0 : undefined;
  const fixed = FIXED.has(detail?.kind ?? table.kind[at] ?? TrackKind.unknown);
  return (
    <>
      {fixed ? null : (
        <section className="card-section card-motion" aria-label={t('card.motion')}>
          <dl className="card-figures">
            <div>
              <dt className="label">{t('card.sog')}</dt>
              <dd className="num">{formatSpeed(sog)}</dd>
            </div>
            <div>
              <dt className="label">{t('card.cog')}</dt>
              <dd className="num">{formatBearing(course)}</dd>
            </div>
            <div>
              <dt className="label">{t('card.heading')}</dt>
              <dd className="num">{formatBearing(heading)}</dd>
            </div>
            <div>
              <dt className="label">{t('card.turn')}</dt>
              <dd className="num">{formatTurn(turn)}</dd>
            </div>
          </dl>
          <Rose
            label={t('card.compass', { heading: formatBearing(heading), course: formatBearing(course) })}
            headingDeg={heading}
            courseDeg={sog !== undefined && sog < 0.1 ? undefined : course}
          />
        </section>
      )}
      <section className="card-section" aria-label={t('card.position')}>
        <div className="card-position num">
          <span>{formatLatitude(lat)}</span>
          <span>{formatLongitude(lon)}</span>
          <CopyPosition lat={lat} lon={lon} />
        </div>
        <dl>
          {fixed ? null : (
            <Field
              label={t('card.status')}
              value={status === undefined ? undefined : wordFor(t, `nav.${status}`)}
            />
          )}
          <Field
            label={t('card.accuracy')}
            value={
              accurate === undefined ? undefined : t(accurate ? 'card.accuracy.high' : 'card.accuracy.low')
            }
          />
        </dl>
      </section>
    </>
  );
}

function CopyPosition({
  lat,
  lon,
}: {
  readonly lat: number | undefined;
  readonly lon: number | undefined;
}): ReactNode {
  const t = useWords();
  const [said, setSaid] = useState<string>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(formatPosition(lat, lon));
      setSaid(t('card.copied'));
    } catch {
      setSaid(t('card.copy.failed'));
    }
    setTimeout(() => setSaid(undefined), 2000);
  };
  return (
    <>
      <span className="card-copied" role="status">
        {said ?? ''}
      </span>
      <Button
        label={t('card.copy')}
        icon={<ObiContentCopyGoogle />}
        iconOnly
        look="flat"
        disabled={lat === undefined || lon === undefined}
        onClick={copy}
      />
    </>
  );
}
