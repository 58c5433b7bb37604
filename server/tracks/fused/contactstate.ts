/** Who sends and who does not: what a track's evidence makes of its contact state. */
import { TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState, type Reason } from '../../../proto/domain/track.ts';
import { isStationary } from '../reporting.ts';

/** Existence times the chance that AIS would have been received here: from this on it is said that there is none. */
const UNCOOPERATIVE = 0.5;
/** The same chance must be beyond doubt before anybody is said to owe AIS and not to send it. */
const DARK = 0.9;
/** Sensors that call it a ship: three votes of usual confidence. */
const SHIP = 1.5;
/** A Class A transmitter that is silent so long, where it would be received, is switched off. */
const SWITCHED_OFF_MS = 5 * 60_000;

/** What decides. */
export interface ContactEvidence {
  readonly kind: TrackKind;
  /** It carries a transmitter's claim. */
  readonly claimed: boolean;
  readonly silentSinceMs?: number | undefined;
  readonly unverifiedSinceMs?: number | undefined;
  /** An AIS track was lost here while sensors saw it, and this is where it would be: its number. */
  readonly formerMmsi?: string | undefined;
  readonly existence: number;
  /** Chance that its AIS, had it one, would have been heard by now. */
  readonly expectedAis: number;
  /** As `Votes.ship`. */
  readonly ship: number;
}

export interface Verdict {
  readonly state: ContactState;
  /** What decided: of the reason that is given when the state begins. */
  readonly why?: Omit<Reason, 'atMs' | 'what'>;
}

const NONE: Verdict = { state: ContactState.none };

export function contactVerdict(evidence: ContactEvidence, nowMs: number): Verdict {
  const { kind, claimed, silentSinceMs, unverifiedSinceMs, expectedAis } = evidence;
  if (claimed) {
    const owesAis = kind === TrackKind.classA || kind === TrackKind.classB;
    if (!owesAis || isStationary(kind)) return NONE;
    if (unverifiedSinceMs !== undefined) return { state: ContactState.unverified };
    if (silentSinceMs === undefined) return NONE;
    const silentMs = nowMs - silentSinceMs;
    // Class A must send (SOLAS V/19.2.4): after so long it was switched off, where it would be heard.
    const switchedOff = kind === TrackKind.classA && silentMs >= SWITCHED_OFF_MS && expectedAis >= DARK;
    if (!switchedOff) return { state: ContactState.silent };
    return dark({ by: 'Class A', value: silentMs / 1000, threshold: SWITCHED_OFF_MS / 1000 });
  }
  if (kind !== TrackKind.seaContact) return NONE;
  const chance = evidence.existence * expectedAis;
  if (chance < UNCOOPERATIVE) return NONE;
  const by = evidence.formerMmsi ?? (evidence.ship >= SHIP ? 'ship' : undefined);
  if (by !== undefined && chance >= DARK) return dark({ by, value: chance, threshold: DARK });
  return { state: ContactState.uncooperative, why: { value: chance, threshold: UNCOOPERATIVE } };
}

const dark = (why: NonNullable<Verdict['why']>): Verdict => ({ state: ContactState.dark, why });
