/** Keeps trails for the tracks in view: begun when a track appears, its past asked for, a request at a time. */
import type { TrackId } from '../../proto/domain/ids.ts';
import { useLink } from '../store/link.ts';
import { type TrackTable, tracks } from '../store/tracks.ts';
import { type TrailStore, trails } from '../store/trails.ts';
import { useView } from '../store/view.ts';
import { fetchTrails, TRAILS_A_REQUEST } from './rest.ts';

/** After a fault the server is left alone for this long, ms. */
const RETRY_AFTER_MS = 5000;

export interface TrailOptions {
  readonly table?: TrackTable;
  readonly store?: TrailStore;
  /** Origin of the server; the page's own when empty. */
  readonly base?: string;
}

/** Returns the way to stop. */
export function keepTrails({ table = tracks, store = trails, base = '' }: TrailOptions = {}): () => void {
  /** Begun, their past not asked for yet; at most as many as there are trails. */
  let waiting = new Set<TrackId>();
  let isAsking = false;
  let quietUntil = 0;
  let seenStatics = -1;
  let { session, baseMs } = useLink.getState();

  const ask = async (): Promise<void> => {
    if (isAsking || waiting.size === 0 || performance.now() < quietUntil) return;
    const ids = [...waiting].filter((id) => store.has(id)).slice(0, TRAILS_A_REQUEST);
    if (ids.length === 0) {
      waiting = new Set();
      return;
    }
    isAsking = true;
    const asked = store.cleared;
    const answer = await fetchTrails(ids, base);
    isAsking = false;
    // Of another picture, or of another time of a replay.
    if (asked !== store.cleared) return;
    if (!answer.ok) {
      quietUntil = performance.now() + RETRY_AFTER_MS;
      return;
    }
    for (const id of ids) waiting.delete(id);
    for (const past of answer.value) store.prepend(past);
    void ask();
  };

  const begin = (id: TrackId, urgent: boolean): void => {
    if (!store.has(id) && table.rowOf(id) !== undefined && store.begin(id, urgent)) waiting.add(id);
  };

  /** Another picture, or one that went back in time: what was seen is not of it, or not yet. */
  const startOver = (): void => {
    const now = useLink.getState();
    const back = now.session !== undefined && (now.baseMs ?? 0) < (baseMs ?? 0);
    if (back || now.session !== session) {
      store.clear();
      waiting = new Set();
      seenStatics = -1;
    }
    ({ session, baseMs } = now);
  };

  const look = (): void => {
    startOver();
    store.follow();
    const { layers, selected, pinned } = useView.getState();
    for (const id of pinned) begin(id, true);
    if (selected !== undefined) begin(selected, true);
    if (layers.trails && table.staticVersion !== seenStatics) {
      seenStatics = table.staticVersion;
      for (const one of table.statics) if (one?.id) begin(one.id as TrackId, false);
    }
    void ask();
  };

  const stopTable = table.subscribe(look);
  const stopView = useView.subscribe((state, before) => {
    if (
      state.selected !== before.selected ||
      state.pinned !== before.pinned ||
      state.layers !== before.layers
    )
      look();
  });
  look();
  return () => {
    stopTable();
    stopView();
  };
}
