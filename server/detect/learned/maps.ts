/** The learned maps of one watch. */
import { LandMap } from './land.ts';
import type { Learned } from './learned.ts';
import { ManoeuvreMap } from './manoeuvres.ts';
import { ReceptionMap } from './reception.ts';
import { StopsMap } from './stops.ts';
import { TrafficMap } from './traffic.ts';

/** Begun anew: nothing is known. */
export const openLearned = (): Learned => ({
  stops: new StopsMap(),
  traffic: new TrafficMap(),
  manoeuvres: new ManoeuvreMap(),
  reception: new ReceptionMap(),
  land: new LandMap(),
});
