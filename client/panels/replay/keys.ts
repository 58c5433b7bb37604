/** What the keys of the Replay workspace do. */
import type { ActionName } from '../keys.ts';
import type { Services } from '../services.ts';
import { openBookmarkForm } from './bookmarking.ts';
import { changeRate, jumpToAlert, playOrPause, reverse, step, toggleLoop } from './hand.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** All of that name but the one that opens the workspace. */
export type ReplayAction = Exclude<Extract<ActionName, `replay${string}`>, 'replay'>;

export const replayActions = (
  services: Pick<Services, 'replay' | 'archive'>,
): Readonly<Record<ReplayAction, () => void>> => ({
  replayPlay: () => playOrPause(services),
  replayReverse: () => reverse(services),
  replaySlower: () => changeRate(services, -1),
  replayFaster: () => changeRate(services, 1),
  replayStepBackSecond: () => step(services, -SECOND_MS),
  replayStepOnSecond: () => step(services, SECOND_MS),
  replayStepBack: () => step(services, -10 * SECOND_MS),
  replayStepOn: () => step(services, 10 * SECOND_MS),
  replayStepBackMinute: () => step(services, -MINUTE_MS),
  replayStepOnMinute: () => step(services, MINUTE_MS),
  replayAlertPrevious: () => void jumpToAlert(services, -1),
  replayAlertNext: () => void jumpToAlert(services, 1),
  replayLoop: () => toggleLoop(services),
  replayBookmark: openBookmarkForm,
});
