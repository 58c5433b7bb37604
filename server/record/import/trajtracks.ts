/**
 * Tracks of tracktable (`.traj`): a line each, `*T*,id,domain,points,properties…,*P*,domain,coordinates,hasId,hasTime,
 * properties`, then of each point its object, time, longitude and latitude.
 */
import { type GivenPoint, numberOf, type OnFault, timeOf } from './trackpieces.ts';

const HEAD = /^\*T\*,[^,]*,terrestrial,\d+,/;

export const isTraj = (line: string): boolean => HEAD.test(line);

export function* pointsOfTraj(text: string, line: number, onFault: OnFault): Generator<GivenPoint> {
  const cells = text.trim().split(',');
  const at = cells.indexOf('*P*');
  const [domain, coordinates, hasId, hasTime, properties] = cells.slice(at + 1, at + 6);
  if (at < 0 || domain !== 'terrestrial' || coordinates !== '2' || hasId !== '1' || hasTime !== '1')
    return onFault(line, 'it is no trajectory of places with times on the earth');
  const own = Number(properties);
  // A property has its name and its type in the head.
  const first = at + 6 + own * 2;
  const width = 4 + own;
  if (!Number.isInteger(own) || (cells.length - first) % width !== 0)
    return onFault(line, 'its points are not all there');
  for (let i = first; i < cells.length; i += width) {
    const [id = '', time, lon, lat] = cells.slice(i, i + 4);
    const ms = timeOf(time);
    const [x, y] = [numberOf(lon), numberOf(lat)];
    if (ms === undefined || x === undefined || y === undefined) {
      onFault(line, `“${cells.slice(i, i + 4).join(',')}” is no point`);
      continue;
    }
    const mmsi = /^\d{9}$/.test(id) ? Number(id) : undefined;
    yield { track: id, ms, lat: y, lon: x, ...(mmsi !== undefined && { mmsi }) };
  }
}
