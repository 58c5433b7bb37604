/**
 * Whom the selected and the pinned tracks were: an id ends with the server's run, a vessel does not. Kept while they are
 * chosen, so bounded by the pins, for when the server begins anew and they are looked for by MMSI.
 */
import { create } from 'zustand';
import type { TrackId } from '../../proto/domain/ids.ts';
import type { TrackTable } from './tracks.ts';
import { useView } from './view.ts';

export interface KnownVessel {
  readonly mmsi: number;
  readonly name: string | undefined;
}

export type KnownVessels = ReadonlyMap<TrackId, KnownVessel>;

export const useKnown = create<{ readonly vessels: KnownVessels }>()(() => ({ vessels: new Map() }));

/** The tracks that were chosen, each once. */
export const chosenIds = (): readonly TrackId[] => {
  const { selected, pinned } = useView.getState();
  return [...new Set(selected === undefined ? pinned : [selected, ...pinned])];
};

/** Keeps who is chosen as the table and the choice change; returns the way to stop. */
export function rememberChosen(table: TrackTable): () => void {
  const look = (): void => {
    const before = useKnown.getState().vessels;
    const now = new Map<TrackId, KnownVessel>();
    let changed = false;
    for (const id of chosenIds()) {
      const row = table.rowOf(id);
      const statics = row === undefined ? undefined : table.statics[row];
      const was = before.get(id);
      const name = statics?.name || was?.name;
      const mmsi = statics?.mmsi || was?.mmsi;
      if (mmsi === undefined) continue;
      const same = was?.mmsi === mmsi && was.name === name;
      now.set(id, same ? was : { mmsi, name });
      changed ||= !same;
    }
    if (changed || now.size !== before.size) useKnown.setState({ vessels: now });
  };
  look();
  const stopTable = table.subscribe(look);
  const stopView = useView.subscribe((view, before) => {
    if (view.selected !== before.selected || view.pinned !== before.pinned) look();
  });
  return () => {
    stopTable();
    stopView();
  };
}

/** The same choice with one track known by another id; it stays followed. */
export function renameChosen(from: TrackId, to: TrackId): void {
  useView.setState(({ selected, pinned }) => ({
    selected: selected === from ? to : selected,
    pinned: pinned.includes(from) ? [...new Set(pinned.map((id) => (id === from ? to : id)))] : pinned,
  }));
}
