/** The values of the graticule's lines, along the top and the right edge of the map. */
import { css, type Ink } from '../colours.ts';
import { WORLD_PX } from '../scale.ts';
import type { Screen } from '../screen.ts';
import { graticuleStepMin, gridValues } from './steps.ts';

/** Distance from the edge, CSS pixels. */
const INSET_PX = 4;

/** `41°20′N`, `019°30.5′E`: whole degrees and the minutes that the step needs. */
export function gridText(deg: number, degreeDigits: number, positive: string, negative: string): string {
  const minutes = Math.round(Math.abs(deg) * 60 * 100) / 100;
  const whole = Math.floor(minutes / 60);
  const rest = minutes - whole * 60;
  const digits = String(whole).padStart(degreeDigits, '0');
  const side = deg < 0 ? negative : positive;
  if (rest === 0) return `${digits}°${side}`;
  const restText = rest.toFixed(2).replace(/\.?0+$/, '');
  return `${digits}°${restText.padStart(restText.includes('.') ? restText.length : 2, '0')}′${side}`;
}

export function paintGridLabels(
  context: CanvasRenderingContext2D,
  screen: Screen,
  viewport: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  ink: Ink,
  scale: number,
): void {
  const stepMin = graticuleStepMin((WORLD_PX * 2 ** screen.zoom) / 360);
  context.font = `400 ${11 * scale}px "Noto Sans", sans-serif`;
  context.lineWidth = 3 * scale;
  context.lineJoin = 'round';
  context.strokeStyle = css(ink.halo);
  context.fillStyle = css(ink.ink);
  const write = (text: string, x: number, y: number): void => {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  };
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const lon of gridValues(viewport.west, viewport.east, stepMin)) {
    const wrapped = ((((lon + 180) % 360) + 360) % 360) - 180;
    write(gridText(wrapped, 3, 'E', 'W'), screen.x(lon), INSET_PX);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const lat of gridValues(viewport.south, viewport.north, stepMin))
    write(gridText(lat, 2, 'N', 'S'), screen.width - screen.right - INSET_PX, screen.y(lat));
}
