/** What joint patrols and releases rest upon. */
import type { EpochMs } from '../units.ts';
import type { AgencyId, Marking, Releasable } from './agency.ts';
import type { Area } from './area.ts';
import type { PatrolForm, PatrolType, Power } from './patrol.ts';

/** What agencies agreed: where, how, with which powers, who commands, and what they may tell each other. */
export interface Agreement {
  readonly title: string;
  /** Where it is written down: a treaty, its article, a protocol. */
  readonly reference?: string;
  readonly parties: readonly AgencyId[];
  /** Where, and who is at home there: the host side leads. */
  readonly areas: readonly { readonly area: Area; readonly host: AgencyId }[];
  readonly forms: readonly PatrolForm[];
  readonly types: readonly PatrolType[];
  /** What a guest may do on the host's side. */
  readonly powers: readonly Power[];
  readonly equipment?: string;
  /** Who commands a joint patrol; `host`: whoever is at home where the patrol is. */
  readonly command: 'host' | AgencyId;
  readonly release: readonly Releasable[];
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly marking: Marking;
}
