/** Whether a picture is real, simulated or recorded. */
import type { LinkState } from '../../store/link.ts';

export type PictureNature = 'real' | 'synthetic' | 'recorded' | 'mixed';

/** What the picture is made of: a replay is a recording whatever its feeds were; one synthetic feed is enough to say so. */
export function pictureNature({
  clockKind,
  feeds,
  demonstration,
}: Pick<LinkState, 'clockKind' | 'feeds' | 'demonstration'>): PictureNature {
  if (clockKind === 'replay') return 'recorded';
  const natures = new Set(feeds.map((feed) => feed.nature));
  if (natures.has('synthetic') || (demonstration && feeds.length === 0)) {
    return natures.has('real') || natures.has('recorded') ? 'mixed' : 'synthetic';
  }
  return natures.has('recorded') ? 'recorded' : 'real';
}
