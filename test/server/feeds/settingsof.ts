/** Settings from a URL that is known to be right. */
import type { FeedSettings } from '../../../server/feeds/settings.ts';
import { parseFeedUrl } from '../../../server/feeds/url.ts';

export function settingsOf(url: string): FeedSettings {
  const parsed = parseFeedUrl(url);
  if ('fault' in parsed) throw new Error(`${parsed.fault.where}: ${parsed.fault.what}`);
  return parsed.settings;
}
