/** Where units are, as the picture knows it. */

/** Where a unit's own track is, and when it was last seen there. */
export interface UnitPlace {
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: number;
}

/** Undefined: the unit has no track of its own, or it is not in the picture. */
export type WhereIs = (unitId: string) => UnitPlace | undefined;
