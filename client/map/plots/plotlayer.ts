/** Raw plots: what sensors saw in the last seconds, before anyone decided what it is. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { PlotColumns } from '../../../proto/codec/plots.ts';
import type { Palette } from '../../store/view.ts';
import { INKS } from '../colours.ts';
import { FLAT } from '../tracklayer/rowlayer.ts';

const RADIUS_PX = 1.6;
/** A plot has faded to its faintest at this age. */
const FADED_AFTER_MS = 10_000;
const FAINTEST = 40;
const FRESH = 230;

export function plotLayer(
  visible: boolean,
  palette: Palette,
  plots: PlotColumns,
  nowMs: number,
  scale: number,
): Layer {
  const { lonLat } = plots;
  const colours = coloursOf(plots, palette, nowMs);
  return new ScatterplotLayer({
    id: 'plots',
    visible,
    data: { length: visible ? plots.count : 0 },
    getPosition: (_, { index }) => [lonLat[2 * index]!, lonLat[2 * index + 1]!],
    getFillColor: (_, { index }) => colours.subarray(4 * index, 4 * index + 4),
    radiusUnits: 'pixels',
    getRadius: RADIUS_PX * scale,
    parameters: FLAT,
  });
}

/** Ink that fades with age, RGBA a plot. */
export function coloursOf(plots: PlotColumns, palette: Palette, nowMs: number): Uint8Array {
  const [r, g, b] = INKS[palette].ink;
  const colours = new Uint8Array(plots.count * 4);
  for (let i = 0; i < plots.count; i++) {
    const share = Math.min(1, Math.max(0, (nowMs - plots.observedMs[i]!) / FADED_AFTER_MS));
    colours.set([r, g, b, Math.round(FRESH + (FAINTEST - FRESH) * share)], i * 4);
  }
  return colours;
}
