/** Which class the bytes of a feed are kept in. */
import type { FeedId } from '../proto/domain/ids.ts';
import type { Retention } from '../proto/domain/operations/agency.ts';
import type { RetentionClass } from '../proto/domain/record/retention.table.ts';
import type { Config } from './config.ts';
import type { FeedFormat } from './feeds/settings.ts';

/** By format, where the site says nothing: what sees people on land is kept as briefly as they are. */
const BY_FORMAT: Readonly<Record<FeedFormat, RetentionClass>> = {
  auto: 'sea',
  nmea: 'sea',
  ais: 'sea',
  adsb: 'sea',
  aisstream: 'sea',
  asterix: 'sea',
  sapient: 'land',
  detections: 'land',
  cot: 'own',
};

/** By the `retention` that a site gives a feed. */
const BY_RETENTION: Readonly<Record<Retention, RetentionClass>> = {
  peopleOnLand: 'land',
  vessels: 'sea',
  sensors: 'sea',
  ownUnits: 'own',
  decisions: 'decisions',
};

/** The site's `record.classes` first, then the feed's `retention`, then its format. */
export function classOfFeed(
  { id, format }: { readonly id: FeedId; readonly format: FeedFormat },
  { record, markings }: Pick<Config, 'record' | 'markings'>,
): RetentionClass {
  const marking = markings.get(id);
  return record?.classes.get(id) ?? (marking ? BY_RETENTION[marking.retention] : BY_FORMAT[format]);
}
