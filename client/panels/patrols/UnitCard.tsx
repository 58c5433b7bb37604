/** A unit: what it is, who is aboard, what it can, when it works, where its track is, and what it is told to do. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useState } from 'react';
import type { Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { Hours } from '../../../proto/domain/operations/schedule.ts';
import { useWords, type Words } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { chooseRecord, select } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDecimal, formatLength, formatMomentUtc, formatSpeed } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { StandingSign } from '../units/StandingSign.tsx';
import { engagedAt, isOutOfService, standingOf } from '../units/unitstanding.ts';
import { editUnit } from '../units/useUnitDraft.ts';
import { useAskUnitPlaces, useUnitPlaces } from '../units/useUnitPlaces.ts';
import { showPlaces, showRecord } from './actionsofplan.ts';
import { boardNowMs } from './boardtime.ts';
import { History } from './History.tsx';
import { OrderForm } from './OrderForm.tsx';
import { StateSign } from './StateSign.tsx';
import { TaskItem } from './TasksPart.tsx';
import { agencyName } from './usePlan.ts';

/** Plans and tasks listed at most. */
const MOST = 12;

export function UnitCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const version = useRecords((records) => records.tables.unit.get(id));
  if (version === undefined) return <p className="card-note">{t('patrol.gone')}</p>;
  const { value } = version;
  return (
    <div className="plan-card">
      <header className="plan-head">
        <div>
          <h2>{value.name === undefined ? value.callSign : `${value.callSign} · ${value.name}`}</h2>
          <p className="plan-marks">
            <Standing id={id} unit={value} />
            <span className="quiet">{t(`unit.kind.${value.kind}`)}</span>
          </p>
        </div>
        <Button
          label={t('patrol.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={() => chooseRecord(undefined)}
        />
      </header>
      <div className="plan-scroll scrolls">
        {value.unavailable === undefined || !isOutOfService(value, boardNowMs()) ? null : (
          <p className="card-fault">
            {value.unavailable.untilMs === undefined
              ? t('unit.unavailable', value.unavailable)
              : t('unit.unavailable.until', {
                  reason: value.unavailable.reason,
                  time: formatMomentUtc(value.unavailable.untilMs),
                })}
          </p>
        )}
        <OrderForm unitId={id} />
        <Plans id={id} />
        <Tasks id={id} />
        <Facts unit={value} id={id} />
        <History kind="unit" id={id} version={version.version} />
      </div>
      <Foot version={version} />
    </div>
  );
}

/** `daily 06:00–18:00 Europe/Tirane`. */
export function hoursWords(t: Words, hours: readonly Hours[], zone: string): string {
  return hours
    .map(({ days, from, until }) =>
      t('unit.duty.hours', {
        days: days.length === 7 ? t('day.all') : days.map((day) => t(`day.${day}`)).join(' '),
        from,
        until,
        zone,
      }),
    )
    .join(', ');
}

function Facts({ unit, id }: { readonly unit: Unit; readonly id: string }): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const { crew, base, capabilities, duty, maxHoursADay, contact, marking } = unit;
  const can = (['night', 'boarding', 'medical'] as const).filter((name) => capabilities[name]);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('unit.agency'), agencyName(tables, marking.owner)],
    [
      new Set(crew.map(({ agency }) => agency)).size > 1 ? t('unit.mixed') : t('unit.crew'),
      crew.map(({ agency, people, function: does, powers }) => (
        <span key={`${agency} ${does}`} className="plan-line">
          {t('unit.crew.part', { count: people, function: does })} · {agencyName(tables, agency)}
          <span className="quiet plan-line">
            {powers.map((power) => t(`patrol.power.${power}`)).join(', ')}
          </span>
        </span>
      )),
    ],
    [t('unit.base'), base.name],
    [t('unit.bound'), <Bound key="bound" unit={unit} id={id} />],
    [t('unit.speed'), formatSpeed(capabilities.speedKn)],
    [
      t('unit.range'),
      capabilities.rangeKm === undefined
        ? undefined
        : t('unit.range.km', { km: formatDecimal(capabilities.rangeKm) }),
    ],
    [
      t('unit.sees'),
      capabilities.sensors
        .map(({ kind, rangeM }) => `${formatLength(rangeM)} ${t(`unit.sensor.${kind}`)}`)
        .join(', ') || undefined,
    ],
    [t('unit.can'), can.map((name) => t(`unit.can.${name}`)).join(', ') || undefined],
    [t('unit.languages'), capabilities.languages.join(', ') || undefined],
    [t('unit.duty'), duty === undefined ? t('unit.duty.always') : hoursWords(t, duty.hours, duty.timeZone)],
    [t('unit.hours'), maxHoursADay === undefined ? undefined : `${formatDecimal(maxHoursADay)} h`],
    [
      t('unit.contact'),
      contact === undefined ? undefined : [contact.channel, contact.whenToCall].filter(Boolean).join(' · '),
    ],
  ];
  return (
    <section className="card-section">
      <dl className="plan-facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label} className="plan-pairless">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

function Bound({ unit, id }: { readonly unit: Unit; readonly id: string }): ReactNode {
  const t = useWords();
  useAskUnitPlaces();
  const place = useUnitPlaces(({ places }) => places.get(id));
  if (unit.bound === undefined) return t('unit.bound.none');
  const names = Object.values(unit.bound).join(', ');
  if (place === undefined) return t('unit.bound.silent', { names });
  return (
    <button
      type="button"
      className="card-link"
      onClick={() => {
        // The page itself knows only the tracks that are in sight.
        showPlaces([place]);
        select(place.trackId);
      }}
    >
      {t('unit.bound.show')} ({names})
    </button>
  );
}

function Standing({ id, unit }: { readonly id: string; readonly unit: Unit }): ReactNode {
  const t = useWords();
  usePageNow(4000);
  const nowMs = boardNowMs();
  const patrols = useRecords((records) => records.tables.patrol);
  const standing = standingOf(unit, engagedAt(patrols.values(), nowMs).has(id), nowMs);
  return (
    <span className="state-mark">
      <StandingSign standing={standing} />
      {t(`unit.standing.${standing}`)}
    </span>
  );
}

function Foot({ version }: { readonly version: Version<'unit'> }): ReactNode {
  const t = useWords();
  const mayPlan = useSession((session) => may(session, 'plan'));
  const agency = useSession((session) => session.me?.agency);
  const [waits, setWaits] = useState(false);
  if (!mayPlan || agency !== version.value.marking.owner) return null;
  return (
    <footer className="report-foot">
      {waits ? (
        <p className="card-fault" role="alert">
          {t('unit.change.waits')}
        </p>
      ) : null}
      <Button label={t('unit.change')} onClick={() => setWaits(!editUnit(version))} />
    </footer>
  );
}

function Plans({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const patrols = useRecords((records) => records.tables.patrol);
  const own = [...patrols.values()]
    .filter(({ value }) => value.unitIds.includes(id))
    .toSorted((a, b) => b.value.fromMs - a.value.fromMs)
    .slice(0, MOST);
  return (
    <section className="card-section" aria-label={t('unit.plans')}>
      <h3 className="label">{t('unit.plans')}</h3>
      {own.length === 0 ? <p className="quiet">{t('unit.plans.none')}</p> : null}
      <ul className="plan-ids">
        {own.map((patrol) => (
          <li key={patrol.id}>
            <button
              type="button"
              className="card-link plan-plan"
              onClick={() => showRecord({ kind: 'patrol', id: patrol.id })}
            >
              <StateSign state={patrol.value.state} />
              {patrol.value.title}
            </button>
            <span className="quiet num">
              {t('findings.from', {
                from: formatMomentUtc(patrol.value.fromMs),
                until: formatMomentUtc(patrol.value.untilMs),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tasks({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const tasks = useRecords((records) => records.tables.task);
  const own = [...tasks.values()]
    .filter(({ value }) => value.unitId === id)
    .toSorted((a, b) => b.atMs - a.atMs);
  if (own.length === 0) return null;
  return (
    <section className="card-section" aria-label={t('order.label')}>
      <h3 className="label">{t('order.label')}</h3>
      <ul className="order-list">
        {own.slice(0, MOST).map((task) => (
          <TaskItem key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
