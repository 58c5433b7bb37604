/** The learned maps of one watch. */
import type { Learned } from './learned.ts';
import { ManoeuvreMap } from './manoeuvres.ts';
import { ReceptionMap } from './reception.ts';
import { StopsMap } from './stops.ts';

/** Begun anew: nothing is known. */
export const openLearned = (): Learned => ({
  stops: new StopsMap(),
  traffic: { passed: () => {}, usual: () => undefined, passages: () => 0 },
  manoeuvres: new ManoeuvreMap(),
  reception: new ReceptionMap(),
});
