/** One key for quiet: here at once, and told to the server where one answers alerts, so that others see it. */
import type { Services } from '../../services.ts';
import { silenceHere } from './useSound.ts';

export function silenceAll(services: Pick<Services, 'actOnAlerts'>, tells: boolean): void {
  const ids = silenceHere();
  if (tells && ids.length > 0) void services.actOnAlerts('silence', ids, {});
}
