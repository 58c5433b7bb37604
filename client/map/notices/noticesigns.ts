/** The signs of notices, and the pattern of their areas. */
import type { NoticeRank } from '../../store/surroundings.ts';
import type { Palette } from '../../store/view.ts';
import { NOTICE_FORMS, NOTICE_MARKS } from '../../ui/noticeforms.ts';
import { css, INKS, oklchToRgba, type Rgba } from '../colours.ts';
import { pathOf } from '../signpath.ts';
import { HATCH_RATIO, type Pixels } from '../zones/hatches.ts';

export const RANKS: readonly NoticeRank[] = ['distress', 'restricted', 'caution', 'information'];
export const signName = (rank: NoticeRank): string => `notice-sign-${rank}`;
export const patternName = (rank: NoticeRank): string => `notice-pattern-${rank}`;

const SIGN_PX = 22;
const TILE_PX = 22;

/** Lightness, chroma and hue (OKLCH): magenta restricts as on charts, amber cautions, red is danger's alone. */
const LIGHT: { readonly [P in Palette]: number } = { bright: 0.46, day: 0.46, dusk: 0.78, night: 0.7 };
const TONES: { readonly [R in Exclude<NoticeRank, 'distress'>]: readonly [chroma: number, hue: number] } = {
  restricted: [0.15, 335],
  caution: [0.12, 75],
  information: [0.07, 230],
};

export function noticeColour(palette: Palette, rank: NoticeRank): Rgba {
  if (rank === 'distress') return INKS[palette].danger;
  const [chroma, hue] = TONES[rank];
  return oklchToRgba(LIGHT[palette], chroma, hue);
}

export function noticeSign(palette: Palette, rank: NoticeRank, scale: number): Pixels | undefined {
  const { halo } = INKS[palette];
  const colour = css(noticeColour(palette, rank));
  return painted(SIGN_PX * scale, (context, side) => {
    context.scale(side / 24, side / 24);
    context.lineJoin = 'round';
    const form = pathOf(NOTICE_FORMS[rank]);
    context.fillStyle = css([halo[0], halo[1], halo[2], 255]);
    context.fill(form);
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke(form);
    context.fillStyle = colour;
    context.fill(pathOf(NOTICE_MARKS[rank]), 'evenodd');
  });
}

/** Level dashes, every other row shifted: no zone's hatching is level. */
export function noticePattern(palette: Palette, rank: NoticeRank, scale: number): Pixels | undefined {
  return painted(TILE_PX * scale, (context, side) => {
    context.scale(side / TILE_PX, side / TILE_PX);
    context.fillStyle = css(noticeColour(palette, rank));
    context.fillRect(1, 5, 7, 1.2);
    context.fillRect(12, 16, 7, 1.2);
  });
}

/** Undefined where the page can paint nothing. */
function painted(
  sidePx: number,
  paint: (context: OffscreenCanvasRenderingContext2D, side: number) => void,
): Pixels | undefined {
  const side = Math.round(sidePx * HATCH_RATIO);
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (context === null) return undefined;
  paint(context, side);
  const { data } = context.getImageData(0, 0, side, side);
  return { width: side, height: side, data: new Uint8Array(data.buffer) };
}
