/** The picture's health, looked at four times a second: a cut must be seen within three. */
import { type PictureHealth, pictureHealth } from '../store/health.ts';
import { useLink } from '../store/link.ts';
import { usePageNow } from '../ui/useTick.ts';

export function useHealth(): PictureHealth {
  return pictureHealth(useLink.getState(), usePageNow(250));
}
