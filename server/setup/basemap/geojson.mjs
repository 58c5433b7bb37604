/** The three kinds of GeoJSON feature the base map is made of. */

const feature = (type, coordinates, properties) => ({
  type: 'Feature',
  geometry: { type, coordinates },
  properties,
});

export const point = (position, properties) => feature('Point', position, properties);
export const line = (points, properties) => feature('LineString', points, properties);
export const polygon = (rings, properties) => feature('Polygon', rings, properties);
export const collection = (features) => ({ type: 'FeatureCollection', features });
