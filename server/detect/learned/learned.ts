/** What the watch learned of its waters: where vessels lie, how traffic goes, where what is heard. Bounded; checkpointed. */
export interface Learned {
  readonly stops: LearnedStops;
  readonly traffic: LearnedTraffic;
  readonly reception: LearnedReception;
  readonly manoeuvres: LearnedManoeuvres;
  readonly land: LearnedLand;
}

/** What the map of land tells apart: a way over the border line is more than a way along it. */
export const LAND_WAYS = ['onFoot', 'driven', 'crossed'] as const;
export type LandWay = (typeof LAND_WAYS)[number];

/** Where people walk and drive on land at which hour of the day, day after day: residents, farmers, shepherds. */
export interface LearnedLand {
  /** Somebody was there; nothing of who it was is kept. */
  passed(way: LandWay, lat: number, lon: number, ms: number): void;
  /** On how many different days somebody was within about 200 m at this hour, give or take one; 0: none. */
  daysOf(way: LandWay, lat: number, lon: number, ms: number): number;
  /** Different days on which anything at all was learned, of the last 60. */
  readonly days: number;
}

/** What vessels do under way that is news from some and their daily work for others: turn back, change course, slow down. */
export const MANOEUVRES = ['turn', 'bend', 'slow'] as const;
export type Manoeuvre = (typeof MANOEUVRES)[number];

/** Where vessels turn and slow down under way, and how often one vessel does. */
export interface LearnedManoeuvres {
  made(what: Manoeuvre, mmsi: number, lat: number, lon: number, ms: number): void;
  /** How many other vessels did so within about three kilometres. */
  othersAt(what: Manoeuvre, lat: number, lon: number, mmsi: number | undefined): number;
  /** How often this vessel did so from one time on until another; at most 12 are remembered. */
  timesOf(what: Manoeuvre, mmsi: number, fromMs: number, untilMs: number): number;
}

/** Where vessels lie: ports, anchorages, pilot stations, fish farms. */
export interface LearnedStops {
  /** A vessel stayed at a place (one call a stay of a vessel). */
  stayed(mmsi: number, lat: number, lon: number, ms: number): void;
  /** How many different vessels stayed within about half a kilometre; `except`: those in question, by MMSI. */
  vesselsAt(lat: number, lon: number, except?: readonly number[]): number;
}

/** How traffic of a class goes through a cell at an hour; H3 cells of resolution 7. */
export interface LearnedTraffic {
  passed(
    cls: string,
    lat: number,
    lon: number,
    ms: number,
    sogKn: number,
    cogDeg: number,
    mmsi: number,
  ): void;
  /** Undefined: too little is known. Quantiles of speed; the share of passages within 30° of a course. */
  usual(cls: string, lat: number, lon: number, ms: number, except?: number): UsualTraffic | undefined;
  /** Different vessels of any class that passed this cell, the newest; `except`: the one in question. */
  vesselsAt(lat: number, lon: number, except?: number): number;
  /** Of all passages of any class in this cell, the share with a course within 30° of this one, 0…1. */
  courseShare(lat: number, lon: number, cogDeg: number): number;
  /** Passages of any class in this cell. */
  passages(lat: number, lon: number): number;
}

export interface UsualTraffic {
  /** Passages by different vessels that it rests upon. */
  readonly samples: number;
  readonly slowKn: number;
  readonly medianKn: number;
  readonly fastKn: number;
  /** Share of passages with a course within 30° of this one, 0…1. */
  courseShare(cogDeg: number): number;
  /** Share of this class among all passages, 0…1. */
  readonly classShare: number;
}

/** Where a feed hears which class of transmitter. */
export interface LearnedReception {
  heard(feedId: string, isClassA: boolean, lat: number, lon: number, ms: number, mmsi: number): void;
  /** So many reports that a transmitter owed there were received by nobody. */
  missed(isClassA: boolean, lat: number, lon: number, ms: number, count: number): void;
  /** Chance, 0…1, that a report from there is received by any feed that works; undefined: nothing is known. */
  chance(isClassA: boolean, lat: number, lon: number): number | undefined;
  /** The farthest that a feed heard in this direction, and its centre; undefined: too little. */
  footprint(feedId: string):
    | {
        readonly lat: number;
        readonly lon: number;
        /** How many different vessels it rests upon, about. */
        readonly vessels: number;
        rangeM(bearingDeg: number): number | undefined;
      }
    | undefined;
}
