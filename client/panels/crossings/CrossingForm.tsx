/** A crossing point is entered or changed: where, which hours and lanes, whom to call. How it is now is said elsewhere. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type FormEvent, type ReactNode, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Conflict } from '../records/Conflict.tsx';
import { Editors, useTellEditing } from '../records/Editors.tsx';
import { Meanwhile } from '../records/Meanwhile.tsx';
import { whyNot } from '../records/whynot.ts';
import { focusWrong } from '../records/wrongfield.ts';
import { useServices } from '../services.ts';
import { CrossingFields } from './CrossingFields.tsx';
import { type CheckedCrossing, type CrossingDraft, checkCrossing } from './crossingdraft.ts';
import { crossingMemberText } from './crossingmembers.ts';
import { editCrossing, endCrossing, leaveCrossing, useCrossingDraft } from './useCrossingDraft.ts';
import { usePlaceOnMap } from './usePlaceOnMap.ts';
import '../card/card.css';
import '../report/report.css';
import '../zones/zones.css';
import './crossings.css';

export function CrossingForm({ draft }: { readonly draft: CrossingDraft }): ReactNode {
  const t = useWords();
  const services = useServices();
  const agency = useSession((session) => session.me?.agency);
  const conflict = useCrossingDraft((state) => state.conflict);
  const leaving = useCrossingDraft((state) => state.leaving);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  usePlaceOnMap(draft.position);
  const { upon } = draft;
  useTellEditing('crossingPoint', upon?.id);
  const check = (): CheckedCrossing => checkCrossing(draft, agency ?? agencyId(''));
  const checked = tried ? check() : undefined;
  const faults = checked?.ok === false ? checked.faults : {};

  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const sound = check();
    if (!sound.ok) focusWrong(event.currentTarget);
    if (!sound.ok || saving) return;
    setSaving(true);
    setRefused(undefined);
    const answer =
      upon === undefined
        ? await services.createRecord('crossingPoint', sound.value)
        : await services.changeRecord('crossingPoint', upon.id, upon.version, sound.value);
    setSaving(false);
    if (answer.ok) {
      endCrossing();
      chooseRecord({ kind: 'crossingPoint', id: answer.value.record.id });
    } else if (answer.current?.kind === 'crossingPoint') {
      useCrossingDraft.setState({ conflict: answer.current as Version<'crossingPoint'> });
    } else setRefused(whyNot(answer));
  };

  const title = upon === undefined ? t('crossing.new') : t('crossing.change', { name: upon.value.name });
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
          onClick={leaveCrossing}
        />
      </header>
      {upon === undefined ? null : <Editors kind="crossingPoint" id={upon.id} />}
      {conflict !== undefined && upon !== undefined && mine?.ok === true ? (
        <Conflict
          was={upon.value}
          theirs={conflict}
          mine={mine.value}
          describe={(member, value) => crossingMemberText(t, member, value)}
          label={(member) => t(`crossing.member.${member}`)}
          onTheirs={() => {
            endCrossing();
            chooseRecord({ kind: 'crossingPoint', id: conflict.id });
          }}
          onChosen={(value) => editCrossing({ ...conflict, value })}
        />
      ) : (
        <div className="report-body scrolls">
          <CrossingFields draft={draft} faults={faults} />
        </div>
      )}
      <footer className="report-foot">
        {upon === undefined || conflict !== undefined ? null : (
          <Meanwhile
            upon={upon}
            onLook={(theirs) => {
              setTried(true);
              if (check().ok) useCrossingDraft.setState({ conflict: theirs });
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
        {leaving ? (
          <div className="card-confirm" role="alertdialog" aria-label={t('zone.leave')}>
            <p>{t('zone.leave.sure')}</p>
            <Button
              label={t('zone.leave.stay')}
              autoFocus
              onClick={() => useCrossingDraft.setState({ leaving: false })}
            />
            <Button look="raised" label={t('zone.leave.go')} onClick={endCrossing} />
          </div>
        ) : (
          <>
            <Button look="flat" label={t('zone.discard')} onClick={leaveCrossing} />
            <button
              type="submit"
              className="button button-raised"
              disabled={saving || conflict !== undefined}
            >
              <span className="button-label">
                {t(upon === undefined ? 'crossing.save.new' : 'zone.save')}
              </span>
            </button>
          </>
        )}
      </footer>
    </form>
  );
}
