/** Sectors and areas as SAPIENT states them, as what a sensor sees around where it stands. */
import { bearingDeg, distanceM, wrapDirection } from '../../../proto/domain/geo.ts';
import type { Coverage, Sector, SensorView } from '../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../proto/domain/units.ts';
import type { sapient } from '../../../proto/generated/sapient.js';
import { directionOf, polarUnit, positionOf } from './place.ts';

type Area = sapient.v2.LocationOrRangeBearing.$Properties;
type Place = { readonly lat: number; readonly lon: number };

/** Corners of one area, and areas of one report, that are looked at. */
const MAX_CORNERS = 256;
const MAX_AREAS = 64;
const ALL_ROUND_DEG = 360;

/** An area as a sector from the node; undefined where it cannot be told. */
export function viewOf(area: Area, node: Place | undefined): SensorView | undefined {
  if (area.range_bearing) return coneView(area.range_bearing, node);
  const corners = area.location_list?.locations ?? [];
  return node === undefined ? undefined : polygonView(corners.slice(0, MAX_CORNERS), node);
}

function coneView(
  cone: sapient.v2.RangeBearingCone.$Properties,
  node: Place | undefined,
): SensorView | undefined {
  const said = directionOf(cone, node);
  const unit = polarUnit(cone.coordinate_system);
  if (typeof said === 'string' || unit === undefined || said.rangeM === undefined || said.rangeM === 0)
    return undefined;
  const extent = (cone.horizontal_extent ?? Number.NaN) * unit.degrees;
  // Without an extent the node looks all round; some write a full circle as a little more or less than 360°.
  const widthDeg = Number.isFinite(extent) && extent > 0 ? Math.min(extent, ALL_ROUND_DEG) : ALL_ROUND_DEG;
  return { azimuthDeg: said.azimuthDeg ?? degrees(0), widthDeg: degrees(widthDeg), rangeM: said.rangeM };
}

/** The smallest sector with all corners in it; all round when the node stands among them. */
function polygonView(
  corners: readonly sapient.v2.Location.$Properties[],
  node: Place,
): SensorView | undefined {
  const places = corners.map(positionOf).filter((place) => typeof place !== 'string');
  const from = { lat: degrees(node.lat), lon: degrees(node.lon) };
  const rangeM = Math.max(0, ...places.map((place) => distanceM(from, place)));
  if (places.length < 3 || rangeM === 0) return undefined;
  const bearings = places.map((place) => bearingDeg(from, place)).sort((a, b) => a - b);
  let gapDeg = 0;
  let afterGap = 0;
  for (const [index, bearing] of bearings.entries()) {
    const next = bearings[(index + 1) % bearings.length]!;
    const gap = index + 1 < bearings.length ? next - bearing : next + ALL_ROUND_DEG - bearing;
    if (gap > gapDeg) [gapDeg, afterGap] = [gap, next];
  }
  const widthDeg = gapDeg < 180 ? ALL_ROUND_DEG : ALL_ROUND_DEG - gapDeg;
  return {
    azimuthDeg: wrapDirection(afterGap + widthDeg / 2),
    widthDeg: degrees(widthDeg),
    rangeM: metres(rangeM),
  };
}

const sectorOf = ({ azimuthDeg, widthDeg }: SensorView): Sector => ({
  fromDeg: wrapDirection(azimuthDeg - widthDeg / 2),
  toDeg: wrapDirection(azimuthDeg + widthDeg / 2),
});

/** What a node sees, from the areas that it sees and those hidden from it; undefined when it states none. */
export function coverageOf(
  seen: readonly Area[],
  hidden: readonly Area[],
  node: Place | undefined,
): Coverage | undefined {
  const views = viewsOf(seen, node);
  if (views.length === 0) return undefined;
  const allRound = views.some(({ widthDeg }) => widthDeg >= ALL_ROUND_DEG);
  const blindSectors = blindOf(hidden, node);
  return {
    rangeM: metres(Math.max(...views.map(({ rangeM }) => rangeM))),
    ...(allRound ? {} : { sectors: views.map(sectorOf) }),
    ...(blindSectors.length === 0 ? {} : { blindSectors }),
  };
}

/**
 * The sectors in which a node sees nothing. Only what is hidden right up to the node blinds a sector: a cone has no near
 * end, a wood far off has one.
 */
export const blindOf = (hidden: readonly Area[], node: Place | undefined): Sector[] =>
  viewsOf(
    hidden.filter(({ range_bearing }) => range_bearing),
    node,
  )
    .filter(({ widthDeg }) => widthDeg < ALL_ROUND_DEG)
    .map(sectorOf);

const viewsOf = (areas: readonly Area[], node: Place | undefined): SensorView[] =>
  areas
    .slice(0, MAX_AREAS)
    .map((area) => viewOf(area, node))
    .filter((view) => view !== undefined);
