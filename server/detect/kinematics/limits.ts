/** The limits by which reports are sorted to places. */

/** The thresholds of `teleport` and `duplicateMmsi` as they hold for its class. */
export interface Limits {
  readonly minM: number;
  readonly factor: number;
  readonly spikeMarginKn: number;
  readonly stayMarginKn: number;
  readonly ownFactor: number;
  readonly hardKn: number;
  readonly softS: number;
  readonly staySoftS: number;
  readonly stayKn: number;
  readonly clockS: number;
  readonly echoM: number;
  readonly echoS: number;
  readonly switches: number;
  readonly apartM: number;
  readonly placeS: number;
}
