/** What an act needs beside its name: to whom, for how long, why. */
import { type FormEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { type Alert, SHELF_TIMES, type ShelfTime } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { clearMarked } from '../../store/alertview.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import type { Acting } from './useAnswering.ts';

export type AskedAct = 'assign' | 'comment' | 'escalate' | 'shelve' | 'join' | 'sendToRescue';

interface ActFormProps {
  readonly act: AskedAct;
  readonly alert: Alert;
  /** Others that are marked. */
  readonly others: readonly string[];
  readonly acting: Acting;
  readonly onEnd: () => void;
}

const MOST_TEXT = 500;

export function ActForm({ act, alert, others, acting, onEnd }: ActFormProps): ReactNode {
  const t = useWords();
  const textId = useId();
  const [text, setText] = useState('');
  const [time, setTime] = useState<ShelfTime>('occurrence');
  const people = usePeople();
  const [to, setTo] = useState('');
  const asksText = act === 'comment' || act === 'escalate' || act === 'shelve';
  const needsText = act === 'comment' || act === 'shelve';
  const said = text.trim();
  const form = useFocusWithin();
  const ready = (!needsText || said !== '') && (act !== 'assign' || to !== '');

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || acting.busy) return;
    if (await done()) onEnd();
  };
  const done = async (): Promise<boolean> => {
    const { id } = alert;
    switch (act) {
      case 'assign':
        return acting.act(id, 'assign', { to });
      case 'comment':
        return acting.act(id, 'comment', { text: said });
      case 'escalate':
        return acting.act(id, 'escalate', said === '' ? {} : { reason: said });
      case 'shelve':
        return acting.act(id, 'shelve', { time, reason: said });
      case 'sendToRescue':
        return acting.act(id, 'sendToRescue', {});
      case 'join': {
        const joined = await acting.actMany('join', others, { into: id });
        if (joined) clearMarked();
        return joined;
      }
      default:
        return act satisfies never;
    }
  };
  return (
    <form
      ref={form}
      tabIndex={-1}
      className="alert-form"
      aria-label={t(`alerts.act.${act}`)}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onEnd();
      }}
    >
      {act === 'shelve' ? (
        <SelectField
          label={t('alerts.act.shelve.time')}
          value={time}
          choices={SHELF_TIMES.map((each) => [each, t(`alerts.shelf.${each}`)])}
          onChoose={setTime}
        />
      ) : null}
      {act === 'assign' ? (
        people.length === 0 ? (
          <p className="quiet">{t('alerts.act.assign.nobody')}</p>
        ) : (
          <SelectField
            label={t('alerts.act.assign.to')}
            value={to}
            choices={[['', t('alerts.card.owner.none')], ...people]}
            onChoose={setTo}
          />
        )
      ) : null}
      {act === 'join' ? <p>{t('alerts.act.join.into')}</p> : null}
      {act === 'sendToRescue' ? <p>{t('alerts.act.rescue.sure')}</p> : null}
      {asksText ? (
        <div className="report-field">
          <label className="label" htmlFor={textId}>
            {t(
              act === 'shelve'
                ? 'alerts.act.shelve.reason'
                : act === 'escalate'
                  ? 'alerts.act.escalate.reason'
                  : 'alerts.act.comment.text',
            )}
          </label>
          <textarea
            id={textId}
            className="field report-note"
            rows={2}
            maxLength={MOST_TEXT}
            required={needsText}
            // biome-ignore lint/a11y/noAutofocus: the form was opened to type into it
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event);
            }}
          />
        </div>
      ) : null}
      <div className="report-buttons">
        <button type="submit" className="button button-raised" disabled={!ready || acting.busy}>
          <span className="button-label">
            {t(act === 'comment' ? 'alerts.act.send' : `alerts.act.${act}`)}
          </span>
        </button>
        <Button look="flat" label={t('alerts.act.cancel')} onClick={onEnd} />
      </div>
    </form>
  );
}

/** Opened by a key, it has the focus, for Tab and Escape; afterwards it goes back to where it was. */
function useFocusWithin(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (form.current?.contains(document.activeElement) === false) form.current.focus();
    return () => {
      if (document.activeElement !== document.body || !(before instanceof HTMLElement)) return;
      if (before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
  return form;
}

/** People whom one may see, oneself apart, by name. */
function usePeople(): readonly (readonly [string, string])[] {
  const people = useRecords((records) => records.tables.person);
  const me = useSession((session) => session.me?.personId);
  return [...people.values()]
    .filter(({ id }) => id !== me)
    .map(({ id, value }) => [id, value.name] as const)
    .toSorted((a, b) => a[1].localeCompare(b[1]));
}
