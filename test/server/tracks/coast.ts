/** A radar on a coast and vessels before it: plots, scans and AIS reports as they would come, second by second. */

import { geodesicDirect, geodesicInverse } from '../../../proto/domain/geodesic.ts';
import { feedId, mmsi, sensorId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { seeded } from '../../../proto/domain/random.ts';
import type { PlotObservation } from '../../../proto/domain/sensing.ts';
import { SensorKind, type SensorSettings } from '../../../proto/domain/sensor.ts';
import { degrees, knots, knotsToMetresPerSecond, metres } from '../../../proto/domain/units.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { position, slotsOf, timeAt } from './observations.ts';

export const RADAR = sensorId('cape');
export const RADAR_AT = { lat: degrees(41.3), lon: degrees(19.4) };
export const PERIOD_S = 3;

export const RADAR_SETTINGS: SensorSettings = {
  name: 'Cape radar',
  kind: SensorKind.radar,
  lat: RADAR_AT.lat,
  lon: RADAR_AT.lon,
  coverage: { rangeM: metres(40_000), detectionProbability: 0.9 },
  sigmaRangeM: metres(15),
  sigmaAzimuthDeg: degrees(0.2),
  periodMs: PERIOD_S * 1000,
};

/** Goes straight on from its place at T0. */
export interface Vessel {
  readonly fromM: number;
  readonly azimuthDeg: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  /** Sends AIS between these seconds. */
  readonly ais?: { readonly mmsi: number; readonly untilS?: number; readonly fromS?: number };
  /** Where its AIS says it is instead, from a second on. */
  readonly spoof?: { readonly fromS: number; readonly toAzimuthDeg: number; readonly byM: number };
  /** Not seen by the radar. */
  readonly unseen?: boolean;
}

export const whereAt = ({ fromM, azimuthDeg, sogKn, cogDeg }: Vessel, s: number) =>
  geodesicDirect(geodesicDirect(RADAR_AT, azimuthDeg, fromM), cogDeg, knotsToMetresPerSecond(sogKn) * s);

export interface Coast {
  readonly picture: Picture;
  /** Runs on to a second, with what each second brings. */
  run(untilS: number, each?: (s: number) => readonly Observation[]): void;
  readonly slots: () => number[];
}

/** A coast with a picture of run 7; `bias`: what the radar measures too much. */
export function coast(
  vessels: readonly Vessel[],
  options: {
    readonly bias?: { readonly rangeM: number; readonly azimuthDeg: number };
    readonly registrationAllowed?: boolean;
    readonly radar?: boolean;
  } = {},
): Coast {
  const { bias = { rangeM: 0, azimuthDeg: 0 }, radar = true, registrationAllowed = true } = options;
  const picture = new Picture({ epoch: 7, registrationAllowed });
  if (radar) picture.sensors.configure(RADAR, feedId('radar'), RADAR_SETTINGS);
  const random = seeded(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let s = 0;
  const apply = (observation: Observation) => picture.apply(observation);
  const ais = (vessel: Vessel) => {
    const { ais: sent, spoof } = vessel;
    if (!sent || s < (sent.fromS ?? 0) || s > (sent.untilS ?? Number.POSITIVE_INFINITY) || s % 5 !== 0)
      return;
    const true_ = whereAt(vessel, s);
    const at = spoof && s >= spoof.fromS ? geodesicDirect(true_, spoof.toAzimuthDeg, spoof.byM) : true_;
    const said = position({
      at: s,
      mmsi: sent.mmsi,
      lat: at.lat,
      lon: at.lon,
      sog: vessel.sogKn,
      cog: vessel.cogDeg,
    });
    apply({ ...said, accurate: true, headingDeg: degrees(vessel.cogDeg) });
  };
  const scan = () => {
    const head = {
      feedId: feedId('radar'),
      nature: Nature.real,
      observedMs: timeAt(s),
      receivedMs: timeAt(s),
    };
    for (const vessel of vessels) {
      if (vessel.unseen || random() > 0.95) continue;
      const { distanceM: rangeM, azimuthDeg } = geodesicInverse(RADAR_AT, whereAt(vessel, s))!;
      const place: PlotObservation['place'] = {
        kind: 'polar',
        rangeM: metres(rangeM + 15 * normal() + bias.rangeM),
        azimuthDeg: degrees(azimuthDeg + 0.2 * normal() + bias.azimuthDeg),
      };
      apply({ ...head, type: 'plot', sensorId: RADAR, place });
    }
    apply({ ...head, type: 'scan', sensorId: RADAR });
  };
  return {
    picture,
    slots: () => slotsOf(picture),
    run(untilS, each) {
      for (; s <= untilS; s++) {
        for (const vessel of vessels) ais(vessel);
        if (radar && s % PERIOD_S === 0) scan();
        for (const observation of each?.(s) ?? []) apply(observation);
        picture.tick(timeAt(s));
      }
    },
  };
}

export const named = (mmsiNumber: number, name: string, s: number): Observation => ({
  type: 'identity',
  feedId: feedId('coast'),
  nature: Nature.real,
  observedMs: timeAt(s),
  receivedMs: timeAt(s),
  mmsi: mmsi(mmsiNumber),
  kind: TrackKind.classA,
  identity: { name },
});

export const kn = knots;
