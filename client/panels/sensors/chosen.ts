/** Which part of the Feeds workspace is shown, and which sensor in it. */
import { create } from 'zustand';
import type { SensorId } from '../../../proto/domain/ids.ts';

export type FeedsPart = 'feeds' | 'sensors';

interface FeedsChoice {
  readonly part: FeedsPart;
  readonly sensor: SensorId | undefined;
}

export const useFeedsChoice = create<FeedsChoice>()(() => ({ part: 'feeds', sensor: undefined }));
