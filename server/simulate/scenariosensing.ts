/** What a scenario file may say of sensors that see the sea, and of those who do not want to be seen. */
import { z } from 'zod';

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
const direction = z.number().min(0).lt(360);
const name = z.string().min(1).max(60);
const metres = z.number().positive().max(200_000);
const periodMs = z.int().min(500).max(60_000);
export const feedName = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const point = z.tuple([lat, lon]);
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');
export const sector = z.strictObject({ fromDeg: direction, toDeg: direction });

const radar = z.strictObject({
  feed: feedName,
  name,
  /** Target lists of a tracking radar; plots in monoradar reports; plots of a surface movement sensor. */
  output: z.enum(['ttm', 'cat048', 'cat010']),
  lat,
  lon,
  /** Of the antenna, above the sea. */
  heightM: z.number().positive().max(3000),
  minRangeM: metres,
  rangeM: metres,
  periodMs,
  /** Where it looks; absent: all round. */
  sectors: z.array(sector).min(1).max(8).optional(),
  blindSectors: z.array(sector).max(8).default([]),
  sigmaRangeM: metres,
  sigmaAzimuthDeg: z.number().positive().max(5),
  /** Two echoes closer than both of these are one plot. */
  resolutionRangeM: metres,
  resolutionAzimuthDeg: z.number().positive().max(10),
  /** Where an echo of 10 m², a boat, is seen in every second turn. */
  boatRangeM: metres,
  /** Nothing is seen oftener than this. */
  maxProbability: z.number().min(0).max(1),
  /** Mean false plots a turn: sea clutter, thinning out with `seaScaleM`, and any place alike. */
  clutter: z.strictObject({
    sea: z.number().min(0).max(200),
    seaScaleM: metres,
    uniform: z.number().min(0).max(200),
  }),
  /** How it is misaligned: added to everything that it measures. */
  bias: z.strictObject({ rangeM: z.number(), azimuthDeg: z.number() }).optional(),
  /** From the plot to the feed. */
  delayMs: z.number().min(0).max(10_000),
  /** System area and identification code of ASTERIX. */
  sac: z.int().min(0).max(255).optional(),
  sic: z.int().min(0).max(255).optional(),
});

const neighbour = z.strictObject({
  feed: feedName,
  name,
  sac: z.int().min(0).max(255),
  sic: z.int().min(0).max(255),
  /** The corners of the water that it watches. */
  area: z.array(point).min(3).max(20),
  minLengthM: z.number().min(0).max(400),
  /** Between two reports of a track, and from its time to the feed. */
  periodMs: z.tuple([periodMs, periodMs]),
  delayMs: z.tuple([z.number().min(0), z.number().max(30_000)]),
  /** Of the error of a track, and how long it stays alike. */
  sigmaM: metres,
  memoryS: z.number().positive().max(3600),
});

const oddKind = z.enum(['goFast', 'skiff', 'fishingBoat', 'coaster', 'tanker', 'bulk']);
const odd = {
  ship: oddKind,
  flag: name,
  name: z.string().min(1).max(20).optional(),
  /** Its length, where it matters. */
  lengthM: metres.optional(),
  kn: z.number().positive().max(60),
};
/** A transponder that does something for a while again and again, counted from the opening. */
const cycle = { afterS: z.number().min(0), forMin: z.number().positive(), everyMin: z.number().positive() };

/** Vessels that do what the watch is there for. Routes keep to water. */
const oddity = z.discriminatedUnion('story', [
  /** Fast across the water without AIS: once under way at the opening, then at set times. */
  z.strictObject({
    story: z.literal('goFast'),
    ...odd,
    route: z.array(point).min(2),
    /** How far along the route it is at the opening. */
    openingM: z.number().min(0),
    departures: z.array(timeOfDay).min(1),
  }),
  /** To and fro along a route; its AIS goes off, or it never had it on, though it must. */
  z.strictObject({
    story: z.enum(['switchedOff', 'goneSilent', 'neverOn']),
    ...odd,
    route: z.array(point).min(2),
    openingM: z.number().min(0),
    off: z.strictObject(cycle),
  }),
  /** To and fro; its AIS claims another place, so many metres off in a direction. */
  z.strictObject({
    story: z.literal('spoofed'),
    ...odd,
    route: z.array(point).min(2),
    openingM: z.number().min(0),
    offset: z.strictObject({ metres, bearingDeg: direction }),
    spoof: z.strictObject(cycle),
  }),
  /** Two come to a place from two sides at set times, lie together, and go home. */
  z.strictObject({
    story: z.literal('rendezvous'),
    place: point,
    times: z.array(timeOfDay).min(1),
    forMin: z.number().positive().max(240),
    parties: z.tuple([z.strictObject({ ...odd, from: point }), z.strictObject({ ...odd, from: point })]),
  }),
  /** Boats without AIS about a place. */
  z.strictObject({
    story: z.literal('smallBoats'),
    ...odd,
    count: z.int().min(1).max(50),
    place: point,
    radiusM: metres,
  }),
]);

export const sensing = {
  radars: z.array(radar).max(10).default([]),
  neighbours: z.array(neighbour).max(5).default([]),
  oddities: z.array(oddity).max(50).default([]),
};
export type RadarSite = z.infer<typeof radar>;
export type Neighbour = z.infer<typeof neighbour>;
export type Oddity = z.infer<typeof oddity>;
