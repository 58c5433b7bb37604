/** The learned maps of one watch. */
import type { Learned } from './learned.ts';

/** Begun anew: nothing is known. */
export const openLearned = (): Learned => ({
  stops: { stayed: () => {}, vesselsAt: () => 0 },
  traffic: { passed: () => {}, usual: () => undefined, passages: () => 0 },
  reception: { heard: () => {}, chance: () => undefined, footprint: () => undefined },
});
