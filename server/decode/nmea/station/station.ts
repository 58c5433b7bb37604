/** What one connection's sentences have said so far: its clock, own ship, the radar's targets, distress calls. */
import type { NmeaSentence } from '../sentences/messages.ts';
import { DistressCalls } from './distress.ts';
import { OwnShipState } from './ownship.ts';
import { Targets } from './targets.ts';
import { Timeline } from './timeline.ts';

export class Station {
  readonly timeline = new Timeline();
  readonly ownShip = new OwnShipState();
  readonly targets = new Targets();
  readonly distress = new DistressCalls();

  /**
   * Takes in what a sentence says of clock, own ship and labels; returns the time that it speaks of on the
   * connection's timeline. `heardMs`: see `Timeline`.
   */
  take(said: NmeaSentence, heardMs: number): number {
    const utcMs = absoluteMs(said);
    if (utcMs !== undefined) this.timeline.said(utcMs, heardMs);
    const atMs = this.timeline.resolve(timeOfDayMs(said), heardMs);
    this.ownShip.take(said, atMs);
    if (said.sentence === 'TLB')
      for (const { targetNumber, label } of said.labels) this.targets.name(said.talker, targetNumber, label);
    return atMs;
  }
}

function absoluteMs(said: NmeaSentence): number | undefined {
  if (said.sentence === 'ZDA') return said.utcMs;
  if (said.sentence !== 'RMC' || said.valid === false) return undefined;
  return said.dateMs === undefined || said.timeOfDayMs === undefined
    ? undefined
    : said.dateMs + said.timeOfDayMs;
}

/** A call's time is that of its position, whole minutes and maybe hours old: the call itself is of now. */
const timeOfDayMs = (said: NmeaSentence): number | undefined =>
  'timeOfDayMs' in said && said.sentence !== 'DSC' ? said.timeOfDayMs : undefined;
