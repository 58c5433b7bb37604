/**
 * Tracks of GeoJSON: lines and points with times (`times`, `coordTimes`, `coordinateProperties.times`; `time`, `timestamp`),
 * and moving points of OGC Moving Features JSON (19-045r3). What has no time is no track.
 */
import { type GivenPoint, numberOf, type OnFault, textOf, timeOf, wholeOf } from './trackpieces.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** The features of a document: a collection's, or itself. Undefined: it is no GeoJSON. */
export function featuresOf(document: unknown): readonly unknown[] | undefined {
  if (!isObject(document)) return undefined;
  if (document.type === 'FeatureCollection') return listOf(document.features);
  return document.type === 'Feature' ? [document] : undefined;
}

/** `line`: the feature's number, from 1. */
export function* pointsOfFeature(feature: unknown, line: number, onFault: OnFault): Generator<GivenPoint> {
  if (!isObject(feature)) return onFault(line, 'it is no feature');
  const properties = isObject(feature.properties) ? feature.properties : {};
  const who = whoOf(properties, feature.id, line);
  const moving = feature.temporalGeometry;
  if (isObject(moving)) return yield* movingPoints(who, moving, feature.temporalProperties, line, onFault);
  const geometry = isObject(feature.geometry) ? feature.geometry : {};
  if (geometry.type === 'Point') {
    const ms = timeOf((timesIn(properties) ?? [])[0] ?? properties.time ?? properties.timestamp);
    const first = (name: string): number | undefined =>
      numberOf(listOf(properties[name])?.[0] ?? properties[name]);
    return yield* placed(who, geometry.coordinates, ms, { first }, line, onFault);
  }
  if (geometry.type !== 'LineString') return onFault(line, 'it is neither a line nor a point');
  const times = timesIn(properties);
  const places = listOf(geometry.coordinates) ?? [];
  if (times === undefined || times.length !== places.length)
    return onFault(line, 'it has not one time for each of its points');
  for (let i = 0; i < places.length; i += 1) {
    const first = (name: string): number | undefined => numberOf(listOf(properties[name])?.[i]);
    yield* placed(who, places[i], timeOf(times[i]), { first }, line, onFault);
  }
}

const timesIn = (properties: Json): readonly unknown[] | undefined => {
  const beside = isObject(properties.coordinateProperties) ? properties.coordinateProperties : {};
  return listOf(properties.times) ?? listOf(properties.coordTimes) ?? listOf(beside.times);
};

type Who = Pick<GivenPoint, 'track' | 'mmsi' | 'kind' | 'nature' | 'name' | 'callSign' | 'imo' | 'shipType'>;

function whoOf(properties: Json, id: unknown, line: number): Who {
  const mmsi = wholeOf(properties.mmsi, 999_999_999);
  const imo = wholeOf(properties.imo, 0xffff_ffff);
  const shipType = wholeOf(properties.shipType, 255);
  const [kind, nature, name, callSign] = ['kind', 'nature', 'name', 'callSign'].map((one) =>
    textOf(properties[one]),
  );
  const own =
    textOf(properties.track) ?? (mmsi === undefined ? undefined : String(mmsi)) ?? textOf(id) ?? name;
  return {
    track: own ?? `feature ${line}`,
    ...(mmsi !== undefined && { mmsi }),
    ...(imo !== undefined && { imo }),
    ...(shipType !== undefined && { shipType }),
    ...(kind !== undefined && { kind }),
    ...(nature !== undefined && { nature }),
    ...(name !== undefined && { name }),
    ...(callSign !== undefined && { callSign }),
  };
}

function* placed(
  who: Who,
  place: unknown,
  ms: number | undefined,
  { first }: { readonly first: (name: string) => number | undefined },
  line: number,
  onFault: OnFault,
): Generator<GivenPoint> {
  const [lon, lat] = (listOf(place) ?? []).map(numberOf);
  if (ms === undefined) return onFault(line, 'it has no time');
  if (lat === undefined || lon === undefined) return onFault(line, 'it has no position');
  const [sogKn, cogDeg, headingDeg] = ['sogKn', 'cogDeg', 'headingDeg'].map(first);
  const navStatus = wholeOf(first('navStatus'), 15);
  yield {
    ...{ ...who, ms, lat, lon },
    ...(sogKn !== undefined && { sogKn }),
    ...(cogDeg !== undefined && { cogDeg }),
    ...(headingDeg !== undefined && { headingDeg }),
    ...(navStatus !== undefined && { navStatus }),
  };
}

function* movingPoints(
  who: Who,
  moving: Json,
  temporal: unknown,
  line: number,
  onFault: OnFault,
): Generator<GivenPoint> {
  const times = listOf(moving.datetimes) ?? [];
  const places = listOf(moving.coordinates) ?? [];
  if (moving.type !== 'MovingPoint' || times.length !== places.length)
    return onFault(line, 'it is no moving point with a time for each place');
  const values = temporalValues(temporal);
  for (let i = 0; i < places.length; i += 1) {
    const ms = timeOf(times[i]);
    const first = (name: string): number | undefined =>
      ms === undefined ? undefined : values.get(name)?.get(ms);
    yield* placed(who, places[i], ms, { first }, line, onFault);
  }
}

/** Each property's values by their times. */
function temporalValues(temporal: unknown): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const all = new Map<string, Map<number, number>>();
  for (const group of listOf(temporal) ?? []) {
    if (!isObject(group)) continue;
    const times = (listOf(group.datetimes) ?? []).map(timeOf);
    for (const [name, said] of Object.entries(group)) {
      const values = isObject(said) ? listOf(said.values) : undefined;
      if (!values) continue;
      const known = all.get(name) ?? new Map<number, number>();
      all.set(name, known);
      for (const [i, ms] of times.entries()) {
        const value = numberOf(values[i]);
        if (ms !== undefined && value !== undefined) known.set(ms, value);
      }
    }
  }
  return all;
}
