import type { EpochMs } from '../../proto/domain/units.ts';

/** What the command needs of the process it runs in. */
export interface CommandHost {
  readonly nowMs: () => EpochMs;
  /** Writes to standard output and waits while the reader is slow; false when the reader has gone. */
  readonly write: (text: string) => Promise<boolean>;
  readonly complain: (text: string) => void;
  /** Where scenarios lie; by default from the working directory. */
  readonly scenarioFolder?: string;
}
