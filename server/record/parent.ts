/** The child's end of what {@link Child} began: messages from the parent over standard input, to it over descriptor 3. */
import { Socket } from 'node:net';
import { PipeReader, PipeWriter } from './pipe.ts';

/** Both of its outputs go to the parent's log, so that a stray line breaks no message. */
export const ANSWERS_FD = 3;

export interface ParentOptions {
  /** A view of what was read, which is not written to again. */
  readonly onMessage: (bytes: Uint8Array) => void;
  /** The parent closed the pipe, died, or sent what cannot be read: the process should end soon. Told once. */
  readonly onEnd: (why?: string) => void;
  readonly longest?: number;
}

export class Parent {
  readonly #answers = new Socket({ fd: ANSWERS_FD, readable: false, writable: true });
  readonly #writer = new PipeWriter(this.#answers);
  #isOver = false;

  constructor({ onMessage, onEnd, longest }: ParentOptions) {
    const over = (why?: string): void => {
      if (this.#isOver) return;
      this.#isOver = true;
      onEnd(why);
    };
    const reader = new PipeReader({ onMessage, onBroken: over, ...(longest !== undefined && { longest }) });
    process.stdin.on('data', (chunk: Uint8Array) => reader.push(chunk));
    process.stdin.on('end', () => over());
    process.stdin.on('error', () => over());
    this.#answers.on('error', () => over());
    // The parent ends a child by closing its input: a Ctrl-C that reaches the whole group must not come first.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => {});
  }

  /** False: not taken; the parent has too much to read, or is gone. */
  send(bytes: Uint8Array): boolean {
    return this.#writer.send(bytes);
  }

  /** Bytes that the parent has not taken yet. */
  get waitingBytes(): number {
    return this.#writer.waitingBytes;
  }

  /** Resolves when what was sent is written and nothing here keeps the process from ending. */
  close(): Promise<void> {
    this.#isOver = true;
    process.stdin.destroy();
    return new Promise((resolve) => {
      this.#answers.once('close', () => resolve());
      this.#answers.end(() => this.#answers.destroy());
      if (this.#answers.destroyed) resolve();
    });
  }
}
