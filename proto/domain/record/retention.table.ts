/** What is kept how long, by what it speaks of. Files hold one class each, so that what must go can go. */
import { TrackKind } from '../observation.ts';

/** Values are on the wire of the recorder; names are folders. */
export const RETENTION_CLASSES = ['sea', 'land', 'own', 'decisions'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

export interface Retention {
  /** Days from the hour it was known in. */
  readonly days: number;
  /** When the disk is short the oldest go before, but nothing that is younger than this. */
  readonly leastDays: number;
  readonly text: string;
}

/** The defaults; a site sets its own in the configuration (`record.keepDays`). */
export const RETENTION: Readonly<Record<RetentionClass, Retention>> = {
  land: {
    days: 7,
    leastDays: 1,
    text: 'People, vehicles and animals on land, and the bytes of the feeds that see them.',
  },
  sea: {
    days: 180,
    leastDays: 30,
    text: 'Vessels, aircraft and contacts at sea, and the bytes of their feeds.',
  },
  own: {
    days: 1095,
    leastDays: 1095,
    text: 'Our own units and those of partners: cannot be deleted before.',
  },
  decisions: {
    days: 1095,
    leastDays: 1095,
    text: 'Alerts, what people decided, and what happened to the system.',
  },
};

const LAND: ReadonlySet<number> = new Set([
  TrackKind.landContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
  TrackKind.animal,
]);
const OWN: ReadonlySet<number> = new Set([
  TrackKind.unitVessel,
  TrackKind.unitVehicle,
  TrackKind.unitAircraft,
  TrackKind.unitFoot,
]);

export const classOfKind = (kind: number): RetentionClass =>
  LAND.has(kind) ? 'land' : OWN.has(kind) ? 'own' : 'sea';
