/** Everything the server knows of one track, read again while it is looked at. */
import { useEffect, useState } from 'react';
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import type { Answer } from '../../link/rest.ts';
import { useLink } from '../../store/link.ts';
import { useServices } from '../services.ts';

const READ_EVERY_MS = 3000;
/** A track that the server does not know may come back, but seldom does. */
const ASK_FOR_UNKNOWN_EVERY_MS = 15_000;

export type DetailState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly detail: TrackDetail }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly reason: string };

function stateOf(answer: Answer<TrackDetail>): DetailState {
  if (answer.ok) return { kind: 'known', detail: answer.value };
  return answer.status === 404 ? { kind: 'unknown' } : { kind: 'failed', reason: answer.fault };
}

export function useDetail(id: TrackId): DetailState {
  const { fetchTrackDetail } = useServices();
  const [state, setState] = useState<{ readonly id: TrackId; readonly detail: DetailState }>();
  const session = useLink((link) => link.session);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew of another picture
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const detail = stateOf(await fetchTrackDetail(id));
      if (stopped) return;
      // A failure keeps what was known before: it is still true, and older.
      setState((before) =>
        detail.kind === 'failed' && before?.id === id && before.detail.kind === 'known'
          ? before
          : { id, detail },
      );
      timer = setTimeout(read, detail.kind === 'unknown' ? ASK_FOR_UNKNOWN_EVERY_MS : READ_EVERY_MS);
    };
    void read();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [id, session, fetchTrackDetail]);
  return state?.id === id ? state.detail : { kind: 'loading' };
}
