/** The chosen crossing point: how it is now and why, who waits, its hours, lanes and contacts, who changed what. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { ObiEditGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-edit-google.js';
import type { ReactNode } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { crossingView } from '../../store/crossingstanding.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { showPlaces } from '../patrols/actionsofplan.ts';
import { RecordEvents } from '../records/RecordEvents.tsx';
import { Versions } from '../records/Versions.tsx';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { Marked } from '../zones/Marked.tsx';
import { isOwn, type Person } from '../zones/zoneevents.ts';
import { CrossingFacts } from './CrossingFacts.tsx';
import { crossingMemberText } from './crossingmembers.ts';
import { QueueReport } from './QueueReport.tsx';
import { StandingMark } from './StandingMark.tsx';
import { StatusForm } from './StatusForm.tsx';
import { editCrossing } from './useCrossingDraft.ts';
import '../card/card.css';
import '../report/report.css';
import '../records/records.css';
import '../zones/zones.css';
import './crossings.css';

export function CrossingCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const point = useRecords((records) => records.tables.crossingPoint.get(id));
  return (
    <section className="card panel" aria-label={t('crossing.card')}>
      {point === undefined ? <p className="card-note">{t('record.gone')}</p> : <Known point={point} />}
    </section>
  );
}

function Known({ point }: { readonly point: Version<'crossingPoint'> }): ReactNode {
  const t = useWords();
  const services = useServices();
  const session = useSession();
  const nowMs = timeNowMs(usePageNow(4000)) ?? 0;
  const { value } = point;
  const view = crossingView(point, nowMs);
  const person: Person = { agency: session.me?.agency, may: (action) => may(session, action) };
  const own = isOwn(value, person);
  const reports = own && person.may('reportCrossing');
  const plans = own && person.may('plan');
  const remove = async (_event: string, reason?: string): Promise<string | undefined> => {
    const answer = await services.removeRecord('crossingPoint', point.id, point.version, reason);
    return answer.ok ? undefined : whyNot(answer);
  };
  return (
    <>
      <header className="card-head">
        <span className="card-icon">
          <StandingMark kind={value.kind} state={view.state} />
        </span>
        <div className="card-title">
          <h2>{value.name}</h2>
          <p className="quiet">
            {t(`crossing.kind.${value.kind}`)} · {value.country} – {value.neighbourCountry}
          </p>
        </div>
        <Button
          label={t('record.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={() => chooseRecord(undefined)}
        />
        <div className="card-state">
          <strong className="crossing-state crossing-state-large" data-state={view.state}>
            {t(`crossing.state.${view.state}`)}
          </strong>
          {view.overdue ? (
            <strong className="crossing-state" data-state="closed">
              {t('crossing.overdue')}
            </strong>
          ) : null}
          <span className="quiet num">
            {value.report === undefined
              ? t('crossing.report.none')
              : t('crossing.report.last', { age: formatAge(nowMs - view.saidMs) })}
          </span>
        </div>
      </header>
      <div className="card-actions record-actions">
        <Button label={t('record.show')} icon={<ObiCenterIec />} onClick={() => showPlaces([value.place])} />
        {plans ? (
          <Button label={t('record.change')} icon={<ObiEditGoogle />} onClick={() => editCrossing(point)} />
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: another agency's card has nothing in it to go to, and is scrolled by keys */}
      <div className="card-body scrolls" tabIndex={0}>
        {reports ? <StatusForm point={point} key={`status-${point.id}`} nowMs={nowMs} /> : null}
        {reports ? <QueueReport point={point} key={`report-${point.id}`} /> : null}
        <CrossingFacts value={value} view={view} nowMs={nowMs} />
        <Marked marking={value.marking} />
        <Versions
          of={point}
          label={(member) => t(`crossing.member.${member}`)}
          describe={(member, each) => crossingMemberText(t, member, each)}
        />
        {plans ? (
          <div className="card-section">
            <RecordEvents
              events={[
                {
                  event: 'remove',
                  label: t('record.remove'),
                  needsReason: true,
                  sure: t('record.remove.sure'),
                },
              ]}
              onTell={remove}
            />
          </div>
        ) : null}
      </div>
    </>
  );
}
