/** What a scenario file may say of units of the agencies, and of aircraft. */
import { z } from 'zod';
import { feedName, point } from './scenariosensing.ts';

const name = z.string().min(1).max(60);

/** Says where it is by Cursor on Target. It is one of the scenario's vessels, actors or flights. */
const unit = z.strictObject({
  uid: z.string().regex(/^[A-Za-z0-9.-]{1,60}$/),
  callSign: z.string().min(1).max(30),
  agency: name,
  /** Which it is: a vessel's name, an actor of the border, or a flight's call sign. */
  is: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('vessel'), vessel: name }),
    z.strictObject({ what: z.literal('actor'), actor: name }),
    z.strictObject({ what: z.literal('flight'), flight: name }),
  ]),
  everyMs: z.int().min(1000).max(600_000),
});

const flight = z.strictObject({
  callSign: z.string().regex(/^[A-Z0-9]{2,8}$/),
  /** A 24-bit address of a block that ICAO keeps for the future. */
  address: z.string().regex(/^[bd][0-9a-f]{5}$/),
  squawk: z.string().regex(/^[0-7]{4}$/),
  helicopter: z.boolean().default(false),
  route: z.array(point).min(2),
  altM: z.number().min(30).max(15_000),
  kn: z.number().positive().max(600),
  /** Flies the route every so many minutes; how far into its route it is at the opening. */
  everyMin: z.number().positive().max(1440),
  openingMin: z.number().min(0).max(1440),
});

export const forces = {
  units: z.strictObject({ feed: feedName, name, members: z.array(unit).max(100) }).optional(),
  air: z.strictObject({ feed: feedName, name, flights: z.array(flight).max(100) }).optional(),
};
export type UnitPlan = z.infer<typeof unit>;
export type FlightPlan = z.infer<typeof flight>;
