/** Every question by its name. */
import type { Answering } from './asks.ts';
import { answerFeedsUp } from './feedsup.ts';
import { answerHistogram } from './histogram.ts';
import { answerQuestion } from './question.ts';
import { answerFacts, answerSummary } from './summary.ts';
import { answerTold } from './told.ts';
import { answerTrackPoints } from './trackpoints.ts';

export const ANSWERS: Readonly<Record<string, Answering>> = {
  facts: answerFacts,
  feedsUp: answerFeedsUp,
  histogram: answerHistogram,
  question: answerQuestion,
  summary: answerSummary,
  told: answerTold,
  trackPoints: answerTrackPoints,
};
