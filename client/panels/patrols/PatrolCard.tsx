/** A patrol as it stands: what, when, where, with whom, how far, and what may happen next. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useState } from 'react';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatClockLocal, formatMomentUtc, formatPosition, formatZoneOffset } from '../../ui/format.ts';
import { Editors } from '../records/Editors.tsx';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { openForChange, showRecord } from './actionsofplan.ts';
import { CoverageFigure } from './CoverageFigure.tsx';
import { isOver } from './events.ts';
import { recordName, spanWords } from './findingwords.ts';
import { History } from './History.tsx';
import { PatrolEvents } from './PatrolEvents.tsx';
import { StateMark } from './StateSign.tsx';
import { agencyName } from './usePlan.ts';

export function PatrolCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const version = useRecords((records) => records.tables.patrol.get(id));
  if (version === undefined) return <p className="card-note">{t('patrol.gone')}</p>;
  const { value } = version;
  const covers = value.state === 'underWay' || value.state === 'handedOver' || value.state === 'completed';
  return (
    <div className="plan-card">
      <Head version={version} />
      <Editors kind="patrol" id={id} />
      <div className="plan-scroll scrolls">
        <PatrolEvents version={version} />
        <Facts patrol={value} />
        <Parties patrol={value} />
        {covers ? <CoverageFigure of="patrol" id={id} /> : null}
        <History kind="patrol" id={id} version={version.version} />
      </div>
      <Foot version={version} />
    </div>
  );
}

function Head({ version: { id, value } }: { readonly version: Version<'patrol'> }): ReactNode {
  const t = useWords();
  return (
    <header className="plan-head">
      <div>
        <h2>{value.title}</h2>
        <p className="plan-marks">
          <StateMark state={value.state}>{t(`patrol.state.${value.state}`)}</StateMark>
          {value.parties.length === 0 ? null : <span className="bar-joint">{t('patrol.joint')}</span>}
          <span className="quiet">
            {t(`patrol.type.${value.type}`)} · {t(`patrol.form.${value.form}`)}
          </span>
        </p>
      </div>
      <Button label={t('patrol.show')} look="flat" onClick={() => showRecord({ kind: 'patrol', id })} />
      <Button
        label={t('patrol.close')}
        icon={<ObiCloseGoogle />}
        iconOnly
        look="flat"
        hotkey="Esc"
        onClick={() => chooseRecord(undefined)}
      />
    </header>
  );
}

function Facts({ patrol }: { readonly patrol: Patrol }): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const { fromMs, untilMs } = patrol;
  const offset = formatZoneOffset(-new Date(fromMs).getTimezoneOffset());
  return (
    <section className="card-section">
      <dl className="plan-facts">
        <dt>{t('patrol.period')}</dt>
        <dd className="num">
          {t('findings.from', { from: formatMomentUtc(fromMs), until: formatMomentUtc(untilMs) })}
          <span className="quiet plan-local">
            {t('patrol.local', {
              from: formatClockLocal(fromMs),
              until: formatClockLocal(untilMs),
              offset,
              span: spanWords(fromMs, untilMs),
            })}
          </span>
        </dd>
        <dt>{t('patrol.sectors')}</dt>
        <dd>
          <Links kind="sector" ids={patrol.sectorIds} none={t('patrol.sectors.none')} />
        </dd>
        <dt>{t('patrol.units')}</dt>
        <dd>
          <Links kind="unit" ids={patrol.unitIds} none={t('patrol.units.none')} />
        </dd>
        {patrol.meetingPoints.length === 0 ? null : (
          <>
            <dt>{t('patrol.meeting')}</dt>
            <dd>
              {patrol.meetingPoints.map((point) => (
                <span key={`${point.atMs} ${point.place.lat} ${point.place.lon}`} className="plan-line num">
                  {t('patrol.meeting.at', { time: formatMomentUtc(point.atMs) })} ·{' '}
                  {formatPosition(point.place.lat, point.place.lon)} {point.note}
                </span>
              ))}
            </dd>
          </>
        )}
        {patrol.handedTo === undefined ? null : (
          <>
            <dt>{t('patrol.handedTo')}</dt>
            <dd>{recordName(tables, 'patrol', patrol.handedTo) ?? t('findings.thing')}</dd>
          </>
        )}
        {(['outcome', 'note'] as const).map((name) =>
          patrol[name] === undefined ? null : (
            <div key={name} className="plan-pairless">
              <dt>{t(`patrol.${name}`)}</dt>
              <dd>{patrol[name]}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

interface LinksProps {
  readonly kind: 'sector' | 'unit' | 'patrol';
  readonly ids: readonly string[];
  readonly none: string;
}

/** Names that lead to what they name. */
export function Links({ kind, ids, none }: LinksProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  if (ids.length === 0) return <span className="quiet">{none}</span>;
  return (
    <span className="plan-links">
      {ids.map((id) => {
        const name = recordName(tables, kind, id);
        return name === undefined ? (
          <span key={id} className="quiet">
            {t('findings.thing')}
          </span>
        ) : (
          <button key={id} type="button" className="card-link" onClick={() => showRecord({ kind, id })}>
            {name}
          </button>
        );
      })}
    </span>
  );
}

function Parties({ patrol }: { readonly patrol: Patrol }): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  return (
    <section className="card-section">
      <dl className="plan-facts">
        <dt>{t('patrol.lead')}</dt>
        <dd>{agencyName(tables, patrol.lead)}</dd>
        <dt>{t('patrol.parties')}</dt>
        <dd>
          {patrol.parties.length === 0 ? <span className="quiet">{t('patrol.parties.none')}</span> : null}
          {patrol.parties.map(({ agency, answer, by, atMs, reason }) => (
            <span key={agency} className="plan-line plan-party" data-answer={answer}>
              <strong>{agencyName(tables, agency)}</strong>
              <span>
                {by === undefined
                  ? t(`patrol.answer.${answer}`)
                  : t('patrol.answer.by', {
                      answer: t(`patrol.answer.${answer}`),
                      who: by,
                      time: formatMomentUtc(atMs),
                    })}
                {reason === undefined ? '' : `: ${reason}`}
              </span>
            </span>
          ))}
        </dd>
        <dt>{t('patrol.agreement')}</dt>
        <dd>
          {patrol.agreement === undefined
            ? t('patrol.agreement.none')
            : (recordName(tables, 'agreement', patrol.agreement) ?? t('patrol.agreement.gone'))}
        </dd>
        {patrol.powersNeeded.length === 0 ? null : (
          <>
            <dt>{t('patrol.powers')}</dt>
            <dd>{patrol.powersNeeded.map((power) => t(`patrol.power.${power}`)).join(', ')}</dd>
          </>
        )}
        {patrol.liaison.length === 0 ? null : (
          <>
            <dt>{t('patrol.liaison')}</dt>
            <dd>
              {patrol.liaison.map(({ agency, name, channel }) => (
                <span key={`${agency} ${name}`} className="plan-line">
                  {name}, {agencyName(tables, agency)} · {channel}
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Foot({ version }: { readonly version: Version<'patrol'> }): ReactNode {
  const t = useWords();
  const services = useServices();
  const mayPlan = useSession((session) => may(session, 'plan'));
  const [sure, setSure] = useState(false);
  const [fault, setFault] = useState<string>();
  if (!mayPlan) return <p className="card-note quiet">{t('patrol.readOnly')}</p>;
  const remove = async (): Promise<void> => {
    const answer = await services.removeRecord('patrol', version.id, version.version);
    if (answer.ok) chooseRecord(undefined);
    else setFault(whyNot(answer));
    setSure(false);
  };
  return (
    <footer className="report-foot">
      {fault === undefined ? null : (
        <p className="card-fault">{t('patrol.event.refused', { reason: fault })}</p>
      )}
      {sure ? (
        <>
          <p>{t('patrol.remove.sure')}</p>
          <Button label={t('patrol.keep')} onClick={() => setSure(false)} />
          <Button label={t('patrol.remove')} onClick={() => void remove()} />
        </>
      ) : (
        <>
          {version.value.state === 'draft' ? (
            <Button label={t('patrol.remove')} look="flat" onClick={() => setSure(true)} />
          ) : null}
          {isOver(version.value) ? null : (
            <Button
              label={t('patrol.edit')}
              look="raised"
              onClick={() => void openForChange(services, version)}
            />
          )}
        </>
      )}
    </footer>
  );
}
