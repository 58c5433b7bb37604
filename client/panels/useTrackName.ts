/** What a track is called, as far as this page knows it. */
import { useCallback } from 'react';
import type { TrackId } from '../../proto/domain/ids.ts';
import { useWords } from '../messages/words.ts';
import { titleOf } from '../ui/title.ts';
import { useServices } from './services.ts';

export function useTrackName(): (id: TrackId) => string {
  const t = useWords();
  const { table } = useServices();
  return useCallback(
    (id) => {
      const row = table.rowOf(id);
      const statics = row === undefined ? undefined : table.statics[row];
      if (row === undefined) return t('track.unknown', { id });
      return titleOf(t, { id, kind: table.kind[row] ?? 0, name: statics?.name, mmsi: statics?.mmsi });
    },
    [t, table],
  );
}
