/** Lets another agency see this one track; a distress with a warning first. */
import { type ReactNode, useState } from 'react';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { titleOf } from '../../ui/title.ts';
import { ReleaseForm } from '../administration/ReleaseForm.tsx';
import { emptyRelease } from '../administration/releasedraft.ts';
import { useServices } from '../services.ts';
import '../administration/administration.css';

export function ReleaseTrack({ id }: { readonly id: TrackId }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const row = table.rowOf(id) ?? -1;
  const distress = (table.motion.state(row) & TrackStateBits.distress) !== 0;
  const mayRelease = useSession((session) => may(session, distress ? 'releaseDistress' : 'release'));
  const [open, setOpen] = useState(false);
  if (!mayRelease || row < 0) return null;
  const kind = table.kind[row] ?? 0;
  const { name, mmsi } = table.statics[row] ?? {};
  return (
    <>
      <Button label={t('release.track')} title={t('release.track.hint')} onClick={() => setOpen(true)} />
      {open ? (
        <Dialog
          className="admin-dialog"
          label={t(distress ? 'release.distress.title' : 'release.new.title')}
          onClose={() => setOpen(false)}
        >
          <ReleaseForm
            begun={emptyRelease({ kind: 'track', trackId: id }, distress, kind)}
            named={titleOf(t, { id, kind, name, mmsi })}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      ) : null}
    </>
  );
}
