/** The wire as a machine to be driven at random: a picture, a publisher, and clients behind slow, failing lines. */
import { PictureReceiver, type Wanted } from '../../client/link/frame.ts';
import { TrackStore } from '../../client/store/tracks.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { localAudience } from '../../server/access/audience.ts';
import { type ClientHandle, Publisher } from '../../server/publish/publisher.ts';
import { type ManualClock, manualClock } from '../manualclock.ts';
import { TestPicture, type TestTrack } from '../server/publish/testpicture.ts';

export const START_MS = 1_760_000_000_000;

/** A client behind two queues: what it was sent and has not seen, what it said and the server has not heard. */
export class LineClient {
  readonly store = new TrackStore();
  readonly receiver = new PictureReceiver(this.store);
  wanted: Wanted;
  readonly #publisher: () => Publisher;
  #down: { readonly bytes: Uint8Array; readonly applied: () => void }[] = [];
  #up: (() => void)[] = [];
  #handle: ClientHandle | undefined;
  /** Frames sent whose acknowledgement the server has not heard. */
  #unanswered = 0;

  constructor(publisher: () => Publisher, wanted: Wanted) {
    this.#publisher = publisher;
    this.wanted = wanted;
    this.connect();
  }

  connect(): void {
    this.#handle?.close();
    this.#down = [];
    this.#up = [];
    this.#unanswered = 0;
    const handle = this.#publisher().connect(
      {
        hello: () => {},
        picture: (bytes, applied) => {
          this.#unanswered += 1;
          if (this.#unanswered > 1) throw new Error('a second frame in flight');
          this.#down.push({ bytes, applied });
        },
        cut: () => this.connect(),
      },
      localAudience(),
    );
    this.#handle = handle;
    this.watch(this.wanted);
  }

  close(): void {
    this.#handle?.close();
  }

  watch(wanted: Wanted): void {
    this.wanted = wanted;
    const bytes = this.receiver.request(wanted);
    const handle = this.#handle;
    this.#up.push(() => handle?.watch(bytes));
  }

  /** The server hears the next thing that this client said. */
  hearUp(): boolean {
    const said = this.#up.shift();
    said?.();
    return said !== undefined;
  }

  /** This client applies the next frame; its acknowledgement sets out. */
  hearDown(): boolean {
    const frame = this.#down.shift();
    if (!frame) return false;
    const result = this.receiver.apply(frame.bytes);
    if (!result.ok) throw new Error(result.fault);
    this.#up.push(() => {
      this.#unanswered -= 1;
      frame.applied();
    });
    return true;
  }

  settle(): void {
    while (this.hearUp() || this.hearDown());
  }
}

export class WireModel {
  readonly picture = new TestPicture();
  readonly clock: ManualClock = manualClock(START_MS);
  publisher: Publisher;
  readonly clients: LineClient[] = [];
  /** Every value a track ever had, by id and tenth of a second. */
  readonly history = new Map<string, TestTrack>();
  readonly #values = new Map<number, TestTrack>();
  #epoch = 1;

  constructor(clients: number, wanted: Wanted) {
    this.publisher = this.#start();
    for (let i = 0; i < clients; i += 1) this.clients.push(this.newClient(wanted));
  }

  newClient(wanted: Wanted): LineClient {
    return new LineClient(() => this.publisher, wanted);
  }

  #start(): Publisher {
    return new Publisher(
      {
        source: this.picture,
        clock: this.clock,
        epoch: this.#epoch,
        tickMs: 1000,
        feeds: () => [],
        serverVersion: '',
        site: '',
        demonstration: false,
        // So small that most snapshots come in several frames.
        snapshotBytes: 200,
      },
      localAudience(),
    );
  }

  restart(): void {
    this.#epoch += 1;
    // Another run has read nothing of the picture yet.
    for (let slot = 0; slot < this.picture.slotCount; slot += 1) this.picture.move(slot, {});
    this.publisher = this.#start();
    for (const client of this.clients) client.connect();
  }

  valueOf(slot: number): TestTrack {
    return this.#values.get(slot)!;
  }

  /** A tenth of a second passes before every change, so that no two share their time. */
  put(slot: number, value: Omit<TestTrack, 'observedMs'>): void {
    this.clock.advance(100);
    const heard = { ...value, observedMs: this.clock.nowMs() };
    if (this.picture.alive(slot)) this.picture.move(slot, heard);
    else this.picture.appear(slot, heard);
    this.#values.set(slot, heard);
    this.history.set(this.#key(this.picture.id(slot), heard.observedMs), heard);
  }

  recorded(id: TrackId, observedMs: number): TestTrack | undefined {
    return this.history.get(this.#key(id, observedMs));
  }

  #key(id: TrackId, observedMs: number): string {
    return `${id}@${Math.round(observedMs / 100)}`;
  }

  tick(ms: number): void {
    this.clock.advance(ms);
    this.publisher.tick();
  }

  settle(): void {
    for (let round = 0; round < 2; round += 1) {
      this.tick(1000);
      for (const client of this.clients) client.settle();
    }
  }
}
