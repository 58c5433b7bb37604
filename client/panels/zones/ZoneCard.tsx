/** The chosen zone: what it is, whose, where and how large, when it counts, what can happen next, who changed what. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { ObiEditGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-edit-google.js';
import type { ReactNode } from 'react';
import { nextChange } from '../../../proto/domain/operations/hours.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { Zone } from '../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { zoneStanding } from '../../store/zonestanding.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc, formatLength, formatMetres } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { Field } from '../card/Field.tsx';
import { showPlaces } from '../patrols/actionsofplan.ts';
import { Editors } from '../records/Editors.tsx';
import { RecordEvents } from '../records/RecordEvents.tsx';
import { Versions } from '../records/Versions.tsx';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { Marked } from './Marked.tsx';
import { scheduleText } from './schedulewords.ts';
import { edgeText, kindText, placesOfShape, sizeText } from './shapewords.ts';
import { editZone } from './useZoneDraft.ts';
import { ZoneSign } from './ZoneSign.tsx';
import { isOwn, type Person, zoneOffers } from './zoneevents.ts';
import { zoneMemberText } from './zonemembers.ts';
import '../card/card.css';
import '../report/report.css';
import '../records/records.css';
import './zones.css';

export function ZoneCard({ id }: { readonly id: string }): ReactNode {
  const t = useWords();
  const zone = useRecords((records) => records.tables.zone.get(id));
  return (
    <section className="card panel" aria-label={t('zone.card')}>
      {zone === undefined ? (
        <header className="card-head">
          <p className="card-title">{t('record.gone')}</p>
          <Close />
        </header>
      ) : (
        <Known zone={zone} />
      )}
    </section>
  );
}

function Close(): ReactNode {
  const t = useWords();
  return (
    <Button
      className="record-close"
      label={t('record.close')}
      icon={<ObiCloseGoogle />}
      iconOnly
      look="flat"
      hotkey="Esc"
      onClick={() => chooseRecord(undefined)}
    />
  );
}

function Known({ zone }: { readonly zone: Version<'zone'> }): ReactNode {
  const t = useWords();
  const services = useServices();
  const session = useSession();
  const nowMs = timeNowMs(usePageNow(4000)) ?? 0;
  const { value } = zone;
  const person: Person = { agency: session.me?.agency, may: (action) => may(session, action) };
  const own = isOwn(value, person);
  const standing = zoneStanding(value, nowMs);
  const offers = zoneOffers(value, person, nowMs).map(({ event, needsReason }) => ({
    event: event as string,
    label: t(`zone.event.${event}`),
    needsReason: needsReason === true,
  }));
  const removable = own && person.may('plan');
  const tell = async (event: string, reason?: string): Promise<string | undefined> => {
    const answer =
      event === 'remove'
        ? await services.removeRecord('zone', zone.id, zone.version, reason)
        : await services.tellEvent('zone', zone.id, event, zone.version, reason);
    return answer.ok ? undefined : whyNot(answer);
  };
  return (
    <>
      <header className="card-head">
        <span className="card-icon">
          <ZoneSign purpose={value.purpose} standing={standing} line={value.shape.kind === 'line'} />
        </span>
        <div className="card-title">
          <h2>{value.name}</h2>
          <p className="quiet">
            {t(`zone.purpose.${value.purpose}`)} · {t(`zone.standing.${standing}`)}
          </p>
        </div>
        <Close />
      </header>
      <Editors kind="zone" id={zone.id} />
      <div className="card-actions record-actions">
        <Button
          label={t('record.show')}
          icon={<ObiCenterIec />}
          onClick={() => showPlaces(placesOfShape(value.shape))}
        />
        {removable ? (
          <Button label={t('record.change')} icon={<ObiEditGoogle />} onClick={() => editZone(zone)} />
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: another agency's card has nothing in it to go to, and is scrolled by keys */}
      <div className="card-body scrolls" tabIndex={0}>
        {value.source === undefined ? null : (
          <p className="card-note zone-source">
            <strong>{t('zone.unofficial')}</strong> {t('zone.source', { source: value.source })}
          </p>
        )}
        {offers.length > 0 || removable ? (
          <div className="card-section">
            <RecordEvents
              events={[
                ...offers,
                ...(removable
                  ? [
                      {
                        event: 'remove',
                        label: t('record.remove'),
                        needsReason: true,
                        sure: t('record.remove.sure'),
                      },
                    ]
                  : []),
              ]}
              onTell={tell}
            />
          </div>
        ) : null}
        <Facts value={value} nowMs={nowMs} />
        <Marked marking={value.marking} />
        <Versions
          of={zone}
          label={(member) => t(`zone.member.${member}`)}
          describe={(member, each) => zoneMemberText(t, member, each)}
        />
      </div>
    </>
  );
}

function Facts({ value, nowMs }: { readonly value: Zone; readonly nowMs: number }): ReactNode {
  const t = useWords();
  const { shape, floorM, ceilingM, schedule, critical, note } = value;
  const next = schedule === undefined ? undefined : nextChange(schedule, epochMs(nowMs));
  const heights = floorM !== undefined || ceilingM !== undefined;
  return (
    <dl className="card-section">
      <Field label={t('zone.member.life')} value={t(`zone.life.${value.life}`)} />
      <Field label={t('zone.member.shape')} value={kindText(t, shape)} />
      <Field label={t(shape.kind === 'line' ? 'zone.length' : 'zone.area')} value={sizeText(shape)} />
      {shape.kind === 'line' ? (
        <Field label={t('draw.crossing')} value={t(`draw.crossing.${shape.crossing}`)} />
      ) : (
        <Field label={t('zone.edge')} value={edgeText(shape)} />
      )}
      {shape.kind === 'circle' ? (
        <Field label={t('draw.radius')} value={formatLength(shape.radiusM)} />
      ) : null}
      {shape.kind === 'corridor' ? (
        <Field label={t('draw.width')} value={formatLength(shape.widthM)} />
      ) : null}
      {heights ? (
        <Field
          label={t('zone.heights')}
          value={t('zone.heights.are', { floor: formatMetres(floorM), ceiling: formatMetres(ceilingM) })}
        />
      ) : null}
      <Field
        label={t('zone.member.schedule')}
        value={schedule === undefined ? t('schedule.always') : scheduleText(t, schedule)}
      />
      {next === undefined ? null : (
        <Field label={t('zone.next')} value={`${formatFullMomentUtc(next)} UTC`} />
      )}
      {critical?.map((period, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place in the list
        <Field key={at} label={t('zone.member.critical')} value={scheduleText(t, period)} />
      ))}
      {value.rules === undefined || value.rules.length === 0 ? null : (
        <Field label={t('zone.member.rules')} value={zoneMemberText(t, 'rules', value)} />
      )}
      {note === undefined ? null : <p className="record-note">{note}</p>}
    </dl>
  );
}
