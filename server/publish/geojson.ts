/** Tracks as GeoJSON (RFC 7946) features, their nature marked: synthetic data must be known as such outside too. */

import { ELLIPSE_BYTES, ellipseFromWire } from '../../proto/codec/quantise.ts';
import { flagOf } from '../../proto/domain/flag.ts';
import { formatMmsi } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { ContactState, SourceBits, TrackStateBits } from '../../proto/domain/track.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import { isCoarse, reducedPlace, reducedState, reducedStatic } from './reduced.ts';
import type { PictureSource } from './source.ts';
import { toldStatic } from './toldstatic.ts';
import { type TrackView, tellsAll } from './trackview.ts';

export const NATURE_NAMES = ['real', 'synthetic', 'recorded'] as const;
const LIFE_NAMES = ['live', 'stale', 'lost'] as const;
const KIND_NAMES = Object.keys(TrackKind);
const CONTACT_NAMES = Object.keys(ContactState);
const SOURCES = Object.entries(SourceBits);

export interface TrackFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  readonly properties: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
}

const known = (value: number, digits: number): number | undefined =>
  Number.isNaN(value) ? undefined : Number(value.toFixed(digits));

type Wire<T> = T | null | undefined;
const given = <T>(value: Wire<T>): T | undefined => value ?? undefined;

/** The 95 % ellipse, axes to three figures. */
function ellipseOf({ ellipse }: PictureSource['columns'], slot: number) {
  const at = slot * ELLIPSE_BYTES;
  const one = ellipseFromWire(ellipse[at]!, ellipse[at + 1]!, ellipse[at + 2]!);
  return {
    semiMajorM: one && Number(one.semiMajorM.toPrecision(3)),
    semiMinorM: one && Number(one.semiMinorM.toPrecision(3)),
    orientationDeg: one?.orientationDeg,
  };
}

/** What the wire says of it besides where it is, as far as may be seen. */
export function staticFor(source: PictureSource, view: TrackView): watchfloor.v1.ITrackStatic {
  const { slot, sight } = view;
  const left = sight === 'whole' ? source.static(slot) : reducedStatic(source.static(slot), sight);
  if ((sight !== 'whole' && sight.withoutIdentity) || tellsAll(source, view)) return left;
  return toldStatic(source, view, left);
}

/**
 * What is known and may be seen is a property; what is not is left out. Undefined: nothing that is old enough for
 * whoever sees it late.
 * @param view of a track that is seen
 */
export function trackFeature(
  source: PictureSource,
  view: TrackView,
  nowMs: number,
): TrackFeature | undefined {
  const { slot, sight } = view;
  const isWhole = sight === 'whole';
  const { lat, lon, sogKn, cogDeg, headingDeg, observedMs, state, kind, nature } = source.columns;
  const place = isWhole
    ? { lat: lat[slot]!, lon: lon[slot]!, observedMs: observedMs[slot]! }
    : reducedPlace(source, slot, sight, nowMs);
  if (place === undefined) return undefined;
  const about = staticFor(source, view);
  const bits = isWhole ? state[slot]! : reducedState(state[slot]!, sight);
  const isExact = isWhole || !isCoarse(sight);
  return {
    type: 'Feature',
    id: source.id(slot),
    geometry: { type: 'Point', coordinates: [Number(place.lon.toFixed(6)), Number(place.lat.toFixed(6))] },
    properties: {
      nature: NATURE_NAMES[nature[slot]!],
      kind: KIND_NAMES[kind[slot]!],
      life: LIFE_NAMES[bits & TrackStateBits.lifeMask],
      conflict: (bits & TrackStateBits.conflict) !== 0,
      distress: (bits & TrackStateBits.distress) !== 0,
      observedMs: place.observedMs,
      ...(!isWhole && { reduced: true }),
      sogKn: isExact ? known(sogKn[slot]!, 1) : undefined,
      cogDeg: isExact ? known(cogDeg[slot]!, 1) : undefined,
      headingDeg: isExact ? known(headingDeg[slot]!, 1) : undefined,
      mmsi: typeof about.mmsi === 'number' ? formatMmsi(about.mmsi) : undefined,
      flag: typeof about.mmsi === 'number' ? flagOf(about.mmsi) : undefined,
      name: given(about.name),
      callSign: given(about.callSign),
      imo: given(about.imo),
      shipType: given(about.shipType),
      navStatus: given(about.navStatus),
      destination: given(about.destination),
      contact: about.contact ? CONTACT_NAMES[about.contact] : undefined,
      sources: SOURCES.filter(([, bit]) => ((about.sources ?? 0) & bit) !== 0).map(([name]) => name),
      silentSinceMs: given(about.silentSinceMs),
      contactCount: given(about.contactCount),
      ...(isExact && ellipseOf(source.columns, slot)),
    },
  };
}
