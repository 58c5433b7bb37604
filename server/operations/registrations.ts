/**
 * Which sensors' systematic errors may be taken out before tracking: an operator's word, on the disk before it holds,
 * and said to the picture again after a restart and whenever a sensor comes back.
 */
import { z } from 'zod';
import type { Clock } from '../../proto/domain/clock.ts';
import type { SensorId } from '../../proto/domain/ids.ts';
import { Journal, JournalError } from './journal.ts';
import { done, notDone, type Outcome } from './outcome.ts';

/** Words kept, a sensor each; beyond them the oldest is forgotten. */
const MAX_SENSORS = 1024;
/** Grows when a line can no longer be read by what reads it now. */
const VERSION = 1;

const line = z.strictObject({
  v: z.literal(VERSION),
  sensorId: z.string().transform((text) => text as SensorId),
  allowed: z.boolean(),
  atMs: z.number(),
});
const newerLine = z.looseObject({ v: z.number().gt(VERSION) });
type Word = z.output<typeof line>;

export interface RegistrationsOptions {
  /** A JSON-lines file in a folder that is there. */
  readonly file: string;
  readonly clock: Clock;
  /** Tells the picture; a sensor that it does not know it ignores. */
  readonly tell: (sensorId: SensorId, allowed: boolean) => void;
}

export class Registrations {
  readonly #options: RegistrationsOptions;
  readonly #words: Map<SensorId, Word>;
  readonly #journal: Journal;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: RegistrationsOptions, words: Map<SensorId, Word>, journal: Journal) {
    this.#options = options;
    this.#words = words;
    this.#journal = journal;
  }

  /** Reads what was said before; rejects with a `JournalError`. */
  static async open(options: RegistrationsOptions): Promise<Registrations> {
    const { file } = options;
    const words = new Map<SensorId, Word>();
    const journal = await Journal.open({ file, kept: () => [...words.values()] }, (said) => {
      const { success, data: word } = line.safeParse(said);
      if (success) keep(words, word);
      else if (newerLine.safeParse(said).success)
        throw new JournalError(`${file} was written by a newer version: start that one.`);
    });
    return new Registrations(options, words, journal);
  }

  /** Lets a sensor's systematic error be taken out, or not. */
  allow(sensorId: SensorId, allowed: boolean): Promise<Outcome<Word>> {
    const work = this.#turn.then(async (): Promise<Outcome<Word>> => {
      const word: Word = { v: VERSION, sensorId, allowed, atMs: this.#options.clock.nowMs() };
      try {
        await this.#journal.append(word);
      } catch (error) {
        const what = `it could not be kept: ${error instanceof Error ? error.message : String(error)}`;
        return notDone('storage', what, this.#options.file, 'make room on the disk and try again');
      }
      keep(this.#words, word);
      this.#options.tell(sensorId, allowed);
      return done(word);
    });
    this.#turn = work.catch(() => undefined);
    return work;
  }

  /** About once a second: sensors that the picture has come to know since hear what was said of them. */
  tick(): void {
    for (const { sensorId, allowed } of this.#words.values()) this.#options.tell(sensorId, allowed);
  }

  /** Waits for what is being written, then closes the file. */
  async close(): Promise<void> {
    await this.#turn;
    await this.#journal.close();
  }
}

function keep(words: Map<SensorId, Word>, word: Word): void {
  words.delete(word.sensorId);
  words.set(word.sensorId, word);
  if (words.size <= MAX_SENSORS) return;
  const [oldest] = words.keys();
  words.delete(oldest!);
}
