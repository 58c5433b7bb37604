/** A set of feeds as one text of the record: their ids with a space between. A site names its feeds as it likes. */
import { type FeedId, feedId } from '../ids.ts';

/** `%` and spaces within an id as in URLs (RFC 3986, 2.1); all else stands as it is. */
export const feedSetText = (feeds: readonly string[]): string =>
  feeds.map((id) => id.replaceAll('%', '%25').replaceAll(' ', '%20')).join(' ');

/** What {@link feedSetText} wrote; empty: none. */
export const feedsOfText = (text: string): readonly FeedId[] =>
  text
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => feedId(id.replaceAll('%20', ' ').replaceAll('%25', '%')));
