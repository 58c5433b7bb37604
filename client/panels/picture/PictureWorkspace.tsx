/** The picture: the map with the list on one side, the selected track on the other, tools between. */
import type { ReactNode } from 'react';
import { useView } from '../../store/view.ts';
import { TrackCard } from '../card/TrackCard.tsx';
import { TrackList } from '../list/TrackList.tsx';
import { ListOpener, MapTools } from '../maptools/MapTools.tsx';
import './picture.css';

export function PictureWorkspace(): ReactNode {
  const listOpen = useView((view) => view.listOpen);
  const selected = useView((view) => view.selected);
  return (
    <div className="picture">
      {listOpen ? <TrackList /> : <ListOpener />}
      <div className="picture-middle" />
      <MapTools />
      {selected === undefined ? null : <TrackCard id={selected} key={selected} />}
    </div>
  );
}
