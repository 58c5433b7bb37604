/** Over the map: why nothing is replayed, or how far it is made ready. Empty, loading and failed are told apart. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useArchive } from '../../store/find.ts';
import { useReplay, wishReplay } from '../../store/replay.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDateUtc, formatPercent, formatTimeUtc } from '../../ui/format.ts';
import { SLACK_MS } from './hand.ts';

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
  return phase === 'opening' ? <Note title={t('replay.opening')} /> : null;
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
