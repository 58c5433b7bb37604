/** What a site says of how a feed's bytes are read, beside the feed's own settings. */
import type { SensorSettings } from '../proto/domain/sensor.ts';

export interface DecodingSettings {
  /** Of the feed's one sensor. */
  readonly sensor?: SensorSettings;
  /** Of its sensors, by the ids they have there: `SAC-SIC` (ASTERIX), node id (SAPIENT). */
  readonly sensors?: Readonly<Record<string, SensorSettings>>;
  /** ASTERIX editions by category: `{"048": "1.15"}`. */
  readonly editions?: Readonly<Record<string, string>>;
}
