/** All versions of one thing, newest first; asked anew when it has another. */
import { useEffect, useState } from 'react';
import type { RecordKind, Version } from '../../../proto/domain/operations/record.ts';
import { useServices } from '../services.ts';
import { whyNot } from './whynot.ts';

export type VersionsState<K extends RecordKind> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly versions: readonly Version<K>[] }
  | { readonly kind: 'failed'; readonly reason: string };

export function useVersions<K extends RecordKind>(kind: K, id: string, version: number): VersionsState<K> {
  const { fetchVersions } = useServices();
  const [state, setState] = useState<VersionsState<K>>({ kind: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version asks again
  useEffect(() => {
    let gone = false;
    void fetchVersions(kind, id).then((answer) => {
      if (gone) return;
      setState(
        answer.ok
          ? { kind: 'known', versions: answer.value.versions.toSorted((a, b) => b.version - a.version) }
          : { kind: 'failed', reason: whyNot(answer) },
      );
    });
    return () => {
      gone = true;
    };
  }, [fetchVersions, kind, id, version]);
  return state;
}
