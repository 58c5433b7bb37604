import { expect, test } from 'vitest';
import type { Question } from '../../../../proto/domain/record/questions.ts';
import {
  type AnswerText,
  HELD_MS,
  HELD_OF_ONE,
  QuestionDesk,
  RUNNING_OF_ONE,
} from '../../../../server/publish/archive/questiondesk.ts';
import { QueryFault } from '../../../../server/record/query/fault.ts';
import { manualClock } from '../../../manualclock.ts';

const QUESTION = { ask: 'alerts', fromMs: 0, untilMs: 1 } as unknown as Question;
const ANNA = { asker: 'anna', sees: 'all' };

function room() {
  const clock = manualClock(0);
  let made = 0;
  const desk = new QuestionDesk(clock, () => {
    made += 1;
    return `q${made}`;
  });
  const ends: ((end: AnswerText) => void)[] = [];
  const signals: AbortSignal[] = [];
  const begin = (whose = ANNA) =>
    desk.begin(whose, QUESTION, 'why', (signal, onProgress) => {
      signals.push(signal);
      onProgress(0.5);
      return new Promise((resolve) => ends.push(resolve));
    });
  const end = async (i: number, answer: AnswerText = { ok: true, text: '{"rows":[]}' }) => {
    ends[i]!(answer);
    await Promise.resolve();
    await Promise.resolve();
  };
  const state = (id: string, whose = ANNA) => JSON.parse(desk.state(id, whose) ?? 'null');
  return { desk, clock, begin, end, state, signals };
}

test('runs, is done, fails: for its asker alone', async () => {
  const { begin, end, state, desk } = room();
  const [one, two] = [begin()!, begin()!];
  expect(state(one)).toEqual({ id: one, state: 'running', progress: 0.5 });
  await end(0);
  expect(state(one)).toEqual({ id: one, state: 'done', answer: { rows: [] } });
  expect(desk.answer(one, ANNA)).toEqual({ question: QUESTION, purpose: 'why', text: '{"rows":[]}' });
  await end(1, { ok: false, fault: new QueryFault('timeout') });
  expect(state(two)).toMatchObject({ state: 'failed', remedy: 'ask for a shorter time or a smaller area' });
  expect(state(one, { asker: 'berta', sees: 'all' })).toBeNull();
});

test('a defect fails its question alone, and nobody is told what a statement or a file was called', async () => {
  const { begin, end, state, desk } = room();
  const one = desk.begin(ANNA, QUESTION, 'why', () => Promise.reject(new TypeError('x of undefined')))!;
  const two = begin()!;
  await end(0, { ok: false, fault: new QueryFault('failed', 'IO Error: /srv/watch/record/archive/sea') });
  for (const id of [one, two])
    expect(state(id)).toMatchObject({ state: 'failed', what: 'it could not be answered' });
});

test('who may see something else than when it was asked has no answer any more', async () => {
  const { begin, end, state } = room();
  const one = begin()!;
  await end(0);
  expect(state(one, { ...ANNA, sees: 'less' })).toBeNull();
  expect(state(one)).toBeNull();
});

test('is bounded: those that run, those that are held, and for how long', async () => {
  const { begin, end, state, clock } = room();
  const running = Array.from({ length: RUNNING_OF_ONE }, () => begin()!);
  expect(begin()).toBeUndefined();
  expect(begin({ asker: 'berta', sees: 'all' })).toBeDefined();
  await end(0);
  const later: string[] = [];
  // The fifth is Berta's.
  for (let i = 0; i < HELD_OF_ONE; i += 1) {
    later.push(begin()!);
    await end(RUNNING_OF_ONE + 1 + i);
  }
  expect(state(running[0]!)).toBeNull();
  expect(state(later.at(-1)!)).toMatchObject({ state: 'done' });
  expect(state(running[1]!)).toMatchObject({ state: 'running' });
  clock.advance(HELD_MS + 1);
  expect(state(later.at(-1)!)).toBeNull();
  expect(state(running[1]!)).toMatchObject({ state: 'running' });
});

test('what is dropped is cancelled', () => {
  const { begin, desk, signals } = room();
  const one = begin()!;
  expect(desk.drop(one, { asker: 'berta', sees: 'all' })).toBe(false);
  expect(desk.drop(one, ANNA)).toBe(true);
  expect(signals[0]!.aborted).toBe(true);
  expect(desk.drop(one, ANNA)).toBe(false);
});
