/** What AIS messages have in common, the application messages included. */

/** What every AIS message begins with. */
export interface AisHead {
  /** How often the message was repeated, 0…3. */
  readonly repeat?: number | undefined;
  readonly mmsi: number;
}

/** Distances from the position antenna; 511 and 63 mean "or more". */
export interface AisDimensions {
  readonly toBowM: number;
  readonly toSternM: number;
  readonly toPortM: number;
  readonly toStarboardM: number;
}

export interface AisEta {
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly hour?: number | undefined;
  readonly minute?: number | undefined;
}
