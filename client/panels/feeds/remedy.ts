/** What to do about a feed that is not well. */
import type { MessageKey } from '../../messages/words.ts';
import type { FeedView } from '../../store/link.ts';

/** The advice for a feed's life and transport; undefined where there is nothing to do. */
export function remedyFor({ life, url }: Pick<FeedView, 'life' | 'url'>): MessageKey | undefined {
  switch (life) {
    case 'live':
      return undefined;
    case 'connecting':
    case 'silent':
    case 'faulty':
    case 'ended':
      return `remedy.${life}`;
    case 'down': {
      const scheme = url.split(':', 1)[0] ?? '';
      if (scheme === 'tcp') return 'remedy.down.tcp';
      if (scheme === 'tcp-listen') return 'remedy.down.listen';
      if (scheme === 'udp') return 'remedy.down.udp';
      if (scheme === 'serial') return 'remedy.down.serial';
      if (['http', 'https', 'ws', 'wss'].includes(scheme)) return 'remedy.down.web';
      return scheme === 'file' ? 'remedy.down.file' : 'remedy.down.other';
    }
  }
}
