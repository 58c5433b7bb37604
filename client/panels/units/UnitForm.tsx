/** A unit is entered or changed: what it is, who is aboard, what it can, when it works, and which track is its. */
import type { ReactNode } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { boardNowMs } from '../patrols/boardtime.ts';
import { RecordForm } from '../records/RecordForm.tsx';
import { CrewFields } from './CrewFields.tsx';
import { UnitFields } from './UnitFields.tsx';
import { checkUnit, type UnitDraft } from './unitdraft.ts';
import { unitMemberText } from './unitmembers.ts';
import { endUnit, goOnUpon, leaveUnit, useUnitDraft } from './useUnitDraft.ts';
import '../zones/zones.css';
import './units.css';

export function UnitForm({ draft }: { readonly draft: UnitDraft }): ReactNode {
  const t = useWords();
  const own = useSession((session) => session.me?.agency);
  const agencies = useRecords((records) => records.tables.agency);
  const { conflict, leaving } = useUnitDraft();
  const { upon } = draft;
  const agencyName = (id: string): string => agencies.get(id)?.value.name ?? id;
  return (
    <RecordForm
      kind="unit"
      upon={upon}
      title={upon === undefined ? t('unit.new') : t('unit.change.of', { name: upon.value.callSign })}
      look="card"
      saveLabel={t(upon === undefined ? 'unit.save.new' : 'zone.save')}
      check={() => checkUnit(draft, own ?? agencyId(''), boardNowMs())}
      conflict={conflict}
      onConflict={(theirs) => useUnitDraft.setState({ conflict: theirs })}
      label={(member) => t(`unit.member.${member}`)}
      describe={(member, value) => unitMemberText(t, member, value, agencyName)}
      onGoOn={goOnUpon}
      leaving={leaving}
      onLeave={leaveUnit}
      onStay={() => useUnitDraft.setState({ leaving: false })}
      onEnd={endUnit}
    >
      {(faults) => (
        <UnitFields draft={draft} faults={faults} crew={<CrewFields draft={draft} faults={faults} />} />
      )}
    </RecordForm>
  );
}
