/** What may happen to a patrol next, by the person before the screen. */
import { type ReactNode, useId, useState } from 'react';
import type { Finding, Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { type Offer, offeredEvents } from './events.ts';
import { FindingLine } from './FindingLine.tsx';

export function PatrolEvents({ version }: { readonly version: Version<'patrol'> }): ReactNode {
  const t = useWords();
  const session = useSession();
  const services = useServices();
  const [asked, setAsked] = useState<Offer>();
  const [fault, setFault] = useState<string>();
  const [found, setFound] = useState<readonly Finding[]>([]);
  const [doing, setDoing] = useState(false);
  const offers = offeredEvents(version.value, {
    agency: session.me?.agency,
    may: (action) => may(session, action),
  });
  if (offers.length === 0) return null;
  const tell = async (offer: Offer, reason?: string, details?: unknown): Promise<void> => {
    setDoing(true);
    const answer = await services.tellEvent(
      'patrol',
      version.id,
      offer.event,
      version.version,
      reason,
      details,
    );
    setDoing(false);
    setFault(answer.ok ? undefined : whyNot(answer));
    setFound(answer.ok ? [] : (answer.findings ?? []));
    if (answer.ok) setAsked(undefined);
  };
  return (
    <section className="card-section plan-events" aria-label={t('patrol.events')}>
      <div className="report-buttons">
        {offers.map((offer) => (
          <Button
            key={offer.event}
            label={t(`patrol.event.${offer.event}`)}
            look={offer.event === 'abort' || offer.event === 'decline' ? 'normal' : 'raised'}
            disabled={doing}
            aria-pressed={asked?.event === offer.event ? true : undefined}
            onClick={() => (offer.asks === undefined ? void tell(offer) : setAsked(offer))}
          />
        ))}
      </div>
      {asked === undefined ? null : (
        <AskedFirst
          key={asked.event}
          offer={asked}
          patrolId={version.id}
          onCancel={() => setAsked(undefined)}
          onTell={(reason, details) => void tell(asked, reason, details)}
        />
      )}
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('patrol.event.refused', { reason: fault })}
        </p>
      )}
      {found.map((finding) => (
        <FindingLine key={JSON.stringify(finding)} finding={finding} of="saved" />
      ))}
    </section>
  );
}

interface AskedFirstProps {
  readonly offer: Offer;
  readonly patrolId: string;
  readonly onCancel: () => void;
  readonly onTell: (reason: string | undefined, details: unknown) => void;
}

/** A reason, what was done, or who takes over: before it happens. */
function AskedFirst({ offer, patrolId, onCancel, onTell }: AskedFirstProps): ReactNode {
  const t = useWords();
  const id = useId();
  const patrols = useRecords((records) => records.tables.patrol);
  const [text, setText] = useState('');
  const label =
    offer.asks === 'reason'
      ? 'patrol.reason'
      : offer.asks === 'next'
        ? 'patrol.handTo'
        : 'patrol.outcome.ask';
  const missing = offer.asks !== 'outcome' && text.trim() === '';
  const details = (): unknown => {
    if (text.trim() === '') return undefined;
    return offer.asks === 'next'
      ? { to: text }
      : offer.asks === 'outcome'
        ? { outcome: text.trim() }
        : undefined;
  };
  const next = [...patrols.values()].filter(
    (each) => each.id !== patrolId && ['accepted', 'briefed', 'underWay'].includes(each.value.state),
  );
  return (
    <div className="plan-asked">
      <label className="label" htmlFor={id}>
        {t(label)}
      </label>
      {offer.asks === 'next' ? (
        <select id={id} className="field" value={text} onChange={(event) => setText(event.target.value)}>
          <option value="">{t('patrol.handTo.none')}</option>
          {next.map((each) => (
            <option key={each.id} value={each.id}>
              {each.value.title} · {formatMomentUtc(each.value.fromMs)}
            </option>
          ))}
        </select>
      ) : (
        <textarea
          id={id}
          className="field report-note"
          rows={2}
          maxLength={1000}
          value={text}
          aria-invalid={missing}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className="report-buttons">
        <Button label={t('patrol.cancel')} onClick={onCancel} />
        <Button
          label={t(`patrol.event.${offer.event}`)}
          disabled={missing}
          title={missing ? t(offer.asks === 'next' ? 'patrol.handTo' : 'patrol.reason.needed') : undefined}
          onClick={() => onTell(offer.asks === 'reason' ? text.trim() : undefined, details())}
        />
      </div>
    </div>
  );
}
