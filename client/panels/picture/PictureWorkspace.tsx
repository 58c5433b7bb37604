/** The picture: the map with the list on one side, the selected track on the other, tools between. */
import type { ReactNode } from 'react';
import { useView } from '../../store/view.ts';
import { TrackCard } from '../card/TrackCard.tsx';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { TrackList } from '../list/TrackList.tsx';
import { ListOpener, MapTools } from '../maptools/MapTools.tsx';
import { ReportForm } from '../report/ReportForm.tsx';
import { useHealth } from '../useHealth.ts';
import './picture.css';

export function PictureWorkspace(): ReactNode {
  const listOpen = useView((view) => view.listOpen);
  const selected = useView((view) => view.selected);
  const reporting = useView((view) => view.reporting !== undefined);
  const frozen = isFrozen(useHealth());
  return (
    <div className="picture" data-frozen={frozen}>
      {listOpen ? <TrackList /> : <ListOpener />}
      <div className="picture-middle" />
      <MapTools />
      {reporting ? <ReportForm /> : null}
      {selected === undefined || reporting ? null : <TrackCard id={selected} key={selected} />}
    </div>
  );
}
