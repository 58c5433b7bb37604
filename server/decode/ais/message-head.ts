/** What every AIS message begins with. */
export interface AisHead {
  /** How often the message was repeated, 0…3. */
  readonly repeat?: number | undefined;
  readonly mmsi: number;
}
