/** The settings of the record: what is kept how long, and in which class the bytes of a feed are. */
import { type FeedId, feedId } from '../proto/domain/ids.ts';
import type { RetentionClass } from '../proto/domain/record/retention.table.ts';
import type { ConfiguredFeeds } from './configfeeds.ts';
import type { FileConfig } from './configfile.ts';
import { suggest } from './feeds/nearest.ts';
import type { SettingFault } from './feeds/settings.ts';

export interface RecordConfig {
  /** Days by class; those that are absent are kept as RETENTION says. */
  readonly keepDays: Readonly<Partial<Record<RetentionClass, number>>>;
  /** The whole record's; absent: what the disk has. */
  readonly maxBytes?: number;
  /** Of the query process; absent: as ENGINE_DEFAULTS of server/record/query. */
  readonly queryMemoryMb?: number;
  readonly queryThreads?: number;
  /** Where a site says so for a feed. */
  readonly classes: ReadonlyMap<FeedId, RetentionClass>;
}

/** Undefined: it is switched off. A feed that is not there is a fault. */
export function readRecord(
  file: string | undefined,
  { record = {} }: Pick<FileConfig, 'record'>,
  { feeds }: Pick<ConfiguredFeeds, 'feeds'>,
  faults: SettingFault[],
): RecordConfig | undefined {
  if (record.off === true) return undefined;
  const classes = new Map<FeedId, RetentionClass>();
  for (const [name, of] of Object.entries(record.classes ?? {})) {
    classes.set(feedId(name), of);
    if (feeds.some(({ id }) => id === name)) continue;
    const names = feeds.map(({ id }) => id);
    faults.push({
      ...{ where: `${file}: record.classes.${name}`, what: `no feed is called “${name}”` },
      remedy: suggest(name, names),
    });
  }
  return {
    keepDays: { ...record.keepDays },
    ...(record.maxBytes !== undefined && { maxBytes: record.maxBytes }),
    ...(record.queryMemoryMb !== undefined && { queryMemoryMb: record.queryMemoryMb }),
    ...(record.queryThreads !== undefined && { queryThreads: record.queryThreads }),
    classes,
  };
}
