/** A question of an analyst, answered from what they may see. */
import type { Question, QuestionKind } from '../../../proto/domain/record/questions.ts';
import { type Answering, asReply } from './asks.ts';
import { QueryFault } from './fault.ts';
import type { Finding, Found } from './found.ts';
import { area } from './questions/area.ts';
import { crossings } from './questions/crossings.ts';
import { density } from './questions/density.ts';
import { gaps } from './questions/gaps.ts';
import { meetings } from './questions/meetings.ts';
import { sameRoute } from './questions/sameroute.ts';
import { vessel } from './questions/vessel.ts';
import { visits } from './questions/visits.ts';
import { Seen } from './seen.ts';
import type { Sights } from './sights.ts';

export interface QuestionParams {
  readonly question: Question;
  readonly sights: Sights;
}

type Finder<K extends QuestionKind> = (
  finding: Finding,
  question: Extract<Question, { ask: K }>,
) => Promise<Found>;

/** Alerts are answered by `told`: what of one may be seen only main can say. */
const FINDERS: { readonly [K in QuestionKind]?: Finder<K> } = {
  area,
  crossings,
  density,
  gaps,
  meetings,
  sameRoute,
  vessel,
  visits,
};

/** The answer without `tookMs`, which whoever asked knows. */
export const answerQuestion: Answering = async ({ line, past, tell }, params) => {
  const { question, sights } = params as QuestionParams;
  const finder = FINDERS[question.ask] as Finder<QuestionKind> | undefined;
  if (finder === undefined) throw new QueryFault('refused', `no such question: ${question.ask}`);
  const seen = await Seen.open(line, past, sights);
  try {
    const found = await finder({ line, past, seen, tell }, question);
    return asReply({ ...found, missing: past.missing });
  } finally {
    await seen.close();
  }
};
