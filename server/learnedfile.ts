/**
 * What the watch learned of its waters, kept over restarts: one file, replaced in one step every ten minutes and at the
 * end. A map that cannot be read is begun anew, and the file is set aside.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { Logger } from 'pino';
import { LandMap } from './detect/learned/land.ts';
import type { Learned } from './detect/learned/learned.ts';
import { ManoeuvreMap } from './detect/learned/manoeuvres.ts';
import { ReceptionMap } from './detect/learned/reception.ts';
import { StopsMap } from './detect/learned/stops.ts';
import { TrafficMap } from './detect/learned/traffic.ts';

export const CHECKPOINT_EVERY_MS = 10 * 60_000;
const VERSION = 1;

/** Maps that can be kept. A text that is none of theirs, or of another version, loads as undefined. */
const KEPT = {
  stops: StopsMap,
  traffic: TrafficMap,
  manoeuvres: ManoeuvreMap,
  reception: ReceptionMap,
  land: LandMap,
} as const satisfies { readonly [K in keyof Learned]: unknown };
type KeptName = keyof typeof KEPT;
const NAMES = Object.keys(KEPT) as readonly KeptName[];

/** Of texts that {@link LearnedFile.texts} made; a map that is not among them, or cannot be read, is begun anew. */
export const learnedFrom = (texts: Readonly<Record<string, string>>): Learned =>
  Object.fromEntries(
    NAMES.map((name) => {
      const text = texts[name];
      return [name, (text === undefined ? undefined : KEPT[name].load(text)) ?? new KEPT[name]()];
    }),
  ) as unknown as Learned;

export class LearnedFile {
  readonly learned: Learned;
  readonly #file: string;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #maps: Readonly<Record<KeptName, { save(): string }>>;
  #writing: Promise<void> = Promise.resolve();
  #savedMs: number;

  /** @param nowMs of the machine's steady clock */
  constructor(file: string, log: Pick<Logger, 'warn'>, nowMs: number) {
    this.#file = file;
    this.#log = log;
    this.#savedMs = nowMs;
    const texts = this.#read();
    const loaded = Object.fromEntries(
      NAMES.map((name) => [name, texts?.[name] === undefined ? undefined : KEPT[name].load(texts[name])]),
    ) as { [K in KeptName]: InstanceType<(typeof KEPT)[K]> | undefined };
    if (texts && NAMES.some((name) => texts[name] !== undefined && loaded[name] === undefined))
      this.#setAside('a map in it cannot be read');
    const begun = Object.fromEntries(NAMES.map((name) => [name, loaded[name] ?? new KEPT[name]()])) as {
      [K in KeptName]: InstanceType<(typeof KEPT)[K]>;
    };
    this.#maps = begun;
    this.learned = begun;
  }

  /** The maps as they are now, each as a text. */
  texts(): Readonly<Record<KeptName, string>> {
    return Object.fromEntries(NAMES.map((name) => [name, this.#maps[name].save()])) as Record<
      KeptName,
      string
    >;
  }

  /** Writes it down when it is time. */
  tick(nowMs: number): void {
    if (nowMs - this.#savedMs < CHECKPOINT_EVERY_MS) return;
    this.#savedMs = nowMs;
    void this.save();
  }

  /** Resolves when it is on the disk, or a line in the log says why not: the next time may do. */
  save(): Promise<void> {
    let text: string;
    try {
      text = JSON.stringify({ version: VERSION, maps: this.texts() });
    } catch (error) {
      this.#notKept(error);
      return this.#writing;
    }
    this.#writing = this.#writing.then(() => this.#write(text));
    return this.#writing;
  }

  async #write(text: string): Promise<void> {
    const draft = `${this.#file}.new`;
    try {
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, this.#file);
    } catch (error) {
      this.#notKept(error);
    }
  }

  #notKept(error: unknown): void {
    this.#log.warn({ err: error, file: this.#file }, 'what was learned could not be kept');
  }

  #read(): Partial<Record<KeptName, string>> | undefined {
    if (!existsSync(this.#file)) return undefined;
    try {
      const said: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      if (typeof said === 'object' && said !== null && 'version' in said && said.version === VERSION) {
        const maps = 'maps' in said ? said.maps : undefined;
        if (typeof maps === 'object' && maps !== null)
          return Object.fromEntries(Object.entries(maps).filter(([, text]) => typeof text === 'string'));
      }
      this.#setAside('it is of another version');
    } catch (error) {
      this.#setAside(error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }

  #setAside(why: string): void {
    const aside = `${this.#file}.unreadable`;
    try {
      renameSync(this.#file, aside);
    } catch {
      // It stays where it is, and is replaced with the next checkpoint.
    }
    this.#log.warn({ file: this.#file, aside, why }, 'what was learned cannot be read: learning begins anew');
  }
}
