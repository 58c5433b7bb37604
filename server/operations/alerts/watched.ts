/** Until when somebody watched, in the file: after a restart it is known for how long nobody did. */
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Database } from '../database.ts';
import { done } from '../outcome.ts';

const EVERY_MS = 60_000;
const UPSERT =
  'INSERT INTO alert_watched VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET at_ms = excluded.at_ms';

export class Watched {
  /** Before the start, by the machine's clock, to a minute; 0 where nobody ever did. */
  readonly awayMs: number;
  readonly #database: Database;
  #keptMs = Number.NEGATIVE_INFINITY;

  constructor(database: Database, nowMs: EpochMs) {
    this.#database = database;
    const row = database.get('SELECT at_ms FROM alert_watched');
    this.awayMs = row ? nowMs - Number(row.at_ms) : 0;
  }

  /** With every tick. A disk that fails here is told of with the next alert. */
  tick(nowMs: EpochMs): void {
    if (Math.abs(nowMs - this.#keptMs) < EVERY_MS) return;
    this.#keptMs = nowMs;
    this.#database.transaction(() => done(this.#database.run(UPSERT, nowMs)));
  }
}
