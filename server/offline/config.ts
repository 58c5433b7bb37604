/** What `watchfloor detect --config` reads: zones and the like, the detectors' settings, sensors and receivers; every fault named. */
import { z } from 'zod';
import type { WatchedRecords, WatchedSensor } from '../../proto/domain/detecting.ts';
import { type FeedId, feedId, sensorId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { agencyId } from '../../proto/domain/operations/agency.ts';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { metres } from '../../proto/domain/units.ts';
import { detectionMapping } from '../decode/detections/mapping.ts';
import type { DecodingSettings } from '../decoders.ts';
import { suggest } from '../feeds/nearest.ts';
import { FEED_FORMATS, type FeedFormat, type SettingFault } from '../feeds/settings.ts';
import { keyPath, readJsonFile } from '../jsonfile.ts';
import { sensorSchema } from '../sensorsettings.ts';
import { GivenRecords } from './records.ts';

const MAX_RECEIVERS = 256;
const MAX_RECORDS = 5000;

/** The file's lists of records, in the order in which one may name another. */
const LISTS = {
  agencies: 'agency',
  zones: 'zone',
  crossingPoints: 'crossingPoint',
  sectors: 'sector',
  units: 'unit',
  patrols: 'patrol',
  tasks: 'task',
  watchLists: 'watchList',
} as const satisfies Readonly<Record<string, RecordKind>>;

const feedFields = {
  format: z.enum(FEED_FORMATS).optional(),
  nature: z.enum(['real', 'recorded', 'synthetic']).optional(),
  sensor: sensorSchema.optional(),
  sensors: z.record(z.string().min(1).max(80), sensorSchema).optional(),
  editions: z.record(z.string(), z.string()).optional(),
  mappings: z.array(detectionMapping).min(1).max(64).optional(),
};
const receiver = z.strictObject({
  feed: z.string().min(1).max(80),
  name: z.string().min(1).max(80).optional(),
  position: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]),
  rangeM: z.number().positive().max(1_000_000).optional(),
});
/** Checked by the rules of its kind. */
const given = z.array(z.record(z.string(), z.unknown())).max(MAX_RECORDS).optional();
const listFields: Record<keyof typeof LISTS, typeof given> = {
  ...{ agencies: given, zones: given, crossingPoints: given, sectors: given },
  ...{ units: given, patrols: given, tasks: given, watchLists: given },
};
const fileFields = {
  agency: z.string().min(1).max(40).optional(),
  feeds: z.record(z.string().min(1).max(80), z.strictObject(feedFields)).optional(),
  receivers: z.array(receiver).max(MAX_RECEIVERS).optional(),
  ...listFields,
  detection: z.record(z.string(), z.unknown()).optional(),
};
const fileSchema = z.strictObject(fileFields);

/** What is said of a recording by the name of its feed: the file's name without its last ending. */
export interface GivenFeed {
  readonly format?: FeedFormat;
  readonly nature: Nature;
  readonly decoding: DecodingSettings;
}

export interface DetectConfig {
  readonly feeds: ReadonlyMap<FeedId, GivenFeed>;
  /** Where AIS is received, as sensors that see nothing themselves. */
  readonly receivers: readonly WatchedSensor[];
  readonly records: WatchedRecords;
}

export const noConfig = (): DetectConfig => ({
  feeds: new Map(),
  receivers: [],
  records: new GivenRecords(agencyId('site')),
});

/** The settings of a file; with `faults` where it cannot be used. */
export function readDetectConfig(path: string, faults: SettingFault[]): DetectConfig {
  const json = readJsonFile(path, { option: '--config', page: 'docs/alerts-evaluation.md' }, faults);
  if (json === undefined) return noConfig();
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.flatMap((issue) => faultsOf(issue, path)));
    return noConfig();
  }
  const file = parsed.data;
  const records = new GivenRecords(agencyId(file.agency ?? 'site'));
  for (const [list, kind] of Object.entries(LISTS) as [keyof typeof LISTS, RecordKind][])
    for (const [i, entry] of (file[list] ?? []).entries())
      faults.push(...records.add(kind, entry, `${path}: ${list}[${i}]`));
  if (file.detection !== undefined)
    faults.push(...records.add('detection', { id: 'site', ...file.detection }, `${path}: detection`));
  return {
    feeds: new Map(Object.entries(file.feeds ?? {}).map(([name, said]) => [feedId(name), feedOf(said)])),
    receivers: (file.receivers ?? []).map(receiverOf),
    records,
  };
}

type FeedSaid = z.output<z.ZodObject<typeof feedFields>>;

const feedOf = ({
  format,
  nature = 'recorded',
  sensor,
  sensors,
  editions,
  mappings,
}: FeedSaid): GivenFeed => ({
  ...(format && { format }),
  nature: Nature[nature],
  decoding: {
    ...(sensor && { sensor }),
    ...(sensors && { sensors }),
    ...(editions && { editions }),
    ...(mappings && { mappings }),
  },
});

const receiverOf = (said: z.output<typeof receiver>): WatchedSensor => ({
  id: sensorId(`${said.feed}/receiver`),
  feedId: feedId(said.feed),
  name: said.name ?? said.feed,
  lat: said.position[0],
  lon: said.position[1],
  ...(said.rangeM !== undefined && { coverage: { rangeM: metres(said.rangeM) } }),
});

function faultsOf(issue: z.core.$ZodIssue, path: string): SettingFault[] {
  const where = issue.path.length === 0 ? path : `${path}: ${keyPath(issue.path)}`;
  if (issue.code !== 'unrecognized_keys')
    return [{ where, what: issue.message, remedy: 'docs/alerts-evaluation.md shows an example' }];
  const [first] = issue.path;
  const known = Object.keys(
    first === 'feeds' ? feedFields : first === 'receivers' ? receiver.shape : fileFields,
  );
  return issue.keys.map((key) => ({ where, what: `unknown key “${key}”`, remedy: suggest(key, known) }));
}
