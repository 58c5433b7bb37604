/** What makes a manoeuvre no news: where it is, what others do there, what the vessel itself does all day. */
import { SERVICE_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Watch } from '../detector.ts';
import type { Manoeuvre } from '../learned/learned.ts';
import type { Thing } from '../thing.ts';

export const DAY_MS = 86_400_000;
/** So near to the time of a manoeuvre it is the manoeuvre itself. */
const ITSELF_MS = 15 * 60_000;
/** Where so many different vessels have lain is an anchorage or a berth. */
const LAIN = 2;
/** Where this share of those who pass do so, it is done there: a busy place gathers some of everything in a year. */
const USUAL_SHARE = 0.02;

/** Whose work it is to turn, wait and go slowly. Those who sail tack: `turns`. */
export const atWork = (thing: Thing): boolean =>
  SERVICE_CLASSES.has(thing.class) || thing.class === 'fishing';
/** ITU-R M.1371-5 table 53: sailing. */
export const sails = (thing: Thing): boolean => thing.shipType === 36;

export const nearPort = (watch: Watch, thing: Thing, rangeM: number): boolean =>
  (watch.shore.portM(thing.lat, thing.lon) ?? Number.POSITIVE_INFINITY) < rangeM;

/** In rivers and inlets too: the land side is nearer than the shore. Where the shore is not known it is far. */
export const nearShore = (watch: Watch, thing: Thing, rangeM: number): boolean =>
  (watch.shore.distanceM(thing.lat, thing.lon) ?? Number.POSITIVE_INFINITY) < rangeM;

/** A berth or an anchorage that other vessels made known. */
export const vesselsLie = (watch: Watch, thing: Thing): boolean =>
  watch.learned.stops.vesselsAt(thing.lat, thing.lon, thing.mmsi === undefined ? [] : [thing.mmsi]) >= LAIN;

/** Others do so there: so many, and not one in a hundred of those who pass. */
export function othersDo(
  watch: Watch,
  what: Manoeuvre,
  { mmsi }: Thing,
  { lat, lon }: LatLon,
  most: number,
): boolean {
  const others = watch.learned.manoeuvres.othersAt(what, lat, lon, mmsi);
  return others >= most && others >= USUAL_SHARE * watch.learned.traffic.passages(lat, lon);
}

/** How often it did so before, in so long. */
export const timesBefore = (
  watch: Watch,
  what: Manoeuvre,
  thing: Thing,
  onsetMs: number,
  withinMs: number,
): number =>
  thing.mmsi === undefined
    ? 0
    : watch.learned.manoeuvres.timesOf(what, thing.mmsi, onsetMs - withinMs, onsetMs - ITSELF_MS);

/** On passage for so long it does not do its daily work, whatever it did before. */
export const LONG_PASSAGE_MS = 40 * 60_000;

/** Within so far of so many others: a harbour or its roads, where everybody turns, waits and makes way. */
const BUSY_RANGE_M = 2500;
const BUSY = 10;

export const isBusy = (watch: Watch, thing: Thing): boolean =>
  watch.near(thing.lat, thing.lon, BUSY_RANGE_M).length > BUSY;
