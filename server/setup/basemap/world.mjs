/** Land, coast, land borders and country names of the world, from Natural Earth 1:10m (`world-atlas`). */
import { feature, mesh } from 'topojson-client';
import { cutAtAntimeridian } from './antimeridian.mjs';
import { clipLine } from './clip.mjs';
import { line, point, polygon } from './geojson.mjs';

/** Borders whose course or standing is disputed; drawn dotted. Names as the package writes them. */
const DISPUTED = [
  ['Kosovo', 'Serbia'],
  ['Cyprus', 'N. Cyprus'],
  ['Morocco', 'W. Sahara'],
  ['Somalia', 'Somaliland'],
  ['Israel', 'Palestine'],
  ['China', 'India'],
  ['India', 'Pakistan'],
  ['Siachen Glacier', 'India'],
  ['Siachen Glacier', 'Pakistan'],
  ['Siachen Glacier', 'China'],
  ['North Korea', 'South Korea'],
  ['Sudan', 'S. Sudan'],
  ['Abkhazia', 'Georgia'],
];

const CRIMEA = { west: 32.5, south: 44.3, east: 36.7, north: 46.35 };

/** Names that changed since the package was made, or that it shortens. */
const RENAMED = {
  Macedonia: 'North Macedonia',
  'Bosnia and Herz.': 'Bosnia and Herzegovina',
  eSwatini: 'Eswatini',
  'Dem. Rep. Congo': 'DR Congo',
  'S. Sudan': 'South Sudan',
  'W. Sahara': 'Western Sahara',
  'Central African Rep.': 'Central African Republic',
  'Eq. Guinea': 'Equatorial Guinea',
  'Dominican Rep.': 'Dominican Republic',
};

/** Square degrees a country's largest part must have to be named, by rank: big countries first. */
const COUNTRY_RANK_SQUARE_DEG = [300, 60, 12, 2, 0.6];

/** The edges of the flat map, which no coast follows. */
const MAP_EDGE = { west: -179.99, south: -84.9, east: 179.99, north: 84.9 };

/** The polygons of all land, each rings with the outer first. */
export const worldLand = (landTopology) =>
  feature(landTopology, landTopology.objects.land).features.flatMap(({ geometry }) => partsOf(geometry));

const partsOf = (geometry) =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flatMap(cutAtAntimeridian);

export const landFeatures = (polygons) => polygons.map((rings) => polygon(rings, {}));

/** The outlines of polygons as lines, without what runs along the edge of the flat map or of `bounds`. */
export function coastFeatures(polygons, bounds = MAP_EDGE, properties = {}) {
  return polygons
    .flat()
    .flatMap((ring) => clipLine(ring, bounds))
    .map((points) => line(points, properties));
}

/** Land borders, each an array of points and whether it is disputed. */
export function landBorders(countryTopology) {
  const countries = countryTopology.objects.countries;
  const isDisputed = (a, b) =>
    DISPUTED.some((pair) => pair.includes(a.properties.name) && pair.includes(b.properties.name));
  const lines = (keep) => mesh(countryTopology, countries, (a, b) => a !== b && keep(a, b)).coordinates;
  return [
    ...lines((a, b) => !isDisputed(a, b)).map((points) => ({ points, disputed: isCrimea(points) })),
    ...lines(isDisputed).map((points) => ({ points, disputed: true })),
  ];
}

/** The package draws a border between Crimea and the rest of Ukraine, which few states hold for one. */
const isCrimea = (points) =>
  points.every(
    ([lon, lat]) => lon > CRIMEA.west && lon < CRIMEA.east && lat > CRIMEA.south && lat < CRIMEA.north,
  );

/** Every border is indicative: at this scale it lies within some hundred metres of the real one. */
export const borderFeature = ({ points, disputed }) => line(points, { indicative: true, disputed });

/** A name for each country, in the middle of its largest part. */
export function countryNames(countryTopology) {
  return feature(countryTopology, countryTopology.objects.countries).features.flatMap(
    ({ geometry, properties }) => {
      const outlines = partsOf(geometry).map(([outer]) => ({ outer, area: Math.abs(ringSquareDeg(outer)) }));
      const largest = outlines.reduce((a, b) => (b.area > a.area ? b : a));
      const rank = COUNTRY_RANK_SQUARE_DEG.findIndex((least) => largest.area >= least);
      if (rank < 0) return [];
      const name = RENAMED[properties.name] ?? properties.name;
      return [point(middle(largest.outer), { name, kind: 'country', rank: rank + 1 })];
    },
  );
}

/** Square degrees, positive counter-clockwise (shoelace formula). */
function ringSquareDeg(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return twice / 2;
}

/** The middle of the longest run inside a ring among some lines of latitude: always on the land, unlike a centroid. */
function middle(ring) {
  const lats = ring.map(([, lat]) => lat);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  let best = { width: -1, at: ring[0] };
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const lat = south + (north - south) * share;
    const lons = [];
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      if (y1 > lat !== y2 > lat) lons.push(x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1));
    }
    lons.sort((a, b) => a - b);
    for (let i = 1; i < lons.length; i += 2) {
      // A line nearer the middle wins over one that is a little longer.
      const width = (lons[i] - lons[i - 1]) * (1 - Math.abs(share - 0.5));
      if (width > best.width) best = { width, at: [(lons[i] + lons[i - 1]) / 2, lat] };
    }
  }
  return best.at;
}
