/** A zone is written: drawn on the map or typed, with what it is for, when, and who may see it. */
import type { ReactNode } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useDrawing } from '../../store/drawing.ts';
import { shapeOf } from '../../store/pen.ts';
import { penFault } from '../../store/penfault.ts';
import { useSession } from '../../store/session.ts';
import { RecordForm } from '../records/RecordForm.tsx';
import { DrawPart } from './DrawPart.tsx';
import { leaveZone, useLeaving } from './leaving.ts';
import { editZone, endZone, useZoneDraft } from './useZoneDraft.ts';
import { ZoneFields } from './ZoneFields.tsx';
import { checkZone, isLocked, type ZoneDraft } from './zonedraft.ts';
import { zoneMemberText } from './zonemembers.ts';
import './zones.css';

export function ZoneForm({ draft }: { readonly draft: ZoneDraft }): ReactNode {
  const t = useWords();
  const agency = useSession((session) => session.me?.agency);
  const conflict = useZoneDraft((state) => state.conflict);
  const pen = useDrawing((state) => state.drawing?.pen);
  const leaving = useLeaving((state) => state.asking);
  const { upon } = draft;
  const locked = isLocked(upon?.value.life);
  return (
    <RecordForm
      kind="zone"
      upon={upon}
      title={upon === undefined ? t('zone.new') : t('zone.change', { name: upon.value.name })}
      look="panel"
      saveLabel={t(upon === undefined ? 'zone.save.new' : 'zone.save')}
      check={() => {
        const drawn = pen === undefined || penFault(pen) !== undefined ? undefined : shapeOf(pen);
        const shape = locked ? upon?.value.shape : drawn;
        const nowMs = timeNowMs(performance.now()) ?? 0;
        return checkZone(draft, shape, agency ?? agencyId(''), nowMs);
      }}
      // A position that cannot be read is no part of the shape yet.
      isUnread={(form) => form.querySelector('.corners .field:invalid') !== null}
      conflict={conflict}
      onConflict={(theirs) => useZoneDraft.setState({ conflict: theirs })}
      label={(member) => t(`zone.member.${member}`)}
      describe={(member, value) => zoneMemberText(t, member, value)}
      onGoOn={editZone}
      leaving={leaving}
      onLeave={leaveZone}
      onStay={() => useLeaving.setState({ asking: false })}
      onEnd={endZone}
    >
      {(faults, tried) => (
        <>
          {locked ? <p className="card-note">{t('zone.locked')}</p> : <DrawPart tried={tried} />}
          <ZoneFields draft={draft} faults={faults} locked={locked} />
        </>
      )}
    </RecordForm>
  );
}
