/** How many feeds are not well; leads to the Feeds workspace. */
import { ObiAntenna } from '@oicl/openbridge-webcomponents-react/icons/icon-antenna.js';
import { ObiWarningNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-noack-iec.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { type FeedView, useLink } from '../../store/link.ts';
import { Button } from '../../ui/Button.tsx';
import { goTo } from '../actions.ts';

/** A feed that needs a look: one that ended as it should does not. */
export const isUnwell = (feed: FeedView): boolean =>
  feed.life === 'silent' || feed.life === 'faulty' || feed.life === 'down';

export function FeedsMark(): ReactNode {
  const t = useWords();
  const count = useLink((link) => link.feeds.filter(isUnwell).length);
  const any = useLink((link) => link.feeds.length > 0);
  if (!any) return null;
  return (
    <Button
      className={count > 0 ? 'feeds-unwell' : 'feeds-well'}
      look="flat"
      label={count > 0 ? t('feeds.notWell', { count }) : t('feeds.allWell')}
      icon={count > 0 ? <ObiWarningNoackIec useCssColor /> : <ObiAntenna />}
      hotkey="2"
      onClick={() => goTo('feeds')}
    />
  );
}
