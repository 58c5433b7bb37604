/** How she moves and where she is, from the columns as they are now. */
import { ObiContentCopyGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-content-copy-google.js';
import { type ReactNode, useState } from 'react';
import { type TrackDetail, TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { lastPlace } from '../../store/whereabouts.ts';
import { Button } from '../../ui/Button.tsx';
import {
  formatBearing,
  formatKmh,
  formatLatitude,
  formatLongitude,
  formatPosition,
  formatSpeed,
  formatTurn,
} from '../../ui/format.ts';
import { Rose } from '../../ui/Rose.tsx';
import { useServices } from '../services.ts';
import { Field } from './Field.tsx';
import type { CardShape } from './shape.ts';

interface MotionProps {
  readonly row: number | undefined;
  readonly detail: TrackDetail | undefined;
  readonly shape: CardShape;
}

const present = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;

export function Motion({ row, detail, shape }: MotionProps): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const at = row ?? -1;
  const statics = table.statics[at];
  const live = row !== undefined;
  // What a person said of a contact's motion is in the details alone: its position moves on by it already.
  const sog = (live ? present(table.motion.sogKn(at)) : undefined) ?? detail?.sogKn;
  const course = (live ? present(table.motion.cogDeg(at)) : undefined) ?? detail?.cogDeg;
  const heading = live ? present(table.motion.headingDeg(at)) : detail?.headingDeg;
  const turn = detail?.turnDegPerMin ?? statics?.turnDegPerMin ?? undefined;
  const status = detail?.navStatus ?? statics?.navStatus ?? undefined;
  const { lon, lat } = live ? lastPlace(table.motion, at) : { lon: detail?.lon, lat: detail?.lat };
  const accurate = live ? (table.motion.state(at) & TrackStateBits.accurate) !== 0 : undefined;
  const { fixed, ais, land } = shape;
  return (
    <>
      {fixed ? null : (
        <section className="card-section card-motion" aria-label={t('card.motion')}>
          <dl className="card-figures">
            <div>
              <dt className="label">{t('card.sog')}</dt>
              <dd className="num">
                {formatSpeed(sog)}
                {land && sog !== undefined ? <span className="quiet card-kmh">{formatKmh(sog)}</span> : null}
              </dd>
            </div>
            <div>
              <dt className="label">{t('card.cog')}</dt>
              <dd className="num">{formatBearing(course)}</dd>
            </div>
            {ais || heading !== undefined ? (
              <div>
                <dt className="label">{t('card.heading')}</dt>
                <dd className="num">{formatBearing(heading)}</dd>
              </div>
            ) : null}
            {ais || turn !== undefined ? (
              <div>
                <dt className="label">{t('card.turn')}</dt>
                <dd className="num">{formatTurn(turn)}</dd>
              </div>
            ) : null}
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
        {ais ? (
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
        ) : null}
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
