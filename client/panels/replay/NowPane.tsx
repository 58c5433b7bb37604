/** The live picture beside the replay: the wall of this same page in a frame of its own, over the same place. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useReplayView } from '../../store/replayview.ts';
import { cameraOf, formatView } from '../../store/url.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { CAMERA_MESSAGE } from '../shell/besidecamera.ts';

/** The wall in the same colours, where the map of the replay is now. */
function wallUrl(): string {
  const { viewport, camera, palette, layers } = useView.getState();
  const usual = useView.getInitialState();
  return formatView(
    { ...usual, workspace: 'wall', palette, layers, camera: cameraOf(viewport, camera) },
    usual,
  );
}

export function NowPane(): ReactNode {
  const t = useWords();
  const [src] = useState(wallUrl);
  const frame = useRef<HTMLIFrameElement>(null);
  const tell = (): void => {
    const { viewport, camera, palette } = useView.getState();
    const message = { [CAMERA_MESSAGE]: cameraOf(viewport, camera), palette };
    frame.current?.contentWindow?.postMessage(message, location.origin);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads what is there when it tells
  useEffect(
    () =>
      useView.subscribe((view, before) => {
        if (view.viewport !== before.viewport || view.palette !== before.palette) tell();
      }),
    [],
  );
  return (
    <section className="replay-now panel" aria-label={t('replay.now')}>
      <header className="replay-now-head">
        <strong>{t('replay.now')}</strong>
        <a className="card-link" href={src} target="_blank" rel="noreferrer">
          {t('replay.now.window')}
        </a>
        <Button
          label={t('replay.now.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          onClick={() => useReplayView.setState({ beside: 'track' })}
        />
      </header>
      <iframe ref={frame} src={src} title={t('replay.now')} onLoad={tell} />
    </section>
  );
}
