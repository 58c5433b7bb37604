/** A tracking radar's target list as TTM sentences, tagged with the station and the time. */
import { epochMs, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import { encodeTtm } from '../../decode/nmea/sentences/write.ts';
import { midnight } from '../day.ts';
import type { Outbox } from '../outbox.ts';
import type { RadarSite } from '../scenariosensing.ts';
import { tagged } from '../tagblock.ts';
import { azimuthOf } from './earth.ts';
import type { RadarListener } from './radar.ts';
import { type RadarTarget, TargetList } from './targetlist.ts';

/** A hundredth of a degree is 7 m at 40 km. */
const BEARING_STEP_DEG = 0.01;

export function targetOutput(site: RadarSite, outbox: Outbox): RadarListener {
  const list = new TargetList();
  const station = site.feed.toUpperCase().slice(0, 15);
  const say = (target: RadarTarget): void => {
    const atMs = Math.round(target.atMs);
    const sentence = encodeTtm({
      targetNumber: target.number,
      rangeM: target.rangeM,
      bearingDeg: target.azimuthDeg,
      bearingStepDeg: BEARING_STEP_DEG,
      speedKn: metresPerSecondToKnots(Math.hypot(target.eastMps, target.northMps)),
      courseDeg: azimuthOf(target.eastMps, target.northMps),
      status: target.lost ? 'lost' : 'tracking',
      timeOfDayMs: atMs - midnight(epochMs(atMs), 0),
      acquisition: 'automatic',
    });
    outbox.send(atMs + site.delayMs, site.feed, Buffer.from(tagged([sentence], station, atMs, 1), 'latin1'));
  };
  return {
    plot(plot) {
      const target = list.seen(plot);
      if (target !== undefined) say(target);
    },
    north(atMs) {
      for (const target of list.turned(atMs)) say(target);
    },
    sector: () => undefined,
  };
}
