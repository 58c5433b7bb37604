/** The files that a simulation is written to: one a feed, in the form in which such a feed is recorded and replayed. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { pcapHeader, pcapRecord } from './pcapwriter.ts';
import type { SimulatedFeed } from './simulatedfeed.ts';

/** Lines; datagrams with their times; messages with their lengths, all connections in one; events; lines. */
const EXTENSIONS: Record<SimulatedFeed['format'], string> = {
  ais: 'nmea',
  nmea: 'nmea',
  asterix: 'pcap',
  sapient: 'sapient',
  cot: 'cot',
  adsb: 'sbs',
};

export class Recordings {
  private readonly streams: WriteStream[] = [];
  private readonly byFeed = new Map<string, { stream: WriteStream; captured: boolean }>();
  private readonly failed: Promise<never>;
  private waiting = new Map<WriteStream, Uint8Array[]>();
  private fail: (error: unknown) => void = () => undefined;

  constructor() {
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => undefined);
  }

  /** A file for each feed in a folder, which is made where there is none. */
  openFeeds(folder: string, feeds: readonly SimulatedFeed[]): void {
    mkdirSync(folder, { recursive: true });
    for (const { name, format } of feeds) {
      const stream = this.open(join(folder, `${name}.${EXTENSIONS[format]}`));
      const captured = format === 'asterix';
      this.byFeed.set(name, { stream, captured });
      if (captured) this.put(stream, pcapHeader());
    }
  }

  open(file: string): WriteStream {
    const stream = createWriteStream(file);
    stream.once('error', this.fail);
    this.streams.push(stream);
    return stream;
  }

  /** Bytes of a feed; those of a feed without a file are passed over. */
  add(feed: string, bytes: Uint8Array, atMs: number): void {
    const file = this.byFeed.get(feed);
    if (file !== undefined) this.put(file.stream, file.captured ? pcapRecord(bytes, atMs) : bytes);
  }

  put(stream: WriteStream, bytes: Uint8Array): void {
    const list = this.waiting.get(stream) ?? [];
    this.waiting.set(stream, list);
    list.push(bytes);
  }

  /** Writes what was added; resolves when the files take more, rejects when one cannot be written. */
  async flush(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = new Map();
    for (const [stream, pieces] of waiting)
      if (!stream.write(Buffer.concat(pieces)))
        await Promise.race([new Promise<void>((done) => stream.once('drain', () => done())), this.failed]);
  }

  async close(): Promise<void> {
    await this.flush();
    const ended = Promise.all(this.streams.map((s) => new Promise<void>((done) => s.end(() => done()))));
    await (this.streams.length === 0 ? ended : Promise.race([ended, this.failed]));
  }
}
