/** The places of the operating area that a search finds: the same list that the base map writes. */
import type { Place } from './panels/services.ts';

interface ListedPlace {
  readonly name: string;
  readonly nameEn?: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
}

/** How near a place is looked at, by its kind; towns and what is smaller need no less than a port plan. */
const ZOOMS: Readonly<Record<string, number>> = {
  ocean: 5,
  sea: 6.5,
  strait: 8.5,
  bay: 10,
  lake: 9.5,
  city: 11,
};
const USUAL_ZOOM = 12;

/** @param text JSON of `fixtures/geo/places.json` */
export function readPlaces(text: string): readonly Place[] {
  const { places } = JSON.parse(text) as { places: readonly ListedPlace[] };
  return places.map(({ name, nameEn, kind, lat, lon }) => ({
    name: nameEn === undefined || nameEn === name ? name : `${name} (${nameEn})`,
    kind,
    lat,
    lon,
    zoom: ZOOMS[kind] ?? USUAL_ZOOM,
  }));
}
