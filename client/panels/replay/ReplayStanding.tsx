/** Over the map: why nothing is replayed, or how far it is made ready. Empty, loading and failed are told apart. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { isReplayed, useReplay, wishReplay } from '../../store/replay.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDateUtc, formatPercent, formatTimeUtc } from '../../ui/format.ts';
import { useVersion } from '../../ui/useTick.ts';
import { useServices } from '../services.ts';
import { gapsOf } from './barscale.ts';
import { SLACK_MS, seek } from './hand.ts';
import { useCursor } from './useReplaying.ts';

export function ReplayStanding(): ReactNode {
  const t = useWords();
  const phase = useReplay((state) => state.phase);
  const fault = useReplay((state) => state.fault);
  const state = useReplay(({ replay }) => replay?.state);
  const progress = useReplay(({ replay }) => replay?.progress);
  const what = useReplay(({ replay }) => replay?.what);
  const wishedMs = useReplay(({ wanted }) => wanted.atMs);
  const summary = useArchive((archive) => archive.summary);
  const archiveFault = useArchive((archive) => archive.fault);
  const isOff = useArchive((archive) => archive.isOff);
  if (isOff) return <Note title={t('replay.archive.off')} text={t('replay.archive.off.long')} />;
  if (summary === undefined) {
    return archiveFault === undefined ? (
      <Note title={t('replay.archive.asking')} />
    ) : (
      <Note
        alarm
        title={t('replay.archive.down')}
        text={
          archiveFault.remedy === undefined
            ? archiveFault.what
            : `${archiveFault.what}. ${archiveFault.remedy}`
        }
      />
    );
  }
  const { fromMs, untilMs } = summary;
  if (fromMs === undefined || untilMs === undefined)
    return <Note title={t('replay.archive.none')} text={t('replay.archive.none.long')} />;
  if (phase === 'failed') {
    const before = wishedMs !== undefined && wishedMs < fromMs - SLACK_MS;
    return (
      <Note
        alarm
        title={before ? t('replay.before') : t('replay.failed')}
        text={
          before
            ? t('replay.before.long', { time: `${formatDateUtc(fromMs)} ${formatTimeUtc(fromMs)}` })
            : [fault?.what, fault?.remedy].filter(Boolean).join('. ')
        }
      >
        <Button
          look="raised"
          label={t(before ? 'replay.before.first' : 'replay.failed.again')}
          onClick={() => wishReplay(before ? { atMs: fromMs } : {})}
        />
      </Note>
    );
  }
  if (state === 'failed') return <Note alarm title={t('replay.failed')} text={what ?? ''} />;
  if (state === 'preparing')
    return <Note title={t('replay.preparing')} text={formatPercent(progress)} progress={progress ?? 0} />;
  return phase === 'opening' ? <Note title={t('replay.opening')} /> : <NothingThen />;
}

/** An empty picture in a time of which nothing was kept says so, and leads to what was. */
function NothingThen(): ReactNode {
  const t = useWords();
  const services = useServices();
  const { table } = services;
  useVersion(table, 1000);
  const cursor = useCursor();
  const histogram = useArchive((archive) => archive.histogram);
  if (cursor === undefined || histogram === undefined || table.count > 0 || !isReplayed()) return null;
  const gap = gapsOf(histogram).find(({ fromMs, untilMs }) => cursor >= fromMs && cursor < untilMs);
  if (gap === undefined) return null;
  const { fromMs, untilMs } = gap;
  const endMs = histogram.fromMs + histogram.stepMs * histogram.tracks.length;
  return (
    <Note title={t('replay.gap')} text={t('replay.gap.long')}>
      <div className="replay-acts">
        {fromMs > histogram.fromMs ? (
          <Button label={t('replay.gap.back')} onClick={() => seek(services, fromMs - histogram.stepMs)} />
        ) : null}
        {untilMs < endMs ? (
          <Button label={t('replay.gap.on')} onClick={() => seek(services, untilMs + histogram.stepMs)} />
        ) : null}
      </div>
    </Note>
  );
}

interface NoteProps {
  readonly title: string;
  readonly text?: string;
  readonly alarm?: boolean;
  readonly progress?: number;
  readonly children?: ReactNode;
}

function Note({ title, text, alarm, progress, children }: NoteProps): ReactNode {
  return (
    <div className="replay-note panel" role={alarm === true ? 'alert' : 'status'} data-alarm={alarm === true}>
      <strong>{title}</strong>
      {text === undefined || text === '' ? null : <p>{text}</p>}
      {progress === undefined ? null : <progress max={1} value={progress} aria-label={title} />}
      {children}
    </div>
  );
}
