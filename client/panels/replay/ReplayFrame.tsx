/** Round the map of a replay: that it is one, in words and stripes. By the frame on the screen, not by the workspace. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { useReplay, useReplayed } from '../../store/replay.ts';
import { formatDateUtc, formatTimeUtc } from '../../ui/format.ts';
import { useVersion } from '../../ui/useTick.ts';
import { useServices } from '../services.ts';
import { marksOf } from './natures.ts';
import { rateWords } from './ratewords.ts';
import { useCursor } from './useReplaying.ts';
import './replayframe.css';

export const ReplayFrame = (): ReactNode => (useReplayed() ? <Frame /> : null);

function Frame(): ReactNode {
  const t = useWords();
  const cursor = useCursor();
  const rate = useLink((link) => link.clockRate);
  const isDemonstration = useLink((link) => link.demonstration);
  const { table } = useServices();
  useVersion(table, 1000);
  const marks = marksOf(table.statics, isDemonstration);
  const again = useReplay(({ replay }) => replay?.mode === 'again');
  return (
    <>
      <div className="replay-frame" aria-hidden="true" />
      <p className="replay-tag">
        <strong>{t('replay.mark')}</strong>
        <span className="num">{`${formatDateUtc(cursor)} ${formatTimeUtc(cursor)} ${t('time.utc')}`}</span>
        <span>{t(again ? 'replay.mode.again' : 'replay.mode.known')}</span>
        <span className="num">{rateWords(t, rate)}</span>
        {marks.synthetic && <strong title={t('nature.synthetic.long')}>{t('nature.synthetic')}</strong>}
        {marks.recorded && <strong title={t('replay.recorded.long')}>{t('nature.recorded')}</strong>}
      </p>
    </>
  );
}
