/** The form of any record: it is saved, it meets what others saved meanwhile, and nothing written is lost unasked. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { RecordKind, RecordValues, Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { useServices } from '../services.ts';
import { Conflict } from './Conflict.tsx';
import { Editors, useTellEditing } from './Editors.tsx';
import { Meanwhile } from './Meanwhile.tsx';
import { whyNot } from './whynot.ts';
import { focusWrong } from './wrongfield.ts';
import '../card/card.css';
import '../report/report.css';
import './records.css';

export type Checked<T, F extends object> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: F };

interface RecordFormProps<K extends RecordKind, F extends object> {
  readonly kind: K;
  /** The version that it is changed upon; undefined: a new one. */
  readonly upon: Version<K> | undefined;
  readonly title: string;
  /** Over the map, or a card within a workspace's column. */
  readonly look: 'panel' | 'card';
  readonly saveLabel: string;
  /** What would be saved, or what is to be put right first. */
  readonly check: () => Checked<RecordValues[K], F>;
  /** Something was typed that cannot be read, and must not be lost unnoticed. */
  readonly isUnread?: (form: HTMLFormElement) => boolean;
  readonly conflict: Version<K> | undefined;
  readonly onConflict: (theirs: Version<K>) => void;
  readonly label: (member: keyof RecordValues[K] & string) => string;
  readonly describe: (member: keyof RecordValues[K] & string, value: RecordValues[K]) => string;
  /** Goes on with what was chosen, upon their version. */
  readonly onGoOn: (upon: Version<K>) => void;
  /** Asked whether what was written may be lost. */
  readonly leaving: boolean;
  readonly onLeave: () => void;
  readonly onStay: () => void;
  /** It is over: saved, or thrown away. */
  readonly onEnd: () => void;
  readonly children: (faults: Partial<F>, tried: boolean) => ReactNode;
}

export function RecordForm<K extends RecordKind, F extends object>(props: RecordFormProps<K, F>): ReactNode {
  const { kind, upon, title, look, check, isUnread, conflict, onConflict, onEnd, onLeave } = props;
  const t = useWords();
  const services = useServices();
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  useTellEditing(kind, upon?.id);
  const checked = tried ? check() : undefined;
  const faults: Partial<F> = checked?.ok === false ? checked.faults : {};
  const isPanel = look === 'panel';

  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const unread = isUnread?.(event.currentTarget) === true;
    setTried(true);
    const sound = check();
    if (!sound.ok || unread) focusWrong(event.currentTarget);
    if (!sound.ok || unread || saving) return;
    setSaving(true);
    setRefused(undefined);
    const answer =
      upon === undefined
        ? await services.createRecord(kind, sound.value)
        : await services.changeRecord(kind, upon.id, upon.version, sound.value);
    setSaving(false);
    if (answer.ok) {
      onEnd();
      chooseRecord({ kind, id: answer.value.record.id });
    } else if (answer.current?.kind === kind) onConflict(answer.current as Version<K>);
    else setRefused(whyNot(answer));
  };

  const mine = conflict === undefined ? undefined : check();
  return (
    <form
      className={isPanel ? 'report panel' : 'plan-card'}
      aria-label={title}
      noValidate
      onSubmit={(event) => void save(event)}
    >
      <header className={isPanel ? 'report-head' : 'plan-head'}>
        <h2>{title}</h2>
        <Button
          label={t('zone.form.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          {...(isPanel && { hotkey: 'Esc' })}
          onClick={onLeave}
        />
      </header>
      {upon === undefined ? null : <Editors kind={kind} id={upon.id} />}
      {conflict !== undefined && upon !== undefined && mine?.ok === true ? (
        <Conflict
          was={upon.value}
          theirs={conflict}
          mine={mine.value}
          describe={props.describe}
          label={props.label}
          onTheirs={() => {
            onEnd();
            chooseRecord({ kind, id: conflict.id });
          }}
          onChosen={(value) => props.onGoOn({ ...conflict, value })}
        />
      ) : (
        <div className={isPanel ? 'report-body scrolls' : 'plan-scroll scrolls'}>
          {props.children(faults, tried)}
        </div>
      )}
      <footer className="report-foot">
        {upon === undefined || conflict !== undefined ? null : (
          <Meanwhile
            upon={upon}
            onLook={(theirs) => {
              setTried(true);
              if (check().ok) onConflict(theirs);
            }}
          />
        )}
        {Object.keys(faults).length === 0 ? null : (
          <p className="card-fault" role="alert">
            {t('report.wrong', { count: Object.keys(faults).length })}
          </p>
        )}
        {refused === undefined ? null : (
          <p className="card-fault" role="alert">
            {t('zone.refused', { reason: refused })}
          </p>
        )}
        {props.leaving ? (
          <Leaving onStay={props.onStay} onEnd={onEnd} />
        ) : (
          <>
            <Button look="flat" label={t('zone.discard')} onClick={onLeave} />
            <button
              type="submit"
              className="button button-raised"
              disabled={saving || conflict !== undefined}
            >
              <span className="button-label">{props.saveLabel}</span>
            </button>
          </>
        )}
      </footer>
    </form>
  );
}

/** What was written would be lost: that is asked for. */
function Leaving({ onStay, onEnd }: { readonly onStay: () => void; readonly onEnd: () => void }): ReactNode {
  const t = useWords();
  return (
    <div className="card-confirm" role="alertdialog" aria-label={t('zone.leave')}>
      <p>{t('zone.leave.sure')}</p>
      <Button label={t('zone.leave.stay')} autoFocus onClick={onStay} />
      <Button look="raised" label={t('zone.leave.go')} onClick={onEnd} />
    </div>
  );
}
