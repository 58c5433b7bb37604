/** What people had decided at a time, for the alerts and the lists of a replay. */
import { epochMs } from '../../../proto/domain/units.ts';
import type { PastRecords } from '../../operations/pastrecords.ts';
import type { AlertRecords } from '../alertviews.ts';

/** Before anything was decided here, and for what was removed since: what stands, and stood. */
export function recordsThen(past: PastRecords, now: AlertRecords): (atMs: number) => AlertRecords {
  let last: { readonly revision: number; readonly records: AlertRecords } | undefined;
  return (atMs) => {
    const revision = past.revisionAt(epochMs(atMs));
    // Of another day than any that was decided on: an import, a recording.
    if (revision === 0) return now;
    if (last?.revision === revision) return last.records;
    const then = past.at(revision);
    const records: AlertRecords = {
      get: (kind, id) => then.get(kind, id),
      list: (kind) => then.list(kind),
      versions: (kind, id) => now.versions(kind, id),
    };
    last = { revision, records };
    return records;
  };
}
