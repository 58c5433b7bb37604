/** Vessels that go up and down off a coast, and report as they owe. */
import { Nature, type PositionObservation, TrackKind } from '../../../../proto/domain/observation.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import { position } from '../../tracks/observations.ts';

export interface Ship {
  readonly mmsi: number;
  readonly lon: number;
  readonly feed?: string;
  readonly kind?: TrackKind;
  readonly everyS?: number;
  readonly sogKn?: number;
  /** Chance that a report is lost. */
  readonly loss?: number;
  /** Goes on in its first direction. */
  readonly straight?: boolean;
  readonly status?: number;
  /** Says nothing in these seconds. */
  readonly quiet?: (s: number) => boolean;
  readonly feeds?: readonly string[];
}

const SOUTH = 41;
/** How far north it goes before it turns, degrees: about 17 km. */
const SPAN = 0.15;

/** Where it is after so many seconds, by its number at another place of its way. */
function latAt({ mmsi, sogKn = 12, straight }: Ship, s: number): { lat: number; cog: number } {
  const gone = (sogKn * s) / 3600 / 60;
  if (straight) return { lat: SOUTH + gone, cog: 0 };
  const at = (gone + ((mmsi % 10) * 2 * SPAN) / 10) % (2 * SPAN);
  return at < SPAN ? { lat: SOUTH + at, cog: 0 } : { lat: SOUTH + 2 * SPAN - at, cog: 180 };
}

/** All that they report from one second until another, in the order of time. */
export function traffic(
  ships: readonly Ship[],
  fromS: number,
  untilS: number,
): readonly PositionObservation[] {
  const random = seeded(7);
  const said: PositionObservation[] = [];
  for (let s = fromS; s < untilS; s++)
    for (const ship of ships) {
      const { mmsi, lon, everyS = 10, kind = TrackKind.classA, sogKn = 12, loss = 0, quiet } = ship;
      if ((s + mmsi) % everyS !== 0 || quiet?.(s) || (loss > 0 && random() < loss)) continue;
      const { lat, cog } = latAt(ship, s);
      for (const feed of ship.feeds ?? [ship.feed ?? 'coast'])
        said.push(
          position({
            ...{ at: s, mmsi, kind, lat, lon, sog: sogKn, cog, feed, nature: Nature.real },
            ...(ship.status !== undefined && { status: ship.status }),
          }),
        );
    }
  return said;
}

/** Six ships of class A, half a mile from one another. */
export const FLEET: readonly Ship[] = [0, 1, 2, 3, 4, 5].map((i) => ({
  mmsi: 247_000_001 + i,
  lon: 18 + i * 0.01,
}));
