/** From what a watch begins again: its feeds, what it had learned and what had been decided, as a checkpoint keeps them. */
import type { WatchedRecords } from '../../proto/domain/detecting.ts';
import { type FeedId, feedId } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import type { AnyVersion, RecordKind, Version } from '../../proto/domain/operations/record.ts';
import type { DecodingSettings } from '../decoders.ts';
import type { FeedFormat } from '../feeds/settings.ts';
import type { DetectConfig } from './config.ts';

export interface StartFeed {
  readonly id: string;
  readonly format: FeedFormat;
  readonly nature: Nature;
  readonly said: DecodingSettings;
}

export interface StartState {
  readonly feeds: readonly StartFeed[];
  /** Texts of the learned maps, by name. */
  readonly learned: Readonly<Record<string, string>>;
  /** What stood. */
  readonly records: readonly AnyVersion[];
  /** Sensors’ systematic errors may be taken out without being asked. */
  readonly registrationAllowed: boolean;
}

/** What is decided while something runs again: what stood at each hour's beginning. */
export class RecordsByHour implements WatchedRecords {
  revision = 0;
  #byKind = new Map<RecordKind, Map<string, AnyVersion>>();

  take(records: readonly AnyVersion[]): void {
    this.revision += 1;
    this.#byKind = new Map();
    for (const version of records) {
      const of = this.#byKind.get(version.kind) ?? new Map<string, AnyVersion>();
      this.#byKind.set(version.kind, of);
      of.set(version.id, version);
    }
  }

  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
    return this.#byKind.get(kind)?.get(id) as unknown as Version<K> | undefined;
  }

  list<K extends RecordKind>(kind: K): readonly Version<K>[] {
    return [...(this.#byKind.get(kind)?.values() ?? [])] as unknown as Version<K>[];
  }
}

export const configOf = (feeds: readonly StartFeed[], records: WatchedRecords): DetectConfig => ({
  feeds: new Map(
    feeds.map(
      ({
        id,
        format,
        nature,
        said,
      }): [FeedId, { format: FeedFormat; nature: Nature; decoding: DecodingSettings }] => [
        feedId(id),
        { format, nature, decoding: said },
      ],
    ),
  ),
  receivers: [],
  records,
});
