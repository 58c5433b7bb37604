/**
 * Has the base map's names give way to ships that lie still: a harbour's name goes to another side of its dot, or away,
 * rather than be read through a heap of symbols. Ships under way are passed over: names must not jump as they go by.
 */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { RowFlag, type TrackRows } from '../tracklayer/rows.ts';

const ID = 'lying-still';
/** The heart of a small symbol, CSS pixels at a desk: a name may touch its edge, or no harbour would keep its name. */
const REACH_PX = 3.5;
const LOOK_EVERY_MS = 4000;
/** More in sight than these leave names no room anyway. */
const MOST = 400;

type Place = readonly [number, number];

/** Where what lies still is, within a box in degrees, at most {@link MOST} places; ships at one berth are one place. */
export function lyingStill(
  rows: TrackRows,
  nowMs: number,
  box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  cellDeg: number,
): readonly Place[] {
  const places = new Map<string, Place>();
  const at: [number, number] = [0, 0];
  for (let row = 0; row < rows.count && places.size < MOST; row++) {
    if (!rows.has(row, RowFlag.visible) || rows.has(row, RowFlag.underway)) continue;
    const [lon, lat] = rows.whereabouts(row, nowMs, at);
    if (lon < box.west || lon > box.east || lat < box.south || lat > box.north) continue;
    const x = Math.round(lon / cellDeg);
    const y = Math.round(lat / cellDeg);
    // Rounded, so that a ship swinging at anchor changes nothing.
    places.set(`${x} ${y}`, [x * cellDeg, y * cellDeg]);
  }
  return [...places.values()];
}

/** Call when the style is loaded; returns the way to stop. */
export function giveWay(map: MapLibreMap, rows: TrackRows, scale: number, nowMs: () => number): () => void {
  map.addImage(ID, { width: 1, height: 1, data: new Uint8Array(4) });
  map.addSource(ID, { type: 'geojson', data: featuresAt([]) });
  map.addLayer({
    id: ID,
    type: 'symbol',
    source: ID,
    layout: { 'icon-image': ID, 'icon-padding': REACH_PX * scale, 'icon-allow-overlap': true },
  });
  let said = '';
  const look = (): void => {
    if (map.isMoving()) return;
    const bounds = map.getBounds();
    const box = {
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
    };
    const cellDeg = ((box.east - box.west) / map.getContainer().clientWidth) * REACH_PX * scale;
    const places = lyingStill(rows, nowMs(), box, cellDeg);
    const text = JSON.stringify(places);
    if (text === said) return;
    said = text;
    map.getSource<GeoJSONSource>(ID)?.setData(featuresAt(places));
  };
  look();
  map.on('moveend', look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    map.off('moveend', look);
  };
}

const featuresAt = (places: readonly Place[]): GeoJSON.Feature<GeoJSON.MultiPoint> => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'MultiPoint', coordinates: places.map((place) => [...place]) },
});
