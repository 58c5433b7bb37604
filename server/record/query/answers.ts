/** Every question by its name. */
import type { Answering } from './asks.ts';
import { answerFeedsUp } from './feedsup.ts';
import { answerHistogram } from './histogram.ts';
import { answerQuestion } from './question.ts';
import {
  answerReplayChanges,
  answerReplayPicture,
  answerReplayRange,
  answerReplayTold,
} from './replayanswers.ts';
import { answerSql } from './sqlanswer.ts';
import { answerFacts, answerSummary } from './summary.ts';
import { answerTold } from './told.ts';
import { answerTrackPoints } from './trackpoints.ts';

export const ANSWERS: Readonly<Record<string, Answering>> = {
  facts: answerFacts,
  feedsUp: answerFeedsUp,
  histogram: answerHistogram,
  question: answerQuestion,
  replayChanges: answerReplayChanges,
  replayPicture: answerReplayPicture,
  replayRange: answerReplayRange,
  replayTold: answerReplayTold,
  sql: answerSql,
  summary: answerSummary,
  told: answerTold,
  trackPoints: answerTrackPoints,
};
