/** The ships that the browser tests watch. Names are invented; the MMSIs' countries and the IMO number are well formed. */
import type { Ship } from './receiver.ts';

/** A cargo ship bound for Durrës, with everything that a card shows. */
export const VALONA: Ship = {
  mmsi: 201_000_101,
  name: 'VALONA STAR',
  callSign: 'ZADA1',
  imo: 9_074_729,
  shipType: 70,
  lat: 41.02,
  lon: 18.9,
  sogKn: 14,
  cogDeg: 90,
  destination: 'ALDRZ',
  draughtM: 6.4,
  dimensions: { toBowM: 90, toSternM: 30, toPortM: 8, toStarboardM: 10 },
};

export const NICOLA: Ship = {
  mmsi: 247_000_102,
  name: 'SAN NICOLA',
  shipType: 30,
  lat: 41.3,
  lon: 18.5,
  sogKn: 4,
  cogDeg: 10,
};

export const PEARL: Ship = {
  mmsi: 238_000_103,
  name: 'DUBROVNIK PEARL',
  callSign: '9AB12',
  shipType: 60,
  lat: 40.7,
  lon: 19.1,
  sogKn: 18,
  cogDeg: 330,
};

/** Fast enough to cross her own symbol within seconds. */
export const RAPIDA: Ship = {
  mmsi: 237_000_104,
  name: 'VLORE RAPIDA',
  shipType: 40,
  lat: 40.4,
  lon: 18.9,
  sogKn: 45,
  cogDeg: 0,
};

/** At anchor. */
export const ANTIVARI: Ship = {
  mmsi: 262_000_105,
  name: 'ANTIVARI',
  shipType: 80,
  lat: 41.6,
  lon: 19.1,
  sogKn: 0,
  cogDeg: 0,
  navStatus: 1,
};

/** A thousand miles from the others: only a search finds her. */
export const SKAGEN: Ship = {
  mmsi: 219_000_106,
  name: 'SKAGEN LYS',
  shipType: 70,
  lat: 57.8,
  lon: 10.9,
  sogKn: 10,
  cogDeg: 45,
};

export const FLEET: readonly Ship[] = [VALONA, NICOLA, PEARL, RAPIDA, ANTIVARI, SKAGEN];
/** The coast where all but the last are, as the address says it. */
export const COAST = '?c=41.0000,18.8000,7.60';
export const NEAR = FLEET.length - 1;

/** Off one radar, some with AIS and one without. */
export const ROADS: readonly Ship[] = [
  { ...VALONA, lat: 41.04, lon: 18.97, cogDeg: 0 },
  { ...NICOLA, lat: 41.07, lon: 18.99 },
  { ...PEARL, lat: 41.02, lon: 18.99, sogKn: 10 },
];
/** Small, fast, and silent: nobody's MMSI is ever sent. */
export const SKIFF: Ship = {
  mmsi: 0,
  name: '',
  shipType: 0,
  lat: 41.05,
  lon: 18.96,
  sogKn: 30,
  cogDeg: 20,
};
