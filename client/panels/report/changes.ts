/** What changes a draft beside typing: a click on the map, another kind of place, a report that is to be changed. Pure. */
import { bearingDeg, distanceM } from '../../../proto/domain/geo.ts';
import { degrees, metresToNauticalMiles } from '../../../proto/domain/units.ts';
import type { Contact } from '../../link/operations.ts';
import {
  type Draft,
  EMPTY_DRAFT,
  type Locate,
  MAX_CORNERS,
  numberIn,
  type PlaceKind,
  USUAL_UNCERTAINTY_M,
} from './draft.ts';

/** Writes a position so that it can be read back. */
export type WritePosition = (lat: number, lon: number) => string;

/** What a click on the map makes of a draft: the point; a bearing's place, then its direction; the next corner. */
export function clicked(
  draft: Draft,
  [lon, lat]: readonly [number, number],
  locate: Locate,
  write: WritePosition,
): Draft {
  switch (draft.place) {
    case 'point':
      return { ...draft, position: write(lat, lon) };
    case 'bearing': {
      const from = locate(draft.position);
      if (from === undefined) return { ...draft, position: write(lat, lon) };
      const a = { lat: degrees(from.lat), lon: degrees(from.lon) };
      const b = { lat: degrees(lat), lon: degrees(lon) };
      const rangeNm = metresToNauticalMiles(distanceM(a, b));
      // Where one clicks is within the ranges: further out than stated moves the far one.
      const far = numberIn(draft.maxRangeNm, 0, 250) ?? 0;
      const maxRangeNm = rangeNm > far ? rangeNm.toFixed(1) : draft.maxRangeNm;
      return { ...draft, azimuthDeg: String(Math.round(bearingDeg(a, b)) % 360), maxRangeNm };
    }
    case 'line':
    case 'area':
      return draft.corners.length >= MAX_CORNERS
        ? draft
        : { ...draft, corners: [...draft.corners, [lat, lon]] };
    default:
      return draft.place satisfies never;
  }
}

/** Another kind of place; an uncertainty that nobody touched becomes the usual one of that kind. */
export function withPlace(draft: Draft, place: PlaceKind): Draft {
  const untouched = Object.values(USUAL_UNCERTAINTY_M).includes(draft.uncertaintyM);
  const usual = place === 'bearing' ? draft.uncertaintyM : USUAL_UNCERTAINTY_M[place];
  return { ...draft, place, uncertaintyM: untouched ? usual : draft.uncertaintyM };
}

const tidy = (value: number): string => String(Number(value.toFixed(2)));
const typed = (value: number | undefined): string => (value === undefined ? '' : tidy(value));

/** A contact as it was reported, to be changed. Its time stays empty: what is said of it now is of now. */
export function draftOf({ id, report }: Contact, write: WritePosition): Draft {
  const { place, kind, name = '', note = '', saidBy } = report;
  const said: Draft = {
    ...EMPTY_DRAFT,
    contactId: id,
    place: place.kind,
    kind,
    name,
    note,
    saidBy,
    distress: report.distress === true,
    count: typed(report.count),
    sogKn: typed(report.sogKn),
    cogDeg: typed(report.cogDeg),
  };
  switch (place.kind) {
    case 'point':
      return { ...said, position: write(place.lat, place.lon), uncertaintyM: tidy(place.uncertaintyM) };
    case 'bearing':
      return {
        ...said,
        position: write(place.fromLat, place.fromLon),
        azimuthDeg: tidy(place.azimuthDeg),
        spreadDeg: tidy(place.uncertaintyDeg),
        minRangeNm: tidy(metresToNauticalMiles(place.minRangeM)),
        maxRangeNm: tidy(metresToNauticalMiles(place.maxRangeM)),
      };
    case 'line':
    case 'area':
      return { ...said, corners: place.points, uncertaintyM: tidy(place.uncertaintyM) };
    default:
      return place satisfies never;
  }
}
