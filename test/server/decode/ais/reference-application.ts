/**
 * Compares an application with the raw fields that gpsd read inside the same message (AIVDM.adoc): met/hydro, aids to
 * navigation, inland ships, people and texts. What is absent here must be raw "not available" or out of range there.
 */
import type { AisApplication } from '../../../../server/decode/ais/applications/applications.ts';

type Json = Readonly<Record<string, unknown>>;
type Rule = (said: Json, raw: unknown) => boolean;

const at = (said: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Json | undefined)?.[name], said);

/** The value is (raw + add) / per, for raw in [from, to]; else it is absent. */
const number =
  (path: string, from: number, to: number, per = 1, add = 0): Rule =>
  (said, raw) => {
    const value = at(said, path) as number | undefined;
    const number = Number(raw);
    if (number < from || number > to) return value === undefined;
    return value !== undefined && Math.abs(value * per - (number + add)) < 1e-6;
  };
const words =
  (path: string, ...all: readonly (string | undefined)[]): Rule =>
  (said, raw) =>
    at(said, path) === all[Number(raw)];
const same =
  (path: string): Rule =>
  (said, raw) =>
    at(said, path) === (typeof at(said, path) === 'boolean' ? Boolean(raw) : raw);
const text =
  (path: string): Rule =>
  (said, raw) =>
    (at(said, path) ?? '') === raw;

const deg = (path: string): Rule => number(path, 0, 359);
const trend = (path: string): Rule => words(path, 'steady', 'falling', 'rising');
const time: Rule = (said, raw) => {
  const [day, hour, minute] = (String(raw).match(/\d+/g) ?? []).map(Number) as [number, number, number];
  return (
    at(said, 'utc.day') === (day >= 1 && day <= 31 ? day : undefined) &&
    at(said, 'utc.hour') === (hour < 24 ? hour : undefined) &&
    at(said, 'utc.minute') === (minute < 60 ? minute : undefined)
  );
};

const SEA: Readonly<Record<string, Rule>> = {
  lat: number('lat', -5_400_000, 5_400_000, 60_000),
  lon: number('lon', -10_800_000, 10_800_000, 60_000),
  timestamp: time,
  wdir: deg('windFromDeg'),
  wgustdir: deg('gustFromDeg'),
  humidity: number('humidityPercent', 0, 100),
  pressuretend: trend('pressureTendency'),
  leveltrend: trend('waterLevelTrend'),
  cdir: deg('current.toDeg'),
  cdir2: deg('current2.toDeg'),
  cdir3: deg('current3.toDeg'),
  cdepth2: number('current2.depthM', 0, 30),
  cdepth3: number('current3.depthM', 0, 30),
  waveperiod: number('wavePeriodS', 0, 60),
  wavedir: deg('waveFromDeg'),
  swellperiod: number('swellPeriodS', 0, 60),
  swelldir: deg('swellFromDeg'),
  seastate: number('seaState', 0, 12),
  preciptype: number('precipitation', 1, 5),
  ice: words('ice', 'no', 'yes'),
};
const upTo = (most: number): Readonly<Record<string, Rule>> => ({
  cspeed: number('current.kn', 0, most, 10),
  cspeed2: number('current2.kn', 0, most, 10),
  cspeed3: number('current3.kn', 0, most, 10),
  waveheight: number('waveHeightM', 0, most, 10),
  swellheight: number('swellHeightM', 0, most, 10),
});

const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  '1/31': {
    ...SEA,
    ...upTo(251),
    accuracy: same('accurate'),
    wspeed: number('windKn', 0, 126),
    wgust: number('gustKn', 0, 126),
    airtemp: number('airC', -600, 600, 10),
    dewpoint: number('dewPointC', -200, 500, 10),
    pressure: number('pressureHpa', 0, 402, 1, 799),
    visgreater: same('visibilityBeyond'),
    visibility: number('visibilityNm', 0, 126, 10),
    waterlevel: number('waterLevelM', 0, 4000, 100, -1000),
    watertemp: number('waterC', -100, 500, 10),
    salinity: number('salinityPermille', 0, 501, 10),
  },
  '1/11': {
    ...SEA,
    ...upTo(250),
    wspeed: number('windKn', 0, 120),
    wgust: number('gustKn', 0, 120),
    airtemp: number('airC', 0, 1200, 10, -600),
    dewpoint: number('dewPointC', 0, 700, 10, -200),
    pressure: number('pressureHpa', 0, 400, 1, 800),
    visibility: number('visibilityNm', 0, 250, 10),
    waterlevel: number('waterLevelM', 0, 400, 10, -100),
    watertemp: number('waterC', 0, 600, 10, -100),
    salinity: number('salinityPermille', 0, 500, 10),
  },
  '1/29': { linkage: same('linkage'), text: text('text') },
  '1/30': { linkage: same('linkage'), text: text('text') },
  '200/10': {
    vin: text('eni'),
    length: number('lengthM', 1, 8000, 10),
    beam: number('beamM', 1, 1000, 10),
    shiptype: number('eriType', 1, 16_383),
    hazard: number('blueCones', 0, 4),
    draught: number('draughtM', 1, 2000, 100),
    loaded: words('loaded', undefined, 'unloaded', 'loaded'),
    speed_q: same('goodSpeed'),
    course_q: same('goodCourse'),
    heading_q: same('goodHeading'),
  },
  '200/55': {
    crew: number('crew', 0, 254),
    passengers: number('passengers', 0, 8190),
    personnel: number('personnel', 0, 254),
  },
  '235/10': {
    off_pos: same('offPosition'),
    alarm: same('alarm'),
    stat_ext: same('inputs'),
    ana_int: number('supplyV', 1, 720, 20),
    ana_ext1: number('external1V', 1, 720, 20),
    ana_ext2: number('external2V', 1, 720, 20),
    racon: words('racon', undefined, 'notMonitored', 'operational', 'error'),
    light: words('light', undefined, 'on', 'off', 'error'),
  },
};

/** The fields in which they differ; `compared` when there was anything to compare. */
export function applicationDifferences(
  said: AisApplication | undefined,
  reference: Json,
): { readonly compared: boolean; readonly fields: readonly string[] } {
  const rules = RULES[`${reference.dac}/${reference.fid}`];
  const fields = Object.keys(reference).filter((field) => rules?.[field] !== undefined);
  if (rules === undefined || fields.length === 0) return { compared: false, fields: [] };
  if (said === undefined) return { compared: true, fields: ['application'] };
  return {
    compared: true,
    fields: fields.filter((field) => !rules[field]!(said as unknown as Json, reference[field])),
  };
}
