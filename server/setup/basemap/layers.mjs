/** Gathers the base map's layers from its sources: one set for the world, one for the operating area. */
import { AREA, grow, OVERLAP_DEG, WORLD_ZOOM } from './area.mjs';
import { clipLine, clipPolygon, partsWhere } from './clip.mjs';
import { readPolygonsTouching } from './coast.mjs';
import { line, polygon } from './geojson.mjs';
import { landIndex } from './landindex.mjs';
import { territorialSeas } from './maritime.mjs';
import { placeFeatures, portFeatures } from './places.mjs';
import { ringAreaKm2 } from './ringarea.mjs';
import { fixtureFile, packageFile, readJson } from './sources.mjs';
import {
  borderFeature,
  coastFeatures,
  countryNames,
  landBorders,
  landFeatures,
  worldLand,
} from './world.mjs';

/** How closely a border is looked at for leaving the land, degrees (about 200 m). */
const BORDER_STEP_DEG = 0.002;
/** Smaller holes of the land are bits of rivers, drawn as triangles by the simplified coast. */
const SMALLEST_LAKE = { km2: 8, points: 7 };

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
  const names = [...countryNames(countries), ...placeFeatures(gazetteer), ...ports];
  const [areaNames, otherNames] = [names.filter(isInArea), names.filter((name) => !isInArea(name))];

  const lakes = lakePolygons.map((rings) => polygon(rings, { kind: 'lake' }));
  const shores = coastFeatures(lakePolygons, grow(AREA, OVERLAP_DEG), { kind: 'lake' });
  const area = {
    sea: [polygon([corners(AREA)], {})],
    land: landFeatures(landPolygons),
    water: lakes,
    coast: [...coastFeatures(outlines, grow(AREA, OVERLAP_DEG)), ...shores],
    border: borders.flatMap(({ points, disputed }) =>
      clipLine(points, AREA)
        .flatMap((part) => partsWhere(part, ([lon, lat]) => isAreaLand(lon, lat), BORDER_STEP_DEG))
        .map((part) => borderFeature({ points: part, disputed })),
    ),
    territorial: territorial.flatMap(({ geometry, properties }) =>
      clipLine(geometry.coordinates, AREA).map((part) => line(part, properties)),
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

/** The area's land with its holes filled, the lakes that belong in them, and the land's outlines as they were. */
function areaShapes() {
  const reach = grow(AREA, OVERLAP_DEG);
  const found = readPolygonsTouching(packageFile('@geo-maps/earth-lands-250m', 'map.geo.json'), reach);
  const outlines = found.map(([outer]) => [outer]);
  // A hole of the land is a lake; what the package lacks is drawn by hand.
  const holes = found.flatMap(([, ...rings]) => rings.filter(isLake).map((ring) => [ring]));
  const drawn = readJson(fixtureFile('lakes.geojson')).features.map(({ geometry }) => geometry.coordinates);
  const within = (polygons) =>
    polygons.map((rings) => clipPolygon(rings, reach)).filter((rings) => rings !== undefined);
  return { landPolygons: within(outlines), lakePolygons: within([...holes, ...drawn]), outlines };
}

const isLake = (ring) => ring.length >= SMALLEST_LAKE.points && ringAreaKm2(ring) >= SMALLEST_LAKE.km2;

const inArea = ([lon, lat]) => lon >= AREA.west && lon <= AREA.east && lat >= AREA.south && lat <= AREA.north;
const isInArea = ({ geometry }) => inArea(geometry.coordinates);

const corners = ({ west, south, east, north }) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
