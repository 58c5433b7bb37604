/** What made this track: each sensor and transmitter with its age, how often and how well it fits; how sure we are. */
import type { ReactNode } from 'react';
import { SourceBits, type TrackDetail } from '../../../proto/domain/track.ts';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useReplayed } from '../../store/replay.ts';
import { useSensors } from '../../store/sensors.ts';
import {
  formatAge,
  formatAgeShort,
  formatCount,
  formatEllipse,
  formatEstimate,
  formatPercent,
  formatSigma,
} from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { showSensor } from '../actions.ts';
import { Field } from './Field.tsx';

/** What sends is heard; the rest is seen. */
const SENT = SourceBits.ais | SourceBits.adsb | SourceBits.unit;

export function Evidence({ detail }: { readonly detail: TrackDetail }): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  const { ellipse, existence } = detail;
  // When it was first heard of is not recorded, nor what saw it: an ellipse at most.
  const past = useReplayed();
  if (past && ellipse === undefined) return null;
  return (
    <section className="card-section" aria-label={t('card.evidence')}>
      <h3 className="label">{t('card.evidence')}</h3>
      <Contributors detail={detail} now={now} />
      <dl>
        {ellipse === undefined ? null : (
          <Field label={t('card.ellipse')} value={formatEllipse(ellipse.semiMajorM, ellipse.semiMinorM)} />
        )}
        {existence === undefined ? null : (
          <Field label={t('card.existence')} value={formatPercent(existence)} />
        )}
        {detail.owedIntervalMs === undefined ? null : (
          <Field label={t('card.owed')} value={formatAge(detail.owedIntervalMs)} />
        )}
        {past ? null : (
          <Field
            label={t(firstOf(detail))}
            value={t('card.ago', { age: formatAge(now === undefined ? undefined : now - detail.firstMs) })}
          />
        )}
      </dl>
    </section>
  );
}

/** What a person alone knows of was seen by no sensor. */
function firstOf({ sources }: TrackDetail): MessageKey {
  if (sources === SourceBits.person) return 'card.first.reported';
  return (sources & SENT) === 0 ? 'card.first.seen' : 'card.first';
}

interface ContributorsProps {
  readonly detail: TrackDetail;
  readonly now: number | undefined;
}

/** Sensors lead to themselves in the Feeds workspace; a feed of transmitters is a name. */
function Contributors({ detail, now }: ContributorsProps): ReactNode {
  const t = useWords();
  const sensors = useSensors((state) => state.sensors);
  const rows =
    detail.evidence.length > 0
      ? detail.evidence
      : detail.contributions.map(({ feedId, positions, lastMs }) => ({
          source: feedId,
          updates: positions,
          lastMs,
          residualM: undefined,
          residualSigma: undefined,
        }));
  if (rows.length === 0) return null;
  // Only what sensors see is compared with what was expected.
  const compared = rows.some(({ residualM }) => typeof residualM === 'number');
  return (
    <table className="card-evidence">
      <thead>
        <tr>
          <th scope="col">{t('card.evidence.source')}</th>
          <th scope="col" className="num">
            {t('card.evidence.updates')}
          </th>
          {compared ? (
            <th scope="col" className="num" title={t('card.evidence.residual.long')}>
              {t('card.evidence.residual')}
            </th>
          ) : null}
          <th scope="col" className="num">
            {t('card.evidence.age')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ source, updates, lastMs, residualM, residualSigma }) => {
          const sensor = sensors.find(({ id }) => id === source);
          return (
            <tr key={source}>
              <th scope="row" title={source}>
                {sensor === undefined ? (
                  source
                ) : (
                  <button type="button" className="card-link" onClick={() => showSensor(sensor.id)}>
                    {sensor.name === '' ? sensor.id : sensor.name}
                  </button>
                )}
              </th>
              <td className="num">{formatCount(updates)}</td>
              {compared ? (
                <td className="num">
                  {typeof residualM === 'number'
                    ? t('card.evidence.residual.both', {
                        metres: formatEstimate(residualM),
                        sigma: formatSigma(residualSigma),
                      })
                    : ''}
                </td>
              ) : null}
              <td className="num">{now === undefined ? '' : formatAgeShort(now - lastMs)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
