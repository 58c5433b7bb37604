/** What can happen next with a thing, as buttons; where a reason is needed it is asked for first. */
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import '../card/card.css';
import './records.css';

export interface OfferedEvent {
  readonly event: string;
  readonly label: string;
  readonly needsReason: boolean;
  /** It cannot be taken back: asked for twice. */
  readonly sure?: string;
}

interface RecordEventsProps {
  readonly events: readonly OfferedEvent[];
  /** Answers why not; undefined: it was done. */
  readonly onTell: (event: string, reason?: string) => Promise<string | undefined>;
}

const MOST_REASON = 1000;

export function RecordEvents({ events, onTell }: RecordEventsProps): ReactNode {
  const t = useWords();
  const field = useId();
  const [asking, setAsking] = useState<OfferedEvent>();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const tell = async ({ event }: OfferedEvent, said?: string): Promise<void> => {
    setBusy(true);
    const why = await onTell(event, said);
    setBusy(false);
    setFault(why);
    if (why !== undefined) return;
    setAsking(undefined);
    setReason('');
  };
  if (events.length === 0) return null;
  return (
    <>
      <div className="record-events">
        {events.map((offer) => (
          <Button
            key={offer.event}
            label={offer.label}
            disabled={busy}
            aria-expanded={offer.needsReason ? asking?.event === offer.event : undefined}
            onClick={() =>
              offer.needsReason || offer.sure !== undefined ? setAsking(offer) : void tell(offer)
            }
          />
        ))}
      </div>
      {asking === undefined ? null : (
        <form
          className="card-confirm record-reason"
          aria-label={asking.label}
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (!asking.needsReason || reason.trim() !== '')
              void tell(asking, asking.needsReason ? reason.trim() : undefined);
          }}
        >
          {asking.sure === undefined ? null : <p>{asking.sure}</p>}
          {asking.needsReason ? (
            <div className="report-field record-reason-field">
              <label className="label" htmlFor={field}>
                {t('event.reason')}
              </label>
              <input
                id={field}
                className="field"
                type="text"
                maxLength={MOST_REASON}
                value={reason}
                required
                // biome-ignore lint/a11y/noAutofocus: the person has just asked to give it
                autoFocus
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          ) : null}
          <Button label={t('event.keep')} onClick={() => setAsking(undefined)} />
          <button
            type="submit"
            className="button button-raised"
            disabled={busy || (asking.needsReason && reason.trim() === '')}
          >
            <span className="button-label">{asking.label}</span>
          </button>
        </form>
      )}
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('event.refused', { reason: fault })}
        </p>
      )}
    </>
  );
}
