/** Every detector there is, in the order in which they are told. */
import type { OpenDetector } from './detector.ts';

export const DETECTORS: readonly OpenDetector[] = [];
