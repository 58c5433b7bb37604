/** Gathers the base map's layers from its sources: one set for the world, one for the operating area. */
import { AREA, grow, OVERLAP_DEG, WORLD_ZOOM } from './area.mjs';
import { clipLine, clipPolygon, partsWhere } from './clip.mjs';
import { readPolygonsTouching } from './coast.mjs';
import { line, polygon } from './geojson.mjs';
import { landIndex } from './landindex.mjs';
import { territorialSeas } from './maritime.mjs';
import { placeFeatures, portFeatures } from './places.mjs';
import { smoothRing } from './smooth.mjs';
import { fixtureFile, packageFile, readJson } from './sources.mjs';
import {
  borderFeature,
  coastFeatures,
  countryNames,
  landBorders,
  landFeatures,
  worldLand,
} from './world.mjs';

/** The area and a little more: what its tiles show of land and lines. */
const reach = grow(AREA, OVERLAP_DEG);
/** How closely a border is looked at for leaving the land, degrees (about 200 m). */
const BORDER_STEP_DEG = 0.002;

/**
 * All layers by name. The area's are the same at each of its zooms; the world's leave out the area's names where the
 * area's own tiles carry them. `landPolygons` (lakes filled in) and `lakePolygons` reach a little past the area.
 */
export function gatherLayers(log) {
  log('reading the coast of the operating area');
  const { landPolygons, lakePolygons, outlines } = areaShapes();
  const isAreaLand = landIndex(landPolygons);

  log('reading the world');
  const land = worldLand(readJson(packageFile('world-atlas', 'land-10m.json')));
  const countries = readJson(packageFile('world-atlas', 'countries-10m.json'));
  const isWorldLand = landIndex(land);
  const borders = landBorders(countries);
  const borderFeatures = borders.map(borderFeature);

  log('tracing territorial seas');
  const isLand = (lon, lat) => (inArea([lon, lat]) ? isAreaLand(lon, lat) : isWorldLand(lon, lat));
  const outer = readJson(packageFile('@osm_borders/maritime_1000m', 'borders.geo.json'));
  const territorial = territorialSeas(outer, isLand);

  const gazetteer = readJson(fixtureFile('places.json'));
  const ports = portFeatures(readJson(packageFile('sea-ports', 'lib/ports.json')), gazetteer.places);
  const names = [...countryNames(countries), ...placeFeatures(gazetteer)];
  const allNames = [...names, ...ports];
  const areaNames = allNames.filter(isInArea);
  const otherNames = allNames.filter((name) => !isInArea(name));

  const lakes = lakePolygons.map((rings) => polygon(rings, { kind: 'lake' }));
  const shores = coastFeatures(lakePolygons, reach, { kind: 'lake' });
  const area = {
    sea: [polygon([corners(AREA)], {})],
    land: landFeatures(landPolygons),
    water: lakes,
    coast: [...coastFeatures(outlines, reach), ...shores],
    border: borders.flatMap(({ points, disputed }) =>
      clipLine(points, reach)
        .flatMap((part) => partsWhere(part, ([lon, lat]) => isAreaLand(lon, lat), BORDER_STEP_DEG))
        .map((part) => borderFeature({ points: part, disputed })),
    ),
    territorial: territorial.flatMap(({ geometry }) =>
      clipLine(geometry.coordinates, reach).map((part) => line(part, {})),
    ),
    place: areaNames,
  };
  const world = {
    land: landFeatures(land),
    water: lakes,
    coast: [...coastFeatures(land), ...shores],
    border: borderFeatures,
    territorial,
  };
  return {
    landPolygons,
    lakePolygons,
    areaAt: () => area,
    worldAt: (zoom) => ({ ...world, place: zoom < WORLD_ZOOM.max ? names : otherNames }),
  };
}

/** The area's land, smoothed, its lakes filled in; the lakes, drawn by hand; and the land's outlines as lines. */
function areaShapes() {
  const file = packageFile('@geo-maps/earth-lands-250m', 'map.geo.json');
  // Its holes, and the land within them, are left out: lakes and rivers cut along the squares it was made from.
  const lakes = readJson(fixtureFile('lakes.geojson')).features.map(({ geometry }) =>
    geometry.coordinates.map((ring) => smoothRing(ring)),
  );
  const isLake = landIndex(lakes);
  const outlines = readPolygonsTouching(file, reach)
    .filter(([outer]) => !isLake(...meanOf(outer)))
    .map(([outer]) => [smoothRing(outer, grow(reach, OVERLAP_DEG))]);
  const within = (polygons) =>
    polygons.map((rings) => clipPolygon(rings, reach)).filter((rings) => rings !== undefined);
  return { landPolygons: within(outlines), lakePolygons: within(lakes), outlines };
}

const meanOf = (points) => [0, 1].map((k) => points.reduce((sum, at) => sum + at[k], 0) / points.length);

const inArea = ([lon, lat]) => lon >= AREA.west && lon <= AREA.east && lat >= AREA.south && lat <= AREA.north;
const isInArea = ({ geometry }) => inArea(geometry.coordinates);

const corners = ({ west, south, east, north }) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
