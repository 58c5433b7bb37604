/** Does something at once when it is first asked for, and however often it is asked for, only so often. */
export class Coalesced {
  readonly #run: () => void;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;

  constructor(everyMs: number, run: () => void) {
    this.#everyMs = everyMs;
    this.#run = run;
  }

  readonly ask = (): void => {
    if (this.#timer !== undefined) {
      this.#isDue = true;
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) this.ask();
    }, this.#everyMs);
    this.#timer.unref();
    this.#isDue = false;
    this.#run();
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isDue = false;
  }
}
