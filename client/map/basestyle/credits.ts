/** Who the base map's data is owed to, and what the map must say of itself wherever it is shown. */

export interface Credit {
  /** What stands on the map. */
  readonly text: string;
  readonly licence: string;
  readonly url: string;
  /** What of the map it is, as a phrase. */
  readonly covers: string;
}

/** In the order in which they stand on the map. OpenStreetMap's licence (ODbL 1.0, 4.3) asks for its notice on every public view. */
export const BASE_MAP_CREDITS: readonly Credit[] = [
  {
    text: '© OpenStreetMap contributors',
    licence: 'ODbL 1.0',
    url: 'https://www.openstreetmap.org/copyright',
    covers: 'coast and lakes of the operating area (geo-maps), territorial seas (osm_borders)',
  },
  {
    text: 'Natural Earth',
    licence: 'public domain',
    url: 'https://www.naturalearthdata.com',
    covers: 'coast of the world and land borders (world-atlas)',
  },
  {
    text: 'sea-ports',
    licence: 'MIT',
    url: 'https://github.com/marchah/sea-ports',
    covers: 'ports outside the operating area',
  },
];
