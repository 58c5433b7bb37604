/** A crossing point is entered or changed: where, which hours and lanes, whom to call. How it is now is said elsewhere. */
import type { ReactNode } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { RecordForm } from '../records/RecordForm.tsx';
import { CrossingFields } from './CrossingFields.tsx';
import { type CrossingDraft, checkCrossing } from './crossingdraft.ts';
import { crossingMemberText } from './crossingmembers.ts';
import { editCrossing, endCrossing, leaveCrossing, useCrossingDraft } from './useCrossingDraft.ts';
import { usePlaceOnMap } from './usePlaceOnMap.ts';
import '../zones/zones.css';
import './crossings.css';

export function CrossingForm({ draft }: { readonly draft: CrossingDraft }): ReactNode {
  const t = useWords();
  const agency = useSession((session) => session.me?.agency);
  const { conflict, leaving } = useCrossingDraft();
  usePlaceOnMap(draft.position);
  const { upon } = draft;
  return (
    <RecordForm
      kind="crossingPoint"
      upon={upon}
      title={upon === undefined ? t('crossing.new') : t('crossing.change', { name: upon.value.name })}
      look="panel"
      saveLabel={t(upon === undefined ? 'crossing.save.new' : 'zone.save')}
      check={() => checkCrossing(draft, agency ?? agencyId(''))}
      conflict={conflict}
      onConflict={(theirs) => useCrossingDraft.setState({ conflict: theirs })}
      label={(member) => t(`crossing.member.${member}`)}
      describe={(member, value) => crossingMemberText(t, member, value)}
      onGoOn={editCrossing}
      leaving={leaving}
      onLeave={leaveCrossing}
      onStay={() => useCrossingDraft.setState({ leaving: false })}
      onEnd={endCrossing}
    >
      {(faults) => <CrossingFields draft={draft} faults={faults} />}
    </RecordForm>
  );
}
