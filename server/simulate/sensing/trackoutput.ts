/** A neighbour's system tracks as ASTERIX CAT062, a datagram each. */
import { encodeAsterix } from '../../decode/asterix/encode.ts';
import type { Outbox } from '../outbox.ts';
import type { Neighbour } from '../scenariosensing.ts';
import { timeOfDayS } from './plotoutput.ts';
import type { SystemTrack } from './systemtracks.ts';

export function trackOutput(plan: Neighbour, outbox: Outbox): (track: SystemTrack) => void {
  const { feed, sac, sic, sigmaM } = plan;
  return (track) => {
    const record = {
      '010': { sac, sic },
      '070': { timeOfTrackInformationS: timeOfDayS(track.atMs) },
      '105': { latDeg: track.lat, lonDeg: track.lon },
      '185': { vxMPerS: track.eastMps, vyMPerS: track.northMps },
      ...(track.callSign === undefined ? {} : { '245': { sti: 0, chr: track.callSign } }),
      '040': { trackNumber: track.number },
      '080': track.ended ? { tse: 1 } : { cnf: 0 },
      '270': { lengthM: Math.min(127, track.lengthM) },
      '500': { apc: { xM: sigmaM, yM: sigmaM } },
    };
    outbox.send(track.sentMs, feed, encodeAsterix(62, [record]));
  };
}
