/** Questions that run and answers that wait to be fetched: each for its asker alone, and not for long. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { Question } from '../../../proto/domain/record/questions.ts';
import { QueryFault } from '../../record/query/fault.ts';
import { queryRemedy, saidOf } from './remedies.ts';

/** Machine time from the end of a question until its answer is dropped. */
export const HELD_MS = 15 * 60_000;
/** Answers of one asker; beyond it the oldest is dropped. */
export const HELD_OF_ONE = 12;
/** Questions of one asker that run or wait; beyond it one is refused. */
export const RUNNING_OF_ONE = 4;
/** Characters of all answers together; beyond it the oldest is dropped. */
export const HELD_CHARACTERS = 128 << 20;

export type AnswerText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: QueryFault };

/** Whose it is: nobody else finds it, and they no longer once they may see something else. */
export interface Whose {
  readonly asker: string;
  readonly sees: string;
}

interface Held extends Whose {
  readonly id: string;
  readonly question: Question;
  readonly purpose: string;
  readonly cancel: AbortController;
  progress?: number;
  /** Absent: it runs. */
  end?: AnswerText;
  endedMs?: number;
}

export class QuestionDesk {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #newId: () => string;
  readonly #onDefect: (error: unknown) => void;
  /** The oldest first. */
  readonly #held = new Map<string, Held>();

  /** @param newId names that nobody guesses; @param onDefect told what no question should end by */
  constructor(
    clock: Pick<Clock, 'monotonicMs'>,
    newId: () => string,
    onDefect: (error: unknown) => void = () => {},
  ) {
    this.#clock = clock;
    this.#newId = newId;
    this.#onDefect = onDefect;
  }

  /** Undefined: so many of theirs run already. */
  begin(
    whose: Whose,
    question: Question,
    purpose: string,
    run: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<AnswerText>,
  ): string | undefined {
    this.#tidy();
    const own = [...this.#held.values()].filter(({ asker }) => asker === whose.asker);
    if (own.filter(({ end }) => end === undefined).length >= RUNNING_OF_ONE) return undefined;
    const ended = own.filter(({ end }) => end !== undefined);
    for (const one of ended.slice(0, Math.max(0, own.length + 1 - HELD_OF_ONE))) this.#held.delete(one.id);
    const held: Held = { ...whose, id: this.#newId(), question, purpose, cancel: new AbortController() };
    this.#held.set(held.id, held);
    const onProgress = (share: number): void => {
      held.progress = share;
    };
    // A defect ends this question and nothing else.
    const over = run(held.cancel.signal, onProgress).catch((error: unknown) => {
      this.#onDefect(error);
      return { ok: false, fault: new QueryFault('failed') } as const;
    });
    void over.then((end) => {
      held.end = end;
      held.endedMs = this.#clock.monotonicMs();
      this.#tidy();
    });
    return held.id;
  }

  /** A `QuestionState` as JSON; undefined: there is none of theirs. */
  state(id: string, whose: Whose): string | undefined {
    const held = this.#of(id, whose);
    if (!held) return undefined;
    const { end, progress } = held;
    if (end === undefined)
      return JSON.stringify({ id, state: 'running', ...(progress !== undefined && { progress }) });
    if (end.ok) return `{"id":${JSON.stringify(id)},"state":"done","answer":${end.text}}`;
    const { fault } = end;
    return JSON.stringify({ id, state: 'failed', what: saidOf(fault), remedy: queryRemedy(fault.code) });
  }

  /** An answer as it was given, for who takes it away; undefined: there is none of theirs, or not yet. */
  answer(
    id: string,
    whose: Whose,
  ): { readonly question: Question; readonly purpose: string; readonly text: string } | undefined {
    const held = this.#of(id, whose);
    return held?.end?.ok
      ? { question: held.question, purpose: held.purpose, text: held.end.text }
      : undefined;
  }

  /** Ends it if it runs, and forgets it. False: there is none of theirs. */
  drop(id: string, whose: Whose): boolean {
    const held = this.#of(id, whose);
    if (!held) return false;
    held.cancel.abort();
    this.#held.delete(id);
    return true;
  }

  #of(id: string, { asker, sees }: Whose): Held | undefined {
    this.#tidy();
    const held = this.#held.get(id);
    if (held?.asker !== asker) return undefined;
    if (held.sees === sees) return held;
    // Answered by what was allowed them then.
    held.cancel.abort();
    this.#held.delete(id);
    return undefined;
  }

  #tidy(): void {
    const nowMs = this.#clock.monotonicMs();
    let characters = 0;
    for (const held of [...this.#held.values()].reverse()) {
      if (held.end === undefined) continue;
      if (held.end.ok) characters += held.end.text.length;
      const isOld = nowMs - (held.endedMs ?? nowMs) > HELD_MS;
      if (isOld || characters > HELD_CHARACTERS) this.#held.delete(held.id);
    }
  }
}
