/** Bookmarks: the form to write one, and the way from one to what it shows. */
import { create } from 'zustand';
import type { Bookmark } from '../../../proto/domain/record/replay.ts';
import { wishReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import { parseView } from '../../store/url.ts';
import { flyTo, select } from '../../store/view.ts';
import { onceSettled } from './flying.ts';

/** Whether the note of a new bookmark is being written. */
export const useBookmarkForm = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openBookmarkForm(): void {
  useReplayView.setState({ part: 'bookmarks' });
  useBookmarkForm.setState({ open: true });
}

/** To its moment, and to what was looked at when it was made: place, track, rate. */
export function openBookmark({ atMs, view }: Bookmark): void {
  const { camera, selected, replay } = parseView(view.slice(Math.max(0, view.indexOf('?'))));
  if (camera !== undefined) onceSettled(() => flyTo(camera));
  if (selected !== undefined) select(selected);
  useReplayView.setState({ bar: replay?.bar });
  wishReplay({
    atMs,
    mode: replay?.mode ?? 'known',
    range: replay?.range,
    loop: replay?.loop,
    ...(replay && { rate: replay.rate }),
  });
}
