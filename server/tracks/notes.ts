/** What few tracks have beside their row: why they are as they are, what people call them, when they end. */
import type { FeedId, SensorId } from '../../proto/domain/ids.ts';
import type { Ellipse, Evidence, Offer, Reason } from '../../proto/domain/track.ts';
import type { Degrees, Knots } from '../../proto/domain/units.ts';

/** Reasons kept a track; the oldest goes, the first (how it began) stays. */
export const REASONS_KEPT = 32;

/** When a track's life changes, where no transmitter's owed interval decides; epoch milliseconds. */
export interface LifeEnds {
  readonly staleMs: number;
  readonly lostMs: number;
  readonly goneMs: number;
}

/** What a transmitter itself said last, while its row shows what sensors make of it. */
export interface Spoken {
  lat: number;
  lon: number;
  sogKn: number | undefined;
  cogDeg: number | undefined;
  observedMs: number;
  longRange: boolean;
}

export class Notes {
  readonly reasons: Reason[] = [];
  readonly remarks: Record<string, string> = {};
  ends: LifeEnds | undefined;
  /** The name under which a keyed track is found again. */
  key: string | undefined;
  spoken: Spoken | undefined;
  ellipse: Ellipse | undefined;
  existence: number | undefined;
  altM: number | undefined;
  count: number | undefined;
  silentSinceMs: number | undefined;
  /** How likely its transmitter's claim speaks of what is seen. */
  claimProbability: number | undefined;
  /** What a person said of course and speed; the row has none, for its position has moved on already. */
  stated: { readonly sogKn: Knots | undefined; readonly cogDeg: Degrees | undefined } | undefined;
  /** Which sensors made the row what it is, as of the last time that they did. */
  sensed: readonly { readonly sensorId: SensorId; readonly lastMs: number }[] = [];
  /** Through which feed it was told of, where nothing is heard of it and no sensor sees it. */
  toldBy: FeedId | undefined;
  evidence: () => readonly Evidence[] = none;
  offers: () => readonly Offer[] = none;

  because(reason: Reason): void {
    this.reasons.push(reason);
    if (this.reasons.length > REASONS_KEPT) this.reasons.splice(1, 1);
  }

  /** Takes over the reasons of a track that turned out to be the same thing, in the order of time. */
  inherit(reasons: readonly Reason[]): void {
    const all = [...reasons, ...this.reasons].toSorted((a, b) => a.atMs - b.atMs);
    this.reasons.splice(0);
    for (const reason of all) this.because(reason);
  }

  /** Says something under a name; nothing more when it is undefined. */
  remark(name: string, value: string | undefined): boolean {
    if (this.remarks[name] === value) return false;
    if (value === undefined) delete this.remarks[name];
    else this.remarks[name] = value;
    return true;
  }
}

const none = (): readonly never[] => [];
