/** A radar over the sea on a TCP port: once a second it tells as TTM where everything is that it sees. */
import type { Position } from '../../proto/domain/geo.ts';
import { geodesicInverse } from '../../proto/domain/geodesic.ts';
import { degrees } from '../../proto/domain/units.ts';
import { encodeTtm } from '../../server/decode/nmea/sentences/write.ts';
import { Receiver } from './receiver.ts';
import type { FeedEntry } from './visit.ts';

const PERIOD_S = 1;
const AT = { lat: degrees(41.05), lon: degrees(19.05) };
const NAME = 'Cape radar';

/** As the site's configuration has it. */
const SETTINGS = {
  name: NAME,
  kind: 'radar',
  position: [AT.lat, AT.lon],
  heightM: 120,
  coverage: { rangeM: 40_000, detectionProbability: 0.95, blindSectorsDeg: [[60, 120]] },
  sigmaRangeM: 15,
  sigmaAzimuthDeg: 0.1,
  periodS: PERIOD_S,
};

export interface CoastRadar {
  readonly name: string;
  /** What the config file says of it. */
  readonly feed: FeedEntry;
  cut(): Promise<void>;
}

/** @param seen where each thing is at the moment, under its number */
export async function startCoastRadar(seen: () => ReadonlyMap<number, Position>): Promise<CoastRadar> {
  const receiver = new Receiver(() => {});
  await receiver.listen();
  const timer = setInterval(() => {
    for (const [targetNumber, at] of seen()) {
      const { distanceM: rangeM, azimuthDeg: bearingDeg } = geodesicInverse(AT, at)!;
      const sentence = encodeTtm({ targetNumber, rangeM, bearingDeg, bearingStepDeg: 0.01 });
      receiver.write(`${sentence}\r\n`);
    }
  }, PERIOD_S * 1000);
  timer.unref();
  return {
    name: NAME,
    feed: { url: `${receiver.url}?format=nmea`, name: 'radar', sensor: SETTINGS },
    cut: () => receiver.cut(),
  };
}
