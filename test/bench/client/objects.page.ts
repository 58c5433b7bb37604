/**
 * What deck.gl's documentation shows for live data: objects by id, a new array for `data`, accessor functions. Icons of an
 * atlas turned by heading, and a line ahead of each ship, as our map draws them.
 */
import { Deck } from '@deck.gl/core';
import { IconLayer, LineLayer } from '@deck.gl/layers';
import type { JsonTrack } from '../fleet.side.ts';
import { begin, type Side } from './page.ts';

/** Travel time of the line ahead, seconds. */
const AHEAD_S = 360;
const DEG_PER_KN_S = 1852 / 3600 / 111_195;

/** One icon, white: `mask` lets it be coloured. */
function atlas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 128;
  canvas.height = 64;
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  for (const left of [0, 64]) {
    context.beginPath();
    context.moveTo(left + 32, 4);
    context.lineTo(left + 56, 60);
    context.lineTo(left + 8, 60);
    context.fill();
  }
  return canvas;
}

const ICONS = {
  moving: { x: 0, y: 0, width: 64, height: 64, mask: true },
  resting: { x: 64, y: 0, width: 64, height: 64, mask: true },
};

function ahead({ lat, lon, sogKn, cogDeg }: JsonTrack): [number, number] {
  const way = sogKn * DEG_PER_KN_S * AHEAD_S;
  const course = (cogDeg * Math.PI) / 180;
  return [lon + (way * Math.sin(course)) / Math.cos((lat * Math.PI) / 180), lat + way * Math.cos(course)];
}

begin(async (canvas, viewState): Promise<Side> => {
  const byId = new Map<string, JsonTrack>();
  const deck = new Deck({ canvas, width: canvas.clientWidth, height: canvas.clientHeight, viewState });
  const iconAtlas = (await createImageBitmap(atlas())) as unknown as string;
  const decoder = new TextDecoder();
  const layers = () => {
    const data = [...byId.values()];
    return [
      new LineLayer<JsonTrack>({
        id: 'vectors',
        data,
        getSourcePosition: ({ lon, lat }) => [lon, lat],
        getTargetPosition: ahead,
        getColor: ({ state }) => (state === 0 ? [40, 160, 90] : [120, 120, 120]),
        getWidth: 1.5,
      }),
      new IconLayer<JsonTrack>({
        id: 'ships',
        data,
        iconAtlas,
        iconMapping: ICONS,
        getIcon: ({ sogKn }) => (sogKn > 0.5 ? 'moving' : 'resting'),
        getPosition: ({ lon, lat }) => [lon, lat],
        getAngle: ({ headingDeg }) => -headingDeg,
        getColor: ({ state }) => (state === 0 ? [40, 160, 90] : [120, 120, 120]),
        getSize: 12,
      }),
    ];
  };
  return {
    deck,
    start: () => undefined,
    apply(bytes) {
      for (const track of JSON.parse(decoder.decode(bytes)) as JsonTrack[]) byId.set(track.id, track);
      deck.setProps({ layers: layers() });
    },
    upload: () => undefined,
    move: () => undefined,
    shown: () => byId.size,
  };
});
