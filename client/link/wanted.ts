/** From what the map shows to what is asked of the server. */
import type { TrackId } from '../../proto/domain/ids.ts';
import { levelForZoom, tilesCovering } from '../../proto/domain/tiles.ts';
import { WATCH_LIMITS } from '../../proto/wire.ts';
import type { LayerChoice, Viewport, ViewState } from '../store/view.ts';
import type { Wanted } from './frame.ts';

/** Part of the view's width and height that is asked for beyond each edge, so that a moving map finds its ships. */
const MARGIN = 0.4;

/** The view with its margin; 360 degrees wide at most. */
function withMargin(view: Viewport): Viewport {
  const width = view.east >= view.west ? view.east - view.west : view.east - view.west + 360;
  const height = view.north - view.south;
  if (width * (1 + 2 * MARGIN) >= 360) return { ...view, west: -180, east: 180 };
  return {
    ...view,
    west: view.west - width * MARGIN,
    east: view.west + width * (1 + MARGIN),
    south: Math.max(-90, view.south - height * MARGIN),
    north: Math.min(90, view.north + height * MARGIN),
  };
}

/** Selected first, then pinned, each once. */
function chosenOf(selected: TrackId | undefined, pinned: readonly TrackId[]): TrackId[] {
  const all = selected === undefined ? pinned : [selected, ...pinned];
  return [...new Set(all)].slice(0, WATCH_LIMITS.chosen);
}

type WantedView = Pick<ViewState, 'viewport' | 'selected' | 'pinned'> & {
  readonly layers: Pick<LayerChoice, 'plots'>;
};

export function wantedFor(view: WantedView): Wanted {
  const chosen = chosenOf(view.selected, view.pinned);
  const nothing: Wanted = { tiles: [], aggregate: false, chosen, plots: false };
  if (!view.viewport) return nothing;
  const level = levelForZoom(view.viewport.zoom);
  if (level === undefined) return { ...nothing, aggregate: true };
  return {
    tiles: tilesCovering(withMargin(view.viewport), level, WATCH_LIMITS.tiles),
    aggregate: false,
    chosen,
    plots: view.layers.plots,
  };
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** Whether two requests ask for the same; the order of tiles is only a preference. */
export const asksTheSame = (a: Wanted, b: Wanted): boolean =>
  a.aggregate === b.aggregate &&
  a.plots === b.plots &&
  same(a.chosen, b.chosen) &&
  (same(a.tiles, b.tiles) || same([...a.tiles].sort(), [...b.tiles].sort()));
