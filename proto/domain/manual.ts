/** What people report: by telephone, VHF or from an aircraft. */
import type { Received, TrackKind } from './observation.ts';
import type { Degrees, Knots, Metres } from './units.ts';

/** A person reported something by telephone, VHF or from an aircraft. `kind` and times as the person said. */
export interface ManualObservation extends Received {
  readonly type: 'manual';
  /** Names the contact over all its updates. */
  readonly contactId: string;
  readonly report: ManualReport;
  /** The contact is withdrawn. */
  readonly withdrawn?: true;
}

export type ManualPlace =
  | { readonly kind: 'point'; readonly lat: Degrees; readonly lon: Degrees; readonly uncertaintyM: Metres }
  | {
      readonly kind: 'bearing';
      readonly fromLat: Degrees;
      readonly fromLon: Degrees;
      readonly azimuthDeg: Degrees;
      /** 95 % half width. */
      readonly uncertaintyDeg: Degrees;
      readonly minRangeM: Metres;
      readonly maxRangeM: Metres;
    }
  | {
      readonly kind: 'line' | 'area';
      /** Corners, `[lat, lon]`; a line's uncertainty is across it, an area's around it. */
      readonly points: readonly (readonly [number, number])[];
      readonly uncertaintyM: Metres;
    };

export interface ManualReport {
  readonly place: ManualPlace;
  readonly kind: TrackKind;
  readonly sogKn?: Knots;
  readonly cogDeg?: Degrees;
  readonly count?: number;
  /** Who said so: "fishing vessel by VHF 16", "patrol aircraft". */
  readonly saidBy: string;
  /** What people call it. */
  readonly name?: string;
  readonly note?: string;
  /** The person says that somebody there is in distress: an emergency at once. An update without it takes that back. */
  readonly distress?: true;
}
