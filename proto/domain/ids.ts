/** Branded identifiers: a track is not a feed is not a ship. */

declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };

/** `<epoch>-<counter>`: unique over every run of one installation. */
export type TrackId = Id<'track'>;
/** The configured name of a feed, unique in one server. */
export type FeedId = Id<'feed'>;

/** What a site calls a sensor, unique in one server: `<feed>` where a feed is one sensor, else `<feed>/<the sensor's own id>`. */
export type SensorId = Id<'sensor'>;

/** Nine digits as a number, 0…999 999 999; leading zeros are restored for display. A claim, never a key. */
export type Mmsi = number & { readonly [brand]: 'mmsi' };

export const trackId = (epoch: number, counter: number): TrackId => `${epoch}-${counter}` as TrackId;
export const feedId = (name: string): FeedId => name as FeedId;
export const sensorId = (name: string): SensorId => name as SensorId;
export const mmsi = (value: number): Mmsi => value as Mmsi;

/** The nine digits of an MMSI, leading zeros kept (ITU-R M.585-9). */
export const formatMmsi = (value: number): string => String(value).padStart(9, '0');
