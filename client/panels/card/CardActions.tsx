/** What can be done with the selected track. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import { ObiHistoryGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-history-google.js';
import { ObiKeepingTrack } from '@oicl/openbridge-webcomponents-react/icons/icon-keeping-track.js';
import { ObiPinGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-pin-google.js';
import { ObiSupportGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-support-google.js';
import type { ReactNode } from 'react';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { useWords } from '../../messages/words.ts';
import { usePlanView } from '../../store/planview.ts';
import { useReplayed } from '../../store/replay.ts';
import { toggleLayer, togglePin, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { centreOn, toggleAssist, toggleFollow } from '../actions.ts';
import { hotkey } from '../keys.ts';
import { useServices } from '../services.ts';
import { ReleaseTrack } from './ReleaseTrack.tsx';

export function CardActions({ id }: { readonly id: TrackId }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const following = useView((view) => view.following);
  const pinned = useView((view) => view.pinned.includes(id));
  const past = useReplayed();
  const trails = useView((view) => view.layers.trails);
  return (
    <div className="card-actions">
      <Button
        label={t('card.follow')}
        icon={<ObiKeepingTrack />}
        hotkey={hotkey('follow')}
        aria-pressed={following}
        onClick={toggleFollow}
      />
      <Button
        label={t('card.centre')}
        icon={<ObiCenterIec />}
        hotkey={hotkey('centre')}
        onClick={() => centreOn(table, id)}
      />
      <Button
        label={t('card.pin')}
        icon={<ObiPinGoogle />}
        hotkey={hotkey('pin')}
        aria-pressed={pinned}
        onClick={() => togglePin(id)}
      />
      <Button
        label={t('card.trail')}
        icon={<ObiHistoryGoogle />}
        hotkey={hotkey('trails')}
        aria-pressed={trails}
        onClick={() => toggleLayer('trails')}
      />
      {past ? null : <Now id={id} />}
    </div>
  );
}

/** What is done in the world: not in a picture of the past. */
function Now({ id }: { readonly id: TrackId }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const assisting = usePlanView(({ assist }) => assist !== undefined);
  return (
    <>
      <Button
        className="card-assist"
        label={t('assist.open')}
        icon={<ObiSupportGoogle />}
        hotkey={hotkey('assist')}
        aria-pressed={assisting}
        onClick={() => toggleAssist(table)}
      />
      <ReleaseTrack id={id} />
    </>
  );
}
