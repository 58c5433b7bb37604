/** A real picture with ships in it, for tests and benches of what is published. */
import { feedId, mmsi } from '../../../proto/domain/ids.ts';
import { Nature, type PositionObservation, TrackKind } from '../../../proto/domain/observation.ts';
import { degrees, epochMs, knots } from '../../../proto/domain/units.ts';

export interface Ship {
  readonly mmsi: number;
  readonly lat: number;
  readonly lon: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly name?: string;
}

/** What a class A transmitter says of itself at `atMs`. */
export const report = (ship: Ship, atMs: number): PositionObservation => ({
  type: 'position',
  feedId: feedId('test'),
  nature: Nature.real,
  observedMs: epochMs(atMs),
  receivedMs: epochMs(atMs),
  mmsi: mmsi(ship.mmsi),
  kind: TrackKind.classA,
  lat: degrees(ship.lat),
  lon: degrees(ship.lon),
  sogKn: knots(ship.sogKn ?? 10),
  cogDeg: degrees(ship.cogDeg ?? 90),
  ...(ship.name !== undefined && { identity: { name: ship.name } }),
});
