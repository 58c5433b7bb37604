/** What a scenario file may say. Positions are [latitude, longitude] in WGS-84 degrees; times of day are local. */
import { z } from 'zod';
import { COUNTRY_BY_MID } from '../../proto/domain/mid.table.ts';
import { broadcasts } from './scenariobroadcasts.ts';
import { forces } from './scenarioforces.ts';
import { land } from './scenarioland.ts';
import { sensing } from './scenariosensing.ts';

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
const direction = z.number().min(0).lt(360);
const name = z.string().min(1).max(60);
const count = z.int().min(1).max(500);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');
const metres = z.number().positive().max(100_000);

const flag = z.strictObject({
  /** ISO 3166-1 user-assigned (XA…XZ): the scenario's own. */
  code: z.string().regex(/^X[A-Z]$/),
  name,
  /** Three country digits of an MMSI that the ITU has allocated to nobody. */
  mid: z
    .int()
    .min(200)
    .max(799)
    .refine(
      (mid) => COUNTRY_BY_MID[mid] === undefined,
      'the ITU has allocated these country digits: real ships use them',
    ),
  /** First characters of call signs; the ITU allocates no series that begins with 0 or 1. */
  callSign: z.string().regex(/^[01][A-Z]$/),
  names: z.enum(['albanian', 'italian', 'slavic', 'greek', 'turkish', 'northern', 'international']),
});

/** Two-way traffic between two waypoints: each keeps to its starboard side of the middle. */
const fairway = z.strictObject({
  between: z.tuple([name, name]),
  halfWidthM: metres,
  /** How far from the middle the nearest traffic keeps. */
  separationM: z.number().min(0).max(20_000),
  maxKn: z.number().positive().max(40).optional(),
});

const slot = z.tuple([lat, lon, direction]);
const mooringUse = z.enum(['quay', 'ferry', 'fishing', 'marina', 'service']);
const port = z.strictObject({
  id: name,
  name,
  /** UN/LOCODE without its space. */
  locode: z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}$/),
  waypoint: name,
  moorings: z.array(z.strictObject({ use: mooringUse, slots: z.array(slot).min(1).max(60) })),
});

const circle = { id: name, waypoint: name, radiusM: metres };
const shipKind = z.enum(['container', 'tanker', 'gas', 'bulk', 'coaster', 'vehicle', 'cruise']);
const ferryKind = z.enum(['ropax', 'landing', 'dayferry', 'hydrofoil']);

export const scenarioSchema = z.strictObject({
  format: z.literal(1),
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: name,
  description: z.string().max(1000),
  utcOffsetMinutes: z.int().min(-720).max(840),
  flags: z.array(flag).min(1),
  wind: z.strictObject({ fromDeg: direction, swingDeg: z.number().min(0).max(180), kn: z.number().min(0) }),
  currents: z.array(z.strictObject({ lat, lon, towardDeg: direction, kn: z.number().min(0).max(8) })).min(1),
  waypoints: z.record(name, z.tuple([lat, lon])),
  fairways: z.array(fairway).min(1).max(2000),
  /** Where ships come from and go to, beyond the horizon. */
  gates: z.array(
    z.strictObject({
      id: name,
      waypoint: name,
      side: z.enum(['north', 'south']),
      weight: z.number().positive(),
      destinations: z.array(z.string().min(1).max(20)).min(1),
    }),
  ),
  ports: z.array(port),
  anchorages: z.array(z.strictObject({ ...circle, name, spaces: count, forPorts: z.array(name) })),
  /** Fishing grounds: oblongs about a waypoint. */
  grounds: z.array(
    z.strictObject({
      id: name,
      name,
      waypoint: name,
      lengthM: metres,
      widthM: metres,
      bearingDeg: direction,
    }),
  ),
  /** Where pleasure craft spend their day. */
  bays: z.array(z.strictObject(circle)),
  merchants: z.array(
    z.discriminatedUnion('trade', [
      z.strictObject({ trade: z.literal('transit'), kind: shipKind, count, flags: z.array(name).min(1) }),
      z.strictObject({
        trade: z.literal('port'),
        kind: shipKind,
        count,
        flags: z.array(name).min(1),
        /** A port named twice is called at twice as often. */
        ports: z.array(name).min(1),
      }),
    ]),
  ),
  /** A ferry does all its calls once a day; the last is followed by the first. */
  ferries: z.array(
    z.strictObject({
      line: name,
      kind: ferryKind,
      flag: name,
      maxKn: z.number().positive().max(45),
      calls: z.array(z.strictObject({ port: name, arrive: timeOfDay, depart: timeOfDay })).min(2),
    }),
  ),
  fishing: z.array(
    z.strictObject({
      port: name,
      grounds: z.array(name).min(1),
      count,
      manner: z.enum(['trawl', 'seine']),
      classAShare: z.number().min(0).max(1),
      flag: name,
    }),
  ),
  pleasure: z.array(
    z.strictObject({ port: name, bays: z.array(name).min(1), count, flags: z.array(name).min(1) }),
  ),
  services: z.array(
    z.strictObject({
      kind: z.enum(['pilot', 'tug', 'patrol']),
      port: name,
      count,
      flag: name,
      beat: z.array(name).min(1),
    }),
  ),
  /** Aids to navigation; `aidType` as in ITU-R M.1371-5 table 74. */
  aids: z.array(
    z.strictObject({
      name: z.string().min(1).max(34),
      aidType: z.int().min(1).max(31),
      lat,
      lon,
      virtual: z.boolean(),
    }),
  ),
  /** Shore stations: each hears what is in range and says so on its feed. */
  stations: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Z0-9-]{1,15}$/),
        feed: z.string().regex(/^[a-z0-9-]{1,40}$/),
        flag: name,
        lat,
        lon,
        rangeNm: z.number().positive().max(300),
        /** Two watts instead of twelve and a half, from a low antenna. */
        classBRangeNm: z.number().positive().max(300),
        /** Share of messages lost close by; it grows towards the edge of the range. */
        lossRatio: z.number().min(0).max(1),
        delayMs: z.number().min(0).max(60_000),
        delaySpreadMs: z.number().min(0).max(60_000),
      }),
    )
    .min(1)
    .max(20),
  aircraft: z.array(
    z.strictObject({
      name,
      flag: name,
      departures: z.array(timeOfDay).min(1),
      speedKn: z.number().positive().max(300),
      altM: z.number().min(0).max(4000),
      route: z.array(name).min(2),
    }),
  ),
  ...broadcasts,
  ...sensing,
  ...land,
  ...forces,
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type Port = Scenario['ports'][number];
export type MooringUse = z.infer<typeof mooringUse>;
export type Flag = Scenario['flags'][number];
export type Station = Scenario['stations'][number];
export type Gate = Scenario['gates'][number];
