/** Reads standard input, or any stream, to its end. */
import type { Readable } from 'node:stream';
import { Nature } from '../../proto/domain/observation.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, type StdinSettings } from './settings.ts';

export class StdinFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #stream: Readable;
  readonly #handover: Handover;

  constructor(settings: StdinSettings, context: FeedContext, stream: Readable = process.stdin) {
    const identity = identityOf(settings, Nature.real);
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#stream = stream;
    this.#handover = new Handover(identity, this.health, context);
  }

  start(): void {
    const stream = this.#stream;
    this.health.open('reading standard input; nothing has come yet');
    const outlet = this.#handover.connect({ pause: () => stream.pause(), resume: () => stream.resume() });
    stream.on('data', (bytes: Uint8Array) => outlet.offer(bytes));
    stream.once('end', () => {
      outlet.close();
      this.health.ended('standard input came to its end');
    });
    stream.once('error', (error) => {
      outlet.close();
      this.health.down(reasonOf(error, 'standard input'));
    });
  }

  async stop(): Promise<void> {
    this.#stream.destroy();
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }
}
