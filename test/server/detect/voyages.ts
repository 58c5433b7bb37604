/** Vessels that sail legs one after the other, as AIS or as a radar without AIS would tell of them. */
import { destination, type Position } from '../../../proto/domain/geo.ts';
import { feedId, sensorId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import type { PlotObservation } from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { degrees, epochMs, knotsToMetresPerSecond, metres } from '../../../proto/domain/units.ts';
import { position, type Said, T0 } from '../tracks/observations.ts';
import type { Watched } from './watched.ts';

export interface Leg {
  readonly kn: number;
  readonly deg: number;
  readonly s: number;
}

export interface Voyage extends Omit<Said, 'at' | 'sog' | 'cog'> {
  readonly lat: number;
  readonly lon: number;
  readonly fromS?: number;
  readonly everyS?: number;
  readonly shipType?: number;
  /** Says neither speed nor course. */
  readonly placesOnly?: boolean;
  readonly legs: readonly Leg[];
}

/** Where it is, and how it goes, so many seconds after it began. */
export function along(
  { lat, lon, legs }: Voyage,
  s: number,
): Position & { readonly kn: number; readonly deg: number } {
  let at: Position = { lat: degrees(lat), lon: degrees(lon) };
  let left = s;
  for (const leg of legs) {
    const here = Math.min(left, leg.s);
    at = destination(at, leg.deg, knotsToMetresPerSecond(leg.kn) * here);
    left -= here;
    if (left <= 0) return { ...at, kn: leg.kn, deg: leg.deg };
  }
  const last = legs.at(-1)!;
  return { ...at, kn: last.kn, deg: last.deg };
}

/** Where it will be when all its legs are sailed. */
export const endOf = (voyage: Voyage): Position => along(voyage, lastS(voyage));
const lastS = ({ legs }: Voyage): number => legs.reduce((sum, { s }) => sum + s, 0);

function reports(voyage: Voyage): Observation[] {
  const { legs: _legs, fromS = 0, everyS = 20, shipType, placesOnly, ...said } = voyage;
  const all: Observation[] = [];
  for (let s = 0; s <= lastS(voyage); s += everyS) {
    const { lat, lon, kn, deg } = along(voyage, s);
    const report = position({
      ...said,
      ...{ at: fromS + s, lat, lon, sog: placesOnly ? undefined : kn, cog: deg },
      ...(shipType !== undefined && { identity: { shipType } }),
    });
    const { cogDeg: _cog, ...placed } = report;
    all.push(placesOnly ? placed : report);
  }
  return all;
}

/** All of them by the time of reception. */
export const sailed = (...voyages: readonly Voyage[]): Observation[] =>
  voyages.flatMap(reports).sort((a, b) => a.receivedMs - b.receivedMs);

const RADAR = sensorId('shore/radar');

/** What a radar that follows things itself tells of a boat without AIS, every three seconds. */
export function seenByRadar(watched: Watched, ...voyages: readonly Voyage[]): void {
  watched.run.picture.sensors.configure(RADAR, feedId('radar'), {
    kind: SensorKind.radar,
    lat: degrees(voyages[0]!.lat),
    lon: degrees(voyages[0]!.lon),
    coverage: { rangeM: metres(60_000), detectionProbability: 0.95 },
    periodMs: 3000,
  });
  const plots = voyages.flatMap((voyage, i) => {
    const all: PlotObservation[] = [];
    for (let s = 0; s <= lastS(voyage); s += 3) {
      const { lat, lon } = along(voyage, s);
      const ms = epochMs(T0 + ((voyage.fromS ?? 0) + s) * 1000);
      all.push({
        ...{ type: 'plot', feedId: feedId('radar'), nature: Nature.real, observedMs: ms, receivedMs: ms },
        ...{ sensorId: RADAR, sensorTrack: String(i + 1), contactClass: 'smallVessel', confidence: 0.9 },
        place: { kind: 'position', lat, lon, sigmaM: metres(15) },
      });
    }
    return all;
  });
  watched.say(...plots.sort((a, b) => a.receivedMs - b.receivedMs));
}
