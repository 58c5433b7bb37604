/** Who sends and who does not, at the head of the card: what, since when, and what that means. */
import type { ReactNode } from 'react';
import { ContactState } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { formatAge, formatTimeUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { ContactSign } from '../ContactSign.tsx';
import { contactName } from '../contactsigns.ts';

interface ContactMarkProps {
  /** `ContactState`. */
  readonly state: number;
  /** When its AIS was last heard, while that is over. */
  readonly silentSinceMs: number | undefined;
  /** Who reported it. */
  readonly saidBy: string | undefined;
}

export function ContactMark({ state, silentSinceMs, saidBy }: ContactMarkProps): ReactNode {
  const t = useWords();
  const now = timeNowMs(usePageNow(1000));
  const name = contactName(state);
  if (name === undefined) return null;
  const since =
    silentSinceMs === undefined || now === undefined
      ? undefined
      : t('contact.since', { time: formatTimeUtc(silentSinceMs), age: formatAge(now - silentSinceMs) });
  const word =
    state === ContactState.manual && saidBy !== undefined
      ? t('contact.manual.by', { who: saidBy })
      : t(`contact.${name}`);
  return (
    <div className="card-contact" data-contact={name}>
      <ContactSign name={name} />
      <p>
        <strong>{word}</strong>
        {since === undefined ? null : <span className="num"> {since}</span>}
        <span className="card-contact-long">{t(`contact.${name}.long`)}</span>
      </p>
    </div>
  );
}
