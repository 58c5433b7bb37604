/** Every question by its name. */
import type { Answering } from './asks.ts';

export const ANSWERS: Readonly<Record<string, Answering>> = {};
