/** Everything that is known of a crossing point, in words. */
import type { ReactNode } from 'react';
import { nextChangeOfHours } from '../../../proto/domain/operations/hours.ts';
import type { CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import type { CrossingView } from '../../store/crossingstanding.ts';
import {
  formatAge,
  formatClockUtc,
  formatCount,
  formatFullMomentUtc,
  formatPosition,
  formatTimeLocal,
} from '../../ui/format.ts';
import { countryName } from '../card/country.ts';
import { Field } from '../card/Field.tsx';
import { crossingHours } from './crossingmembers.ts';

interface CrossingFactsProps {
  readonly value: CrossingPoint;
  readonly view: CrossingView;
  readonly nowMs: number;
}

export function CrossingFacts({ value, view, nowMs }: CrossingFactsProps): ReactNode {
  const t = useWords();
  const { hours, timeZone, neighbour } = value;
  const next = hours === undefined ? undefined : nextChangeOfHours(hours, timeZone, epochMs(nowMs));
  return (
    <>
      <dl className="card-section">
        <Field label={t('crossing.member.status')} value={t(`crossing.status.${value.status}`)} />
        {value.statusReason === undefined ? null : (
          <Field label={t('crossing.member.statusReason')} value={value.statusReason} />
        )}
        {value.statusUntilMs === undefined ? null : (
          <Field
            label={t('crossing.member.statusUntilMs')}
            value={`${formatFullMomentUtc(value.statusUntilMs)} UTC`}
          />
        )}
        <Field label={t('crossing.member.hours')} value={crossingHours(t, value)} />
        {next === undefined ? null : (
          <Field
            label={t(view.state === 'outsideHours' ? 'crossing.opens' : 'crossing.shuts')}
            value={t('crossing.at', {
              local: formatTimeLocal(next, timeZone).slice(0, 5),
              utc: formatClockUtc(next),
              age: formatAge(next - nowMs),
            })}
          />
        )}
        <Field label={t('crossing.member.reportEveryMin')} value={formatAge(value.reportEveryMin * 60_000)} />
      </dl>
      <Figures value={value} view={view} nowMs={nowMs} />
      <dl className="card-section">
        <Field label={t('crossing.member.place')} value={formatPosition(value.place.lat, value.place.lon)} />
        <Field label={t('crossing.member.country')} value={countryName(value.country)} />
        <Field label={t('crossing.member.neighbourCountry')} value={countryName(value.neighbourCountry)} />
        <Field label={t('crossing.member.neighbour')} value={neighbour?.name} />
        <Field
          label={t('crossing.member.joint')}
          value={t(value.joint ? 'crossing.joint.yes' : 'crossing.joint.no')}
        />
      </dl>
      <Lanes value={value} />
      <Contacts value={value} />
    </>
  );
}

function Figures({ value: { report }, view, nowMs }: CrossingFactsProps): ReactNode {
  const t = useWords();
  if (report === undefined) return <p className="card-note quiet">{t('crossing.report.none')}</p>;
  const { waitingIn, waitingOut, waitInMin, waitOutMin, inPerHour, outPerHour, note } = report;
  const rows = [
    ['waiting', formatCount(waitingIn), formatCount(waitingOut)],
    ['wait', minutes(waitInMin), minutes(waitOutMin)],
    ['perHour', formatCount(inPerHour), formatCount(outPerHour)],
  ] as const;
  return (
    <section className="card-section" aria-label={t('crossing.queues')}>
      <table className="crossing-table num" data-old={view.silent}>
        <thead>
          <tr>
            <th scope="col">{t('crossing.queues')}</th>
            <th scope="col">{t('crossing.in')}</th>
            <th scope="col">{t('crossing.out')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([row, into, out]) => (
            <tr key={row}>
              <th scope="row">{t(`crossing.row.${row}`)}</th>
              <td>{into}</td>
              <td>{out}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note === undefined ? null : <p className="record-note">{note}</p>}
      <p className="quiet num">
        {t('crossing.report.by', { who: report.by, age: formatAge(nowMs - report.atMs) })}
      </p>
    </section>
  );
}

const minutes = (value: number | undefined): string =>
  value === undefined ? formatCount(undefined) : `${formatCount(value)} min`;

function Lanes({ value: { lanes } }: Pick<CrossingFactsProps, 'value'>): ReactNode {
  const t = useWords();
  if (lanes.length === 0) return null;
  return (
    <section className="card-section" aria-label={t('crossing.member.lanes')}>
      <h3 className="label">
        {t('crossing.lanes', { open: lanes.filter(({ open }) => open).length, all: lanes.length })}
      </h3>
      <ul className="crossing-lanes">
        {lanes.map(({ name, direction, use, open }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place in the list
          <li key={i} data-open={open}>
            <span>{name}</span>
            <span className="quiet">
              {t(`crossing.use.${use}`)} · {t(`crossing.direction.${direction}`)}
            </span>
            <strong>{t(open ? 'crossing.lane.open' : 'crossing.lane.closed')}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Contacts({ value: { contacts } }: Pick<CrossingFactsProps, 'value'>): ReactNode {
  const t = useWords();
  if (contacts.length === 0) return null;
  return (
    <dl className="card-section" aria-label={t('crossing.member.contacts')}>
      {contacts.map(({ name, channel }) => (
        <Field key={`${name} ${channel}`} label={name} value={channel} />
      ))}
    </dl>
  );
}
