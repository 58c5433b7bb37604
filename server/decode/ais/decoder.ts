/** AIS as every format is offered: frames in, observations and faults out. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import type { Decoder, DecodeSink } from '../decoder.ts';
import { AisObserver } from './observer.ts';
import { type AisHandler, AisReader } from './reader.ts';
import type { AisRecord } from './record.ts';

/** One for each feed; its bounds are those of `AisReader`. */
export class AisDecoder implements Decoder, AisHandler {
  readonly #reader = new AisReader();
  readonly #observer = new AisObserver();
  #frame: Frame | undefined;
  #sink: DecodeSink | undefined;

  push(frame: Frame, sink: DecodeSink): void {
    this.#frame = frame;
    this.#sink = sink;
    this.#reader.push(frame.bytes, frame.receivedMs, frame.connection, this);
  }

  close(connection: number, sink: DecodeSink): void {
    this.#sink = sink;
    this.#reader.close(connection, this.#frame?.receivedMs ?? 0, this);
  }

  message(record: AisRecord): void {
    this.#sink?.message();
    if (this.#frame === undefined) return;
    if (this.#sink !== undefined) this.#observer.observe(record, this.#frame, this.#sink);
  }

  fault(kind: FaultKind, detail: string, sample: string): void {
    this.#sink?.fault({ kind, detail, sample });
  }
}
