/** Who decided something, as the log names them. */
import type { AgencyId } from '../../proto/domain/operations/agency.ts';

export interface Actor {
  /** A person's id, `system`, or `demonstration`. */
  readonly id: string;
  readonly name: string;
  readonly agency?: AgencyId;
  readonly how: 'session' | 'token' | 'demonstration' | 'system';
}

/** What happens by itself, by time or by data. */
export const SYSTEM: Actor = { id: 'system', name: 'Watchfloor', how: 'system' };
