/** Which time the picture runs on: the machine's, or a recording's when every feed is one (docs/decisions/0002). */
import type { Clock } from '../proto/domain/clock.ts';
import { epochMs } from '../proto/domain/units.ts';
import { recordingClock, systemClock } from './clock.ts';
import { firstTimeOf } from './feeds/recording.ts';
import type { FeedSettings } from './feeds/settings.ts';

/** The recording's clock starts at the earliest first time of the files; they must agree on the rate. */
export async function choosePictureClock(feeds: readonly FeedSettings[]): Promise<Clock> {
  const files = feeds.filter((feed) => feed.transport === 'file');
  const rate = files[0]?.rate;
  if (files.length === 0 || files.length < feeds.length) return systemClock;
  if (typeof rate !== 'number' || files.some((file) => file.rate !== rate)) return systemClock;
  const times = (await Promise.all(files.map((file) => firstTimeOf(file.path, file.format)))).filter(
    (time) => time !== undefined,
  );
  return times.length === 0 ? systemClock : recordingClock(epochMs(Math.min(...times)), rate);
}
