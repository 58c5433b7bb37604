/** The picture: the map with the list on one side, the selected track on the other, tools between. */
import type { ReactNode } from 'react';
import { useView } from '../../store/view.ts';
import { AssistPanel } from '../assist/AssistPanel.tsx';
import { TrackCard } from '../card/TrackCard.tsx';
import { CrossingCard } from '../crossings/CrossingCard.tsx';
import { CrossingForm } from '../crossings/CrossingForm.tsx';
import { useCrossingDraft } from '../crossings/useCrossingDraft.ts';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { TrackList } from '../list/TrackList.tsx';
import { ListOpener, MapTools } from '../maptools/MapTools.tsx';
import { ReportForm } from '../report/ReportForm.tsx';
import { NoticeCard } from '../surroundings/NoticeCard.tsx';
import { StationCard } from '../surroundings/StationCard.tsx';
import { useHealth } from '../useHealth.ts';
import { PlanPanel } from '../zones/PlanPanel.tsx';
import { useZoneDraft } from '../zones/useZoneDraft.ts';
import { ZoneCard } from '../zones/ZoneCard.tsx';
import { ZoneForm } from '../zones/ZoneForm.tsx';
import './picture.css';

export function PictureWorkspace(): ReactNode {
  const listOpen = useView((view) => view.listOpen);
  const side = useView((view) => view.side);
  const frozen = isFrozen(useHealth());
  return (
    <div className="picture" data-frozen={frozen}>
      {listOpen ? side === 'tracks' ? <TrackList /> : <PlanPanel /> : <ListOpener />}
      <div className="picture-middle" />
      <AssistPanel />
      <MapTools />
      <Beside />
    </div>
  );
}

/** One thing at the right: what is looked at, else what is being written, which waits below it. */
function Beside(): ReactNode {
  const selected = useView((view) => view.selected);
  const record = useView((view) => view.chosenRecord);
  const said = useView((view) => view.chosenSaid);
  const reporting = useView((view) => view.reporting !== undefined);
  const zone = useZoneDraft((state) => state.draft);
  const crossing = useCrossingDraft((state) => state.draft);
  if (reporting) return <ReportForm />;
  if (selected !== undefined) return <TrackCard id={selected} key={selected} />;
  if (record?.kind === 'zone') return <ZoneCard id={record.id} key={record.id} />;
  if (record?.kind === 'crossingPoint') return <CrossingCard id={record.id} key={record.id} />;
  if (said?.kind === 'notice') return <NoticeCard id={said.id} key={said.id} />;
  if (said?.kind === 'station') return <StationCard id={said.id} key={said.id} />;
  if (zone !== undefined) return <ZoneForm draft={zone} key={zone.upon?.version ?? 0} />;
  return crossing === undefined ? null : <CrossingForm draft={crossing} key={crossing.upon?.version ?? 0} />;
}
