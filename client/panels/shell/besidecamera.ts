/** The same page beside another's replay: it goes where that one goes, and in its colours. Of this origin alone. */
import { flyTo, PALETTES, useView } from '../../store/view.ts';

/** The member of the message that carries the camera. */
export const CAMERA_MESSAGE = 'watchfloor.camera';

/** Of the type of the page around it. */
const FRAMED = 0.62;

/** Listens while this page is in a frame of another; returns the way to stop. */
export function followBeside(): () => void {
  if (window.parent === window) return () => {};
  // A wall is read from afar; beside a replay it is a part of a desk's screen.
  const desk = Number.parseFloat(getComputedStyle(window.parent.document.documentElement).fontSize);
  document.documentElement.style.fontSize = `${desk * FRAMED}px`;
  const hear = ({ origin, source, data }: MessageEvent): void => {
    if (origin !== location.origin || source !== window.parent || typeof data !== 'object') return;
    const { lat, lon, zoom } = data?.[CAMERA_MESSAGE] ?? {};
    if (![lat, lon, zoom].every(Number.isFinite)) return;
    flyTo({ lat, lon, zoom });
    const palette = PALETTES.find((known) => known === data.palette);
    if (palette !== undefined) useView.setState({ palette });
  };
  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
}
