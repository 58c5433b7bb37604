/**
 * What a replay reads of the archive: the picture at a time, and what changed between two times. “As it was known”:
 * rows count from when they were known, whatever time they speak of.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { watchfloor } from '../../../proto/generated/record.js';
import { HourCopies, type RowsSource } from './hourcopies.ts';
import { readEnds, readIdentities, readPoints, type StepEntries } from './replayrows.ts';

type Step = watchfloor.record.v1.IReplayStep;

const HOUR_MS = 3_600_000;
/** Hours begin with all that is live, said anew within this time. */
const RESTATED_WITHIN_MS = 120_000;
/** What an import does not restate is looked for so far back. */
const LOOK_BACK_MS = 30 * 60_000;
/** A run that said nothing for so long gives way to an earlier one that did. */
const RUN_SILENT_MS = 120_000;
/** Steps of one answer. */
export const MOST_STEPS = 240;

/**
 * Of the runs at a time one counts, the latest that speaks (an earlier one ended with its process); and every import,
 * whose runs are numbered below zero.
 */
const NO_RUN = 0;

export class ReplayReads {
  readonly #connection: DuckDBConnection;
  readonly #hours: HourCopies;

  /** `connection`: its own, for copies of hours in memory. Rejects as DuckDB does. */
  constructor(connection: DuckDBConnection, source: RowsSource) {
    this.#connection = connection;
    this.#hours = new HourCopies(connection, source);
  }

  /** Gives back what was copied. */
  forget(): Promise<void> {
    return this.#hours.forget();
  }

  /** All that was in the picture then, with who it said it is: one step, whole. */
  async pictureAt(atMs: number): Promise<watchfloor.record.v1.IReplaySteps> {
    return { steps: [await this.#whole(atMs)] };
  }

  /**
   * What changed after `fromMs` until `untilMs`, in steps that end every `stepMs` after `fromMs`, at most
   * {@link MOST_STEPS}; steps in which nothing changed are left out. Where another run began between, the last step is
   * the whole picture.
   */
  async changes(fromMs: number, untilMs: number, stepMs: number): Promise<watchfloor.record.v1.IReplaySteps> {
    const everyMs = Math.max(1, Math.ceil(Math.max(stepMs, (untilMs - fromMs) / MOST_STEPS)));
    const run = await this.#runAt(fromMs);
    if (run !== (await this.#runAt(untilMs))) return { steps: [await this.#whole(untilMs)] };
    const range = { fromMs: fromMs + 1, untilMs };
    const bucket = `CAST((known_ms - ${fromMs} + ${everyMs - 1}) // ${everyMs} AS INTEGER)`;
    const where = `known_ms BETWEEN ${range.fromMs} AND ${untilMs} AND (epoch = ${run} OR epoch < 0)`;
    const [points, identities, ends] = await Promise.all([
      this.#hours.relation('points', range),
      this.#hours.relation('identities', range),
      this.#hours.relation('ends', range),
    ]);
    const steps = new Map<number, StepEntries>();
    const atMsOf = (step: number): number => Math.min(untilMs, fromMs + step * everyMs);
    const last = (of: string, from: string): string =>
      `SELECT ${bucket} AS step, * FROM ${from} WHERE ${where}
       QUALIFY row_number() OVER (PARTITION BY ${bucket}, epoch, track ORDER BY known_ms DESC, ${of} DESC) = 1`;
    await readPoints(this.#connection, last('observed_ms', points), steps, atMsOf);
    await readIdentities(this.#connection, last('static', identities), steps);
    // Who came again within the step is there at its end.
    await readEnds(
      this.#connection,
      `SELECT step, epoch, track FROM (
         SELECT ${bucket} AS step, epoch, track, max(known_ms) AS ended_ms FROM ${ends} WHERE ${where} GROUP BY ALL) e
       WHERE NOT EXISTS (
         SELECT 1 FROM (SELECT ${bucket} AS step, epoch, track, known_ms FROM ${points} WHERE ${where}) p
         WHERE p.step = e.step AND p.epoch = e.epoch AND p.track = e.track AND p.known_ms > e.ended_ms)`,
      steps,
    );
    const ordered = [...steps.entries()].sort(([a], [b]) => a - b);
    return {
      steps: ordered.map(([step, entries]) => ({ atMs: atMsOf(step), entries: entries.all(atMsOf(step)) })),
    };
  }

  async #whole(atMs: number): Promise<Step> {
    const range = { fromMs: lookBackFrom(atMs), untilMs: atMs };
    const run = await this.#runAt(atMs);
    const [points, identities, ends] = await Promise.all([
      this.#hours.relation('points', range, true),
      this.#hours.relation('identities', range, true),
      this.#hours.relation('ends', range, true),
    ]);
    const where = `known_ms BETWEEN ${range.fromMs} AND ${atMs} AND (epoch = ${run} OR epoch < 0)`;
    // A track of an import comes again under its number: it is gone where nothing was said of it after its last end.
    const gone = `(SELECT epoch, track FROM (
         SELECT epoch, track, max(known_ms) AS ended_ms FROM ${ends} WHERE ${where} GROUP BY ALL) e
       WHERE NOT EXISTS (SELECT 1 FROM (SELECT epoch, track, known_ms FROM ${points} WHERE ${where}) p
                         WHERE p.epoch = e.epoch AND p.track = e.track AND p.known_ms > e.ended_ms))`;
    const last = (of: string, from: string): string =>
      `SELECT 0 AS step, * FROM ${from} t WHERE ${where}
         AND NOT EXISTS (SELECT 1 FROM ${gone} g WHERE g.epoch = t.epoch AND g.track = t.track)
       QUALIFY row_number() OVER (PARTITION BY epoch, track ORDER BY known_ms DESC, ${of} DESC) = 1`;
    const steps = new Map<number, StepEntries>();
    await readPoints(this.#connection, last('observed_ms', points), steps, () => atMs);
    await readIdentities(this.#connection, last('static', identities), steps);
    return { atMs, whole: true, entries: steps.get(0)?.all(atMs) ?? [] };
  }

  async #runAt(atMs: number): Promise<number> {
    const range = { fromMs: lookBackFrom(atMs), untilMs: atMs };
    const points = await this.#hours.relation('points', range, true);
    const reader = await this.#connection.runAndReadAll(
      `SELECT epoch, CAST(max(known_ms) AS DOUBLE) AS last FROM ${points}
       WHERE known_ms BETWEEN ${range.fromMs} AND ${atMs} AND epoch > 0 GROUP BY epoch ORDER BY epoch DESC`,
    );
    const runs = reader
      .getRows()
      .map(([epoch, lastMs]) => ({ epoch: Number(epoch), lastMs: Number(lastMs) }));
    const speaking = runs.find(({ lastMs }) => atMs - lastMs <= RUN_SILENT_MS);
    const latest = runs.reduce<(typeof runs)[number] | undefined>(
      (best, one) => (best === undefined || one.lastMs > best.lastMs ? one : best),
      undefined,
    );
    return (speaking ?? latest)?.epoch ?? NO_RUN;
  }
}

/** From when on a time is looked up: its hour's beginning, where all was said anew. */
const lookBackFrom = (atMs: number): number =>
  Math.min(Math.floor((atMs - RESTATED_WITHIN_MS) / HOUR_MS) * HOUR_MS, atMs - LOOK_BACK_MS);

/** As it goes over the pipe. */
export const replayBytes = (steps: watchfloor.record.v1.IReplaySteps): Uint8Array =>
  watchfloor.record.v1.ReplaySteps.encode(steps).finish();
