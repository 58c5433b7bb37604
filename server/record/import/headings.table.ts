/**
 * What the columns of a table of AIS reports are called by those who publish them: the Danish Maritime Authority
 * (web.ais.dk), MarineCadastre (NOAA; its spelling changed over the years), and plain words. Compared without case,
 * blanks, underscores and `#`.
 */

export type Field =
  | 'time'
  | 'mmsi'
  | 'lat'
  | 'lon'
  | 'sog'
  | 'cog'
  | 'heading'
  | 'status'
  | 'name'
  | 'callSign'
  | 'imo'
  | 'type'
  | 'length'
  | 'beam'
  | 'destination'
  | 'mobile';

export const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  time: ['timestamp', 'basedatetime', 'datetime', 'time', 'observedms', 'timeutc'],
  mmsi: ['mmsi'],
  lat: ['lat', 'latitude'],
  lon: ['lon', 'longitude', 'lng'],
  sog: ['sog', 'sogkn', 'speed', 'speedoverground'],
  cog: ['cog', 'cogdeg', 'course', 'courseoverground'],
  heading: ['heading', 'headingdeg', 'trueheading'],
  status: ['navigationalstatus', 'status', 'navstatus'],
  name: ['name', 'vesselname', 'shipname'],
  callSign: ['callsign'],
  imo: ['imo', 'imonumber'],
  type: ['shiptype', 'vesseltype'],
  length: ['length', 'lengthm'],
  beam: ['width', 'beam', 'beamm'],
  destination: ['destination'],
  mobile: ['typeofmobile', 'transceiverclass', 'transcieverclass', 'transceiver', 'class'],
};

/** Without these a row says nothing. */
export const NEEDED: readonly Field[] = ['time', 'mmsi', 'lat', 'lon'];

/** As the Danish files say it, to ITU-R M.1371-5 table 45. */
export const STATUS_WORDS: Readonly<Record<string, number>> = {
  'Under way using engine': 0,
  'At anchor': 1,
  'Not under command': 2,
  'Restricted maneuverability': 3,
  'Constrained by her draught': 4,
  Moored: 5,
  Aground: 6,
  'Engaged in fishing': 7,
  'Under way sailing': 8,
  'Reserved for future amendment [HSC]': 9,
  'Reserved for future amendment [WIG]': 10,
  'Power-driven vessel towing astern': 11,
  'Power-driven vessel pushing ahead or towing alongside': 12,
  'AIS-SART (active)': 14,
  ...numbers(14),
};

/** As the Danish files say it, to ITU-R M.1371-5 table 53; what they do not tell apart is the group’s first. */
export const TYPE_WORDS: Readonly<Record<string, number>> = {
  WIG: 20,
  Fishing: 30,
  Towing: 31,
  'Towing long/wide': 32,
  Dredging: 33,
  Diving: 34,
  Military: 35,
  Sailing: 36,
  Pleasure: 37,
  HSC: 40,
  Pilot: 50,
  SAR: 51,
  Tug: 52,
  'Port tender': 53,
  'Anti-pollution': 54,
  'Law enforcement': 55,
  Medical: 58,
  Passenger: 60,
  Cargo: 70,
  Tanker: 80,
  Other: 90,
  ...numbers(99),
};

/** Transmitters as both say them, to `TrackKind`. */
export const MOBILE_WORDS: Readonly<Record<string, number>> = {
  'Class A': 1,
  A: 1,
  'Class B': 2,
  B: 2,
  'Base Station': 3,
  AtoN: 4,
  'SAR Airborne': 6,
};

/** The number itself, as tables write it: `5`, `5.0`. Zero is what a status can be; of a type it says nothing. */
function numbers(most: number): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: most + 1 }, (_, i) => [[String(i), i] as const, [`${i}.0`, i] as const]).flat(),
  );
}
