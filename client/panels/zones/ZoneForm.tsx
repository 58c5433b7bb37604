/** A zone is written: drawn on the map or typed, with what it is for, when, and who may see it. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type FormEvent, type ReactNode, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useDrawing } from '../../store/drawing.ts';
import { shapeOf } from '../../store/pen.ts';
import { penFault } from '../../store/penfault.ts';
import { useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Conflict } from '../records/Conflict.tsx';
import { Editors, useTellEditing } from '../records/Editors.tsx';
import { Meanwhile } from '../records/Meanwhile.tsx';
import { whyNot } from '../records/whynot.ts';
import { focusWrong } from '../records/wrongfield.ts';
import { useServices } from '../services.ts';
import { DrawPart } from './DrawPart.tsx';
import { leaveZone, useLeaving } from './leaving.ts';
import { editZone, endZone, useZoneDraft } from './useZoneDraft.ts';
import { ZoneFields } from './ZoneFields.tsx';
import { type CheckedZone, checkZone, isLocked, type ZoneDraft } from './zonedraft.ts';
import { zoneMemberText } from './zonemembers.ts';
import '../card/card.css';
import '../report/report.css';
import './zones.css';

export function ZoneForm({ draft }: { readonly draft: ZoneDraft }): ReactNode {
  const t = useWords();
  const services = useServices();
  const agency = useSession((session) => session.me?.agency);
  const conflict = useZoneDraft((state) => state.conflict);
  const pen = useDrawing((state) => state.drawing?.pen);
  const leaving = useLeaving((state) => state.asking);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { upon } = draft;
  useTellEditing('zone', upon?.id);
  const locked = isLocked(upon?.value.life);

  const check = (): CheckedZone => {
    const drawn = pen === undefined || penFault(pen) !== undefined ? undefined : shapeOf(pen);
    const shape = locked ? upon?.value.shape : drawn;
    const nowMs = timeNowMs(performance.now()) ?? 0;
    return checkZone(draft, shape, agency ?? agencyId(''), nowMs);
  };
  const checked = tried ? check() : undefined;
  const faults = checked?.ok === false ? checked.faults : {};

  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    // A position that cannot be read is no part of the shape yet, and must not be lost unnoticed.
    const unread = form.querySelector('.corners .field:invalid') !== null;
    setTried(true);
    const sound = check();
    if (!sound.ok || unread) focusWrong(form);
    if (!sound.ok || unread || saving) return;
    setSaving(true);
    setRefused(undefined);
    const answer =
      upon === undefined
        ? await services.createRecord('zone', sound.value)
        : await services.changeRecord('zone', upon.id, upon.version, sound.value);
    setSaving(false);
    if (answer.ok) {
      endZone();
      chooseRecord({ kind: 'zone', id: answer.value.record.id });
    } else if (answer.current?.kind === 'zone') {
      useZoneDraft.setState({ conflict: answer.current as Version<'zone'> });
    } else setRefused(whyNot(answer));
  };

  const title = upon === undefined ? t('zone.new') : t('zone.change', { name: upon.value.name });
  const mine = conflict === undefined ? undefined : check();
  return (
    <form className="report panel" aria-label={title} noValidate onSubmit={(event) => void save(event)}>
      <header className="report-head">
        <h2>{title}</h2>
        <Button
          label={t('zone.form.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={leaveZone}
        />
      </header>
      {upon === undefined ? null : <Editors kind="zone" id={upon.id} />}
      {conflict !== undefined && upon !== undefined && mine?.ok === true ? (
        <Conflict
          was={upon.value}
          theirs={conflict}
          mine={mine.value}
          describe={(member, value) => zoneMemberText(t, member, value)}
          label={(member) => t(`zone.member.${member}`)}
          onTheirs={() => {
            endZone();
            chooseRecord({ kind: 'zone', id: conflict.id });
          }}
          onChosen={(value) => editZone({ ...conflict, value })}
        />
      ) : (
        <div className="report-body scrolls">
          {locked ? <p className="card-note">{t('zone.locked')}</p> : <DrawPart tried={tried} />}
          <ZoneFields draft={draft} faults={faults} locked={locked} />
        </div>
      )}
      <footer className="report-foot">
        {upon === undefined || conflict !== undefined ? null : (
          <Meanwhile
            upon={upon}
            onLook={(theirs) => {
              setTried(true);
              if (check().ok) useZoneDraft.setState({ conflict: theirs });
            }}
          />
        )}
        {leaving ? <Leaving /> : null}
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
        {leaving ? null : (
          <>
            <Button look="flat" label={t('zone.discard')} onClick={leaveZone} />
            <button
              type="submit"
              className="button button-raised"
              disabled={saving || conflict !== undefined}
            >
              <span className="button-label">{t(upon === undefined ? 'zone.save.new' : 'zone.save')}</span>
            </button>
          </>
        )}
      </footer>
    </form>
  );
}

/** What was written would be lost: that is asked for. */
function Leaving(): ReactNode {
  const t = useWords();
  return (
    <div className="card-confirm" role="alertdialog" aria-label={t('zone.leave')}>
      <p>{t('zone.leave.sure')}</p>
      <Button label={t('zone.leave.stay')} autoFocus onClick={() => useLeaving.setState({ asking: false })} />
      <Button look="raised" label={t('zone.leave.go')} onClick={endZone} />
    </div>
  );
}
