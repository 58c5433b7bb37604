/** Keeps the address bar and the view the same: a pasted URL restores, the back button goes back a workspace. */
import { useAlertView } from '../../store/alertview.ts';
import { useFind } from '../../store/find.ts';
import { cursorMs, useReplay } from '../../store/replay.ts';
import type { ReplayUrl } from '../../store/replayurl.ts';
import { useReplayView } from '../../store/replayview.ts';
import { cameraOf, formatView, parseView, type UrlView } from '../../store/url.ts';
import { type Camera, useView, type ViewState } from '../../store/view.ts';
import { rememberedPalette } from '../actions.ts';

/** Browsers refuse more than some hundred changes of the address in half a minute. */
const WRITE_EVERY_MS = 500;

const usual = useView.getInitialState();

function urlView(view: ViewState): UrlView {
  const { chosen } = useAlertView.getState();
  return {
    ...view,
    camera: cameraOf(view.viewport, view.camera),
    ...(chosen !== undefined && { alert: chosen }),
    ...(view.workspace === 'replay' && { replay: replayUrl() }),
  };
}

function replayUrl(): ReplayUrl {
  const { wanted, replay } = useReplay.getState();
  const { bar, part } = useReplayView.getState();
  const { question } = useFind.getState();
  return {
    mode: replay?.mode ?? wanted.mode,
    atMs: cursorMs(performance.now()),
    rate: replay?.rate ?? wanted.rate,
    range: wanted.range,
    loop: replay === undefined ? wanted.loop : replay.loop,
    bar,
    part,
    question,
  };
}

function restoreReplay({ mode, atMs, rate, range, loop, bar, part, question }: ReplayUrl): void {
  useReplay.setState({ wanted: { mode, atMs, rate, range, loop } });
  useReplayView.setState({ bar, part: question === undefined ? part : 'find' });
  useFind.setState({ question });
}

/** The usual camera is chosen for a screen of this height; others begin nearer or further, with the same area in sight. */
const USUAL_HEIGHT_PX = 1080;

function usualCamera(): Camera {
  const { camera } = usual;
  const nearer = Math.log2(Math.max(400, window.innerHeight) / USUAL_HEIGHT_PX);
  return { ...camera, zoom: camera.zoom + nearer };
}

function restore(search: string): void {
  const { alert, replay, ...parsed } = parseView(search);
  if (replay !== undefined) restoreReplay(replay);
  if (alert !== undefined) useAlertView.setState({ chosen: alert });
  const camera = parsed.camera ?? usualCamera();
  useView.setState((view) => ({
    ...parsed,
    camera,
    cameraRequest: view.cameraRequest + 1,
  }));
}

/** Restores what the URL says, else the palette of the last visit; then writes the URL as the view changes. */
export function joinUrl(): () => void {
  const palette = rememberedPalette();
  if (palette !== undefined) useView.setState({ palette });
  restore(location.search);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    const query = formatView(urlView(useView.getState()), usual);
    if (query !== location.search) history.replaceState(null, '', query);
  };
  const stop = useView.subscribe((view, before) => {
    // A change of workspace is a step that the back button undoes; where the URL says it already, it is that undoing.
    const said = parseView(location.search).workspace ?? 'picture';
    if (view.workspace !== before.workspace && view.workspace !== said) {
      history.pushState(null, '', formatView(urlView(view), usual));
    }
    timer ??= setTimeout(write, WRITE_EVERY_MS);
  });
  const stopAlerts = useAlertView.subscribe((now, before) => {
    if (now.chosen !== before.chosen) timer ??= setTimeout(write, WRITE_EVERY_MS);
  });
  // While a replay plays its time is written now and then; what a hand changes, at once.
  const stopReplays = [useReplay, useReplayView, useFind].map((store) =>
    store.subscribe(() => {
      if (useView.getState().workspace === 'replay') timer ??= setTimeout(write, WRITE_EVERY_MS);
    }),
  );
  const back = (): void => {
    const workspace = parseView(location.search).workspace ?? 'picture';
    useView.setState({ workspace });
  };
  window.addEventListener('popstate', back);
  return () => {
    stop();
    stopAlerts();
    for (const end of stopReplays) end();
    clearTimeout(timer);
    window.removeEventListener('popstate', back);
  };
}
