/** Who can help or intercept: ranked by time, with the course to steer; own units can be ordered at once. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useState } from 'react';
import type { HelperRow } from '../../../proto/domain/operations/assist.ts';
import type { Task } from '../../../proto/domain/operations/patrol.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { type PlanView, showAssist, usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatBearing, formatPosition, formatRange, formatTimeUtc } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { useTrackName } from '../useTrackName.ts';
import { useHelpers } from './useHelpers.ts';
import './assist.css';

export function AssistPanel(): ReactNode {
  const assist = usePlanView((plan) => plan.assist);
  return assist === undefined ? null : <Assist assist={assist} />;
}

type Assisted = NonNullable<PlanView['assist']>;

function Assist({ assist }: { readonly assist: Assisted }): ReactNode {
  const t = useWords();
  const trackName = useTrackName();
  const helpers = usePlanView((plan) => plan.helpers);
  const { atMs, fault } = useHelpers(assist);
  const { target, purpose } = assist;
  const name =
    target.kind === 'track' ? trackName(target.trackId) : formatPosition(target.place.lat, target.place.lon);
  return (
    <section className="assist panel" aria-label={t('assist.label')}>
      <header className="assist-head">
        <div>
          <h2>{t('assist.label')}</h2>
          <p className="quiet num">{t('assist.to', { name })}</p>
        </div>
        <Button
          label={t('assist.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="H"
          onClick={() => showAssist(undefined)}
        />
      </header>
      <fieldset className="assist-purposes">
        <legend className="for-screen-readers">{t('assist.purpose')}</legend>
        {(['rescue', 'intercept'] as const).map((each) => (
          <Button
            key={each}
            label={t(`assist.purpose.${each}`)}
            aria-pressed={purpose === each}
            onClick={() => {
              if (each !== purpose) showAssist({ target, purpose: each });
            }}
          />
        ))}
        <span className="quiet num assist-as-of">
          {atMs === undefined ? t('assist.asking') : t('assist.updated', { time: formatTimeUtc(atMs) })}
        </span>
      </fieldset>
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('assist.failed', { reason: fault })}
        </p>
      )}
      {helpers.length === 0 && atMs !== undefined ? <p className="card-note">{t('assist.none')}</p> : null}
      {helpers.length === 0 ? null : (
        <div className="assist-rows scrolls">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('assist.name')}</th>
                <th scope="col" className="feeds-number">
                  {t('assist.time')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('assist.way')}
                </th>
                <th scope="col" className="feeds-number">
                  {t('assist.course')}
                </th>
                <th scope="col">
                  <span className="for-screen-readers">{t('assist.order')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {helpers.map((helper, i) => (
                <Helper
                  key={helper.unitId ?? helper.trackId ?? helper.name}
                  helper={helper}
                  index={i}
                  assist={assist}
                  targetName={name}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="quiet assist-note">{t('assist.land')}</p>
    </section>
  );
}

interface HelperProps {
  readonly helper: HelperRow;
  readonly index: number;
  readonly assist: Assisted;
  readonly targetName: string;
}

function Helper({ helper, index, assist, targetName }: HelperProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const pointed = usePlanView((plan) => plan.helper === index);
  const { name, agency, kind, distanceM, timeS, courseDeg, placed, reasons = [] } = helper;
  const what = kind === 'ship' ? t('assist.kind.ship') : (wordFor(t, `unit.kind.${kind}`) ?? kind);
  const whose = agency === undefined ? undefined : (tables.agency.get(agency)?.value.name ?? agency);
  const why = reasons.map((reason) => wordFor(t, `assist.reason.${reason}`) ?? reason);
  const notes = placed === 'base' ? [t('assist.fromBase'), ...why] : why;
  const point = (helperIndex: number | undefined) => () => usePlanView.setState({ helper: helperIndex });
  return (
    <tr
      data-pointed={pointed}
      data-able={timeS !== undefined}
      onPointerEnter={point(index)}
      onPointerLeave={point(undefined)}
      onFocus={point(index)}
      onBlur={point(undefined)}
    >
      <th scope="row">
        <span className="assist-rank num">{timeS === undefined ? '' : index + 1}</span>
        <span>
          {name}
          <span className="quiet plan-line">{[what, whose].filter(Boolean).join(' · ')}</span>
          {notes.length === 0 ? null : <span className="plan-line assist-why">▲ {notes.join(', ')}</span>}
        </span>
      </th>
      <td className="feeds-number num">{timeS === undefined ? '–' : formatAge(timeS * 1000)}</td>
      <td className="feeds-number num">{formatRange(distanceM)}</td>
      <td className="feeds-number num">{formatBearing(courseDeg)}</td>
      <td>
        <OrderHelper helper={helper} assist={assist} targetName={targetName} />
      </td>
    </tr>
  );
}

function OrderHelper({ helper, assist, targetName }: Omit<HelperProps, 'index'>): ReactNode {
  const t = useWords();
  const { createRecord } = useServices();
  const mayOrder = useSession((session) => may(session, 'order'));
  const agency = useSession((session) => session.me?.agency);
  const [state, setState] = useState<'ordered' | { readonly fault: string }>();
  const { unitId, meetLat, meetLon, timeS } = helper;
  if (!mayOrder || agency === undefined || unitId === undefined || timeS === undefined) return null;
  if (helper.agency !== undefined && helper.agency !== agency) return null;
  if (state === 'ordered') return <span className="quiet">{t('assist.ordered')}</span>;
  const order = async (): Promise<void> => {
    const place = formatPosition(meetLat, meetLon);
    const { target, purpose } = assist;
    const task: Task = {
      unitId,
      kind: purpose === 'rescue' ? 'assist' : 'intercept',
      text: t(`assist.order.text.${purpose}`, { name: targetName, place }),
      state: 'sent',
      marking: {
        owner: agency,
        purpose: purpose === 'rescue' ? 'rescue' : 'borderSurveillance',
        retention: 'decisions',
      },
      ...(target.kind === 'track' && { trackId: target.trackId }),
      ...(meetLat !== undefined && meetLon !== undefined && { place: { lat: meetLat, lon: meetLon } }),
    };
    const answer = await createRecord('task', task);
    setState(answer.ok ? 'ordered' : { fault: answer.what });
  };
  return (
    <>
      <Button label={t('assist.order')} onClick={() => void order()} />
      {state === undefined ? null : (
        <span className="card-fault" role="alert">
          {t('order.refused', { reason: state.fault })}
        </span>
      )}
    </>
  );
}
