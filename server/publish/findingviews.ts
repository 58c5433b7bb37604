/** What the checks found, as far as whoever asks may see what it speaks of: a finding names others' plans. */
import {
  type AnyVersion,
  type Finding,
  RECORD_KINDS,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { RecordsView } from '../operations/kind.ts';
import { shownVersion } from './recordviews.ts';

/** Those of whose things the asker may see each; without a remedy that names another. */
export function seenFindings(
  access: Access,
  records: RecordsView,
  asker: Asker,
  findings: readonly Finding[],
): readonly Finding[] {
  const known = new Map<string, boolean>();
  const maySee = (id: string): boolean => {
    const isSeen =
      known.get(id) ??
      RECORD_KINDS.every((kind) => {
        const one = records.get(kind, id) as AnyVersion | undefined;
        return one === undefined || shownVersion(access, asker, one as Version) !== undefined;
      });
    known.set(id, isSeen);
    return isSeen;
  };
  return findings
    .filter(({ about }) => Object.values(about).every(maySee))
    .map(({ remedy, ...rest }) => ({
      ...rest,
      ...(remedy && (remedy.id === undefined || maySee(remedy.id)) && { remedy }),
    }));
}
