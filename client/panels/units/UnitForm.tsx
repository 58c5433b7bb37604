/** A unit is entered or changed: what it is, who is aboard, what it can, when it works, and which track is its. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type FormEvent, type ReactNode, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { chooseRecord } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { boardNowMs } from '../patrols/boardtime.ts';
import { Conflict } from '../records/Conflict.tsx';
import { Editors, useTellEditing } from '../records/Editors.tsx';
import { Meanwhile } from '../records/Meanwhile.tsx';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { CrewFields } from './CrewFields.tsx';
import { UnitFields } from './UnitFields.tsx';
import { type CheckedUnit, checkUnit, type UnitDraft } from './unitdraft.ts';
import { unitMemberText } from './unitmembers.ts';
import { endUnit, goOnUpon, leaveUnit, useUnitDraft } from './useUnitDraft.ts';
import '../card/card.css';
import '../report/report.css';
import '../zones/zones.css';
import './units.css';

export function UnitForm({ draft }: { readonly draft: UnitDraft }): ReactNode {
  const t = useWords();
  const services = useServices();
  const own = useSession((session) => session.me?.agency);
  const agencies = useRecords((records) => records.tables.agency);
  const conflict = useUnitDraft((state) => state.conflict);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { upon } = draft;
  useTellEditing('unit', upon?.id);
  const check = (): CheckedUnit => checkUnit(draft, own ?? agencyId(''), boardNowMs());
  const checked = tried ? check() : undefined;
  const faults = checked?.ok === false ? checked.faults : {};

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const sound = check();
    if (!sound.ok || saving) return;
    setSaving(true);
    setRefused(undefined);
    const answer =
      upon === undefined
        ? await services.createRecord('unit', sound.value)
        : await services.changeRecord('unit', upon.id, upon.version, sound.value);
    setSaving(false);
    if (answer.ok) {
      endUnit();
      chooseRecord({ kind: 'unit', id: answer.value.record.id });
    } else if (answer.current?.kind === 'unit') {
      useUnitDraft.setState({ conflict: answer.current as Version<'unit'> });
    } else setRefused(whyNot(answer));
  };

  const title = upon === undefined ? t('unit.new') : t('unit.change.of', { name: upon.value.callSign });
  const mine = conflict === undefined ? undefined : check();
  const agencyName = (id: string): string => agencies.get(id)?.value.name ?? id;
  return (
    <form className="plan-card" aria-label={title} noValidate onSubmit={(event) => void save(event)}>
      <header className="plan-head">
        <h2>{title}</h2>
        <Button
          label={t('zone.form.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          onClick={leaveUnit}
        />
      </header>
      {upon === undefined ? null : <Editors kind="unit" id={upon.id} />}
      {conflict !== undefined && upon !== undefined && mine?.ok === true ? (
        <Conflict
          was={upon.value}
          theirs={conflict}
          mine={mine.value}
          describe={(member, value) => unitMemberText(t, member, value, agencyName)}
          label={(member) => t(`unit.member.${member}`)}
          onTheirs={() => {
            endUnit();
            chooseRecord({ kind: 'unit', id: conflict.id });
          }}
          onChosen={(value) => goOnUpon({ ...conflict, value })}
        />
      ) : (
        <div className="plan-scroll scrolls">
          <UnitFields draft={draft} faults={faults} crew={<CrewFields draft={draft} faults={faults} />} />
        </div>
      )}
      <Foot
        draft={draft}
        faults={Object.keys(faults).length}
        refused={refused}
        saving={saving}
        onLook={(theirs) => {
          setTried(true);
          if (check().ok) useUnitDraft.setState({ conflict: theirs });
        }}
      />
    </form>
  );
}

interface FootProps {
  readonly draft: UnitDraft;
  readonly faults: number;
  readonly refused: string | undefined;
  readonly saving: boolean;
  readonly onLook: (theirs: Version<'unit'>) => void;
}

function Foot({ draft: { upon }, faults, refused, saving, onLook }: FootProps): ReactNode {
  const t = useWords();
  const conflict = useUnitDraft((state) => state.conflict);
  const leaving = useUnitDraft((state) => state.leaving);
  return (
    <footer className="report-foot">
      {upon === undefined || conflict !== undefined ? null : <Meanwhile upon={upon} onLook={onLook} />}
      {faults === 0 ? null : (
        <p className="card-fault" role="alert">
          {t('report.wrong', { count: faults })}
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
            onClick={() => useUnitDraft.setState({ leaving: false })}
          />
          <Button look="raised" label={t('zone.leave.go')} onClick={endUnit} />
        </div>
      ) : (
        <>
          <Button look="flat" label={t('zone.discard')} onClick={leaveUnit} />
          <button type="submit" className="button button-raised" disabled={saving || conflict !== undefined}>
            <span className="button-label">{t(upon === undefined ? 'unit.save.new' : 'zone.save')}</span>
          </button>
        </>
      )}
    </footer>
  );
}
