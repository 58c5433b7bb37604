/** How many feeds and sensors are not well; leads to the Feeds workspace. */
import { ObiAntenna } from '@oicl/openbridge-webcomponents-react/icons/icon-antenna.js';
import { ObiWarningNoackIec } from '@oicl/openbridge-webcomponents-react/icons/icon-warning-noack-iec.js';
import type { ReactNode } from 'react';
import { useWords, type Words } from '../../messages/words.ts';
import { type FeedView, useLink } from '../../store/link.ts';
import { useSensors } from '../../store/sensors.ts';
import { Button } from '../../ui/Button.tsx';
import { goTo } from '../actions.ts';
import { useFeedsChoice } from '../sensors/chosen.ts';
import { isSensorUnwell } from '../sensors/unwell.ts';

/** A feed that needs a look: one that ended as it should does not. Its times and what it brings twice count, too. */
export const isUnwell = (feed: FeedView): boolean =>
  feed.life === 'silent' || feed.life === 'faulty' || feed.life === 'down' || isDoubtful(feed);

/** It comes, and should not be taken as it is. */
export const isDoubtful = ({ life, timing, sameAs }: FeedView): boolean =>
  life === 'live' && (timing !== undefined || sameAs !== undefined);

function unwellWords(t: Words, feeds: number, sensors: number): string {
  if (feeds > 0 && sensors > 0)
    return t('unwell.both', {
      feeds: t('unwell.feeds', { count: feeds }),
      sensors: t('unwell.sensors', { count: sensors }),
    });
  if (sensors > 0) return t('sensors.notWell', { count: sensors });
  return feeds > 0 ? t('feeds.notWell', { count: feeds }) : t('feeds.allWell');
}

export function FeedsMark(): ReactNode {
  const t = useWords();
  const feeds = useLink((link) => link.feeds.filter(isUnwell).length);
  const sensors = useSensors((state) => state.sensors.filter(isSensorUnwell).length);
  const count = feeds + sensors;
  const any = useLink((link) => link.feeds.length > 0);
  if (!any) return null;
  return (
    <Button
      className={count > 0 ? 'feeds-unwell' : 'feeds-well'}
      look="flat"
      label={unwellWords(t, feeds, sensors)}
      icon={count > 0 ? <ObiWarningNoackIec useCssColor /> : <ObiAntenna />}
      hotkey="2"
      onClick={() => {
        // To where the trouble is.
        if (count > 0) useFeedsChoice.setState({ part: feeds > 0 ? 'feeds' : 'sensors' });
        goTo('feeds');
      }}
    />
  );
}
