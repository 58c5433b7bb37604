/** A reported contact becomes a track at the server; this page hears of it a moment later, under an id of its own. */
import type { TrackId } from '../../../proto/domain/ids.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import type { TrackTable } from '../../store/tracks.ts';

/** Longer than a frame takes; beyond it the contact is outside what this page is sent. */
const PATIENCE_MS = 5000;

function manualIds(table: TrackTable): ReadonlySet<TrackId> {
  const ids = new Set<TrackId>();
  for (let row = 0; row < table.count; row += 1) {
    const id = table.statics[row]?.id;
    if (id && table.contact[row] === ContactState.manual) ids.add(id as TrackId);
  }
  return ids;
}

/** The first reported contact that was not there when this was called; undefined where none comes in time. */
export function whenNewContact(table: TrackTable): Promise<TrackId | undefined> {
  const before = manualIds(table);
  return new Promise((resolve) => {
    const end = (id: TrackId | undefined): void => {
      stop();
      clearTimeout(timer);
      resolve(id);
    };
    const stop = table.subscribe(() => {
      const id = [...manualIds(table)].find((each) => !before.has(each));
      if (id !== undefined) end(id);
    });
    const timer = setTimeout(() => end(undefined), PATIENCE_MS);
  });
}
