/** Has the base map's own sign of a crossing point give way where ours stands. */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { useRecords } from '../../store/records.ts';
import { useView } from '../../store/view.ts';

const ID = 'plan-crossings';
/** Half of what is kept free around a crossing point, CSS pixels at a desk. */
const REACH_PX = 7;

/** Call when the style is loaded; returns the way to stop. */
export function giveWayToCrossings(map: MapLibreMap, scale: number): () => void {
  map.addImage(ID, { width: 1, height: 1, data: new Uint8Array(4) });
  map.addSource(ID, { type: 'geojson', data: points() });
  map.addLayer({
    id: ID,
    type: 'symbol',
    source: ID,
    layout: { 'icon-image': ID, 'icon-padding': REACH_PX * scale, 'icon-allow-overlap': true },
  });
  const tell = (): void => void map.getSource<GeoJSONSource>(ID)?.setData(points());
  const stops = [
    useRecords.subscribe((now, before) => {
      if (now.tables.crossingPoint !== before.tables.crossingPoint) tell();
    }),
    useView.subscribe((now, before) => {
      if (now.layers.crossings !== before.layers.crossings) tell();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function points(): GeoJSON.Feature<GeoJSON.MultiPoint> {
  const shown = useView.getState().layers.crossings;
  const places = shown ? [...useRecords.getState().tables.crossingPoint.values()] : [];
  return {
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'MultiPoint',
      coordinates: places.map(({ value: { place } }) => [place.lon, place.lat]),
    },
  };
}
