/** The query process: DuckDB over the archive, and the questions that come over the pipe. */
import { constants, setPriority } from 'node:os';
import { watchfloor } from '../../../proto/generated/record.js';
import { Parent } from '../parent.ts';
import { ANSWERS } from './answers.ts';
import type { Answering, Reply } from './asks.ts';
import { ENGINE_DEFAULTS, Engine } from './engine.ts';
import { faultOf, QueryFault } from './fault.ts';
import { FileCopies } from './filecopies.ts';
import type { Line } from './line.ts';
import { LONGEST_ANSWER, type QueryOptions, RUNNING, SERVER_ENGINE } from './settings.ts';
import { Sources } from './sources.ts';

const { FromQuery, ToQuery } = watchfloor.record.v1;

/** Progress is told so often. */
const TELL_MS = 400;
/** An answer that the other side has no room for is offered again after so long. */
const ROOM_MS = 5;
/** A question is begun anew so often without files that failed. */
const MOST_BAD = 4;
/** The log's tail is read on so often when nobody asks. */
const FOLLOW_MS = 4000;

interface Running {
  readonly line: Line;
  share: number;
  isCancelled: boolean;
}

/** Runs until its parent closes the pipe. `more`: answers that other rooms give. */
export async function runQuery(
  options: QueryOptions,
  more: Readonly<Record<string, Answering>> = {},
): Promise<void> {
  const answers = { ...ANSWERS, ...more };
  // The watch goes first, always.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const engine = await Engine.open({
    ...options,
    name: SERVER_ENGINE,
    // Two more: one reads the log's tail, one copies what is asked about again.
    lines: RUNNING.analysts + RUNNING.replays + 2,
  });
  const [own, copying, ...others] = engine.lines;
  const copies = new FileCopies(copying!, {
    record: engine.record,
    memoryMb: options.memoryMb ?? ENGINE_DEFAULTS.memoryMb,
  });
  const sources = new Sources(engine.record, own!, copies);
  const free = { analysts: others.slice(0, RUNNING.analysts), replays: others.slice(RUNNING.analysts) };
  const running = new Map<number, Running>();
  const unsent: Uint8Array[] = [];
  let isTrying = false;

  const sendOn = (): void => {
    isTrying = false;
    while (unsent.length > 0 && parent.send(unsent[0]!)) unsent.shift();
    if (unsent.length > 0 && !isTrying) {
      isTrying = true;
      setTimeout(sendOn, ROOM_MS);
    }
  };
  const tell = (message: watchfloor.record.v1.IFromQuery): void => {
    unsent.push(FromQuery.encode(message).finish());
    if (!isTrying) sendOn();
  };
  const answer = (number: number, { json, columns = [] }: Reply): void => {
    const bytes = FromQuery.encode({ answered: { number, json, columns: [...columns] } }).finish();
    if (bytes.length > LONGEST_ANSWER) fail(number, new QueryFault('memory', 'the answer is too large'));
    else {
      unsent.push(bytes);
      if (!isTrying) sendOn();
    }
  };
  const fail = (number: number, { code, message }: QueryFault): void =>
    tell({ failed: { number, code, what: message } });

  /** A file that cannot be read is left out, and the rest answers. */
  async function answered(answering: Answering, params: unknown, one: Running): Promise<Reply> {
    const tell = (share: number): void => {
      one.share = share;
    };
    for (let i = 0; ; i += 1) {
      const past = await sources.past();
      try {
        return await answering({ line: one.line, past, tell }, params);
      } catch (error) {
        const { code, message } = faultOf(error);
        if (code !== 'failed' || one.isCancelled || i >= MOST_BAD || !sources.findBad(past, message))
          throw error;
      } finally {
        past.release();
      }
    }
  }

  async function work(number: number, kind: string, json: string, lane: Line[]): Promise<void> {
    const answering = Object.hasOwn(answers, kind) ? answers[kind] : undefined;
    if (!answering) return fail(number, new QueryFault('refused', `no such question: ${kind}`));
    const line = lane.pop();
    if (!line) return fail(number, new QueryFault('busy'));
    const one: Running = { line, share: 0, isCancelled: false };
    running.set(number, one);
    try {
      const reply = await answered(answering, JSON.parse(json), one);
      if (one.isCancelled) fail(number, new QueryFault('cancelled'));
      else answer(number, reply);
    } catch (error) {
      fail(number, one.isCancelled ? new QueryFault('cancelled') : faultOf(error));
    } finally {
      running.delete(number);
      line.again();
      lane.push(line);
    }
  }

  const telling = setInterval(() => {
    for (const [number, { line, share }] of running)
      tell({ progressed: { number, share: Math.max(share, line.share ?? 0) } });
  }, TELL_MS);
  const following = setInterval(() => void sources.follow(), FOLLOW_MS);

  const parent: Parent = new Parent({
    longest: LONGEST_ANSWER,
    onMessage(bytes) {
      const { ask, cancel } = ToQuery.decode(bytes);
      if (ask) {
        const { number = 0, kind = '', json = '{}', replay } = ask;
        void work(number ?? 0, kind ?? '', json ?? '{}', replay ? free.replays : free.analysts);
      }
      const one = cancel && running.get(cancel.number ?? 0);
      if (one) {
        one.isCancelled = true;
        one.line.stop();
      }
    },
    onEnd() {
      clearInterval(telling);
      clearInterval(following);
      for (const { line } of running.values()) line.stop();
      // DuckDB's own threads end with the process; what it spilled is removed at the next start.
      process.exit(0);
    },
  });
}
