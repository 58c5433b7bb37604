/** Which decoder reads a feed's format, and what the site tells it. */
import type { FeedId } from '../proto/domain/ids.ts';
import { type SensorId, sensorId } from '../proto/domain/ids.ts';
import type { SensorSettings } from '../proto/domain/sensor.ts';
import { AdsbDecoder } from './decode/adsb/decoder.ts';
import { AisDecoder } from './decode/ais/decoder.ts';
import { AisstreamDecoder } from './decode/aisstream/decoder.ts';
import { AsterixDecoder } from './decode/asterix/decoder.ts';
import { CotDecoder } from './decode/cot/decoder.ts';
import type { Decoder } from './decode/decoder.ts';
import { DetectionsDecoder } from './decode/detections/decoder.ts';
import type { DetectionMapping } from './decode/detections/mapping.ts';
import { NmeaDecoder } from './decode/nmea/decoder.ts';
import { SapientDecoder } from './decode/sapient/decoder.ts';
import type { FeedFormat } from './feeds/settings.ts';

/** What a site says of how a feed's bytes are read, beside the feed's own settings. */
export interface DecodingSettings {
  /** Of the feed's one sensor. */
  readonly sensor?: SensorSettings;
  /** Of its sensors, by the ids they have there: `SAC-SIC` (ASTERIX), node id (SAPIENT), what a mapping says (MQTT). */
  readonly sensors?: Readonly<Record<string, SensorSettings>>;
  /** ASTERIX editions by category: `{"048": "1.15"}`. */
  readonly editions?: Readonly<Record<string, string>>;
  /** What JSON on a topic means. */
  readonly mappings?: readonly DetectionMapping[];
}

/** Throws a RangeError for an ASTERIX edition that there is no table for. */
export function openDecoder(format: FeedFormat, feedId: FeedId, said: DecodingSettings): Decoder {
  switch (format) {
    case 'auto':
    case 'nmea':
      return new NmeaDecoder({ feedId, ...(said.sensor && { sensor: said.sensor }) });
    case 'ais':
      return new AisDecoder();
    case 'asterix':
      return new AsterixDecoder({ feedId, ...(said.editions && { editions: said.editions }) });
    case 'sapient':
      return new SapientDecoder({ feedId });
    case 'cot':
      return new CotDecoder();
    case 'adsb':
      return new AdsbDecoder();
    case 'aisstream':
      return new AisstreamDecoder();
    case 'detections':
      return new DetectionsDecoder(said.mappings ?? []);
  }
}

/** The sensors of which the site says something, by the ids that the feed's decoder gives them. */
export function* configuredSensors(
  feedId: FeedId,
  { sensor, sensors = {} }: DecodingSettings,
): Generator<readonly [SensorId, SensorSettings]> {
  if (sensor !== undefined) yield [sensorId(feedId), sensor];
  for (const [own, settings] of Object.entries(sensors)) yield [sensorId(`${feedId}/${own}`), settings];
}
