/**
 * What the wire says of who a track is, where not every feed that made it may tell: what a partner's receiver heard of
 * a ship that our radar sees is the partner's to tell.
 */
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { PictureSource } from './source.ts';
import { isNamed, type TrackView } from './trackview.ts';

type Static = watchfloor.v1.ITrackStatic;

/** Which claim says which fields. */
const CLAIMED = {
  name: ['name'],
  callSign: ['callSign'],
  imo: ['imo'],
  shipType: ['shipType'],
  dimensions: ['toBowM', 'toSternM', 'toPortM', 'toStarboardM'],
  destination: ['destination'],
} as const;
/** What a transmitter says of itself with every report. */
const SAID = ['mmsi', 'navStatus', 'turnDegPerMin', 'silentSinceMs'] as const;

/** `whole` without what only feeds say that may not be shown. */
export function toldStatic(source: PictureSource, view: TrackView, whole: Static): Static {
  const { identity } = source.detail(view.slot);
  const hidden = new Set<string>(isNamed(source, view) ? [] : SAID);
  for (const [claim, fields] of Object.entries(CLAIMED)) {
    const { feedId } = identity[claim as keyof typeof CLAIMED] ?? {};
    if (feedId === undefined || !view.tells(feedId)) for (const field of fields) hidden.add(field);
  }
  return Object.fromEntries(Object.entries(whole).filter(([field]) => !hidden.has(field)));
}
