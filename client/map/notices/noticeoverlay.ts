/** Notices on the map: told anew only when something of them changed, above the zones and below the tracks. */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { say } from '../../messages/words.ts';
import { noticesToDraw, useSurroundings } from '../../store/surroundings.ts';
import { useView } from '../../store/view.ts';
import { setImages, smallestFirst } from '../zones/shapes.ts';
import { noticeFeatures } from './noticefeatures.ts';
import { noticePattern, noticeSign, patternName, RANKS, signName } from './noticesigns.ts';
import { noticeLayers, SHAPES, SIGNS } from './noticestyle.ts';

/** Ages are written to the second below two minutes: looked at this often, and told where they read otherwise. */
const LOOK_EVERY_MS = 5000;
/** An edge or a sign is meant from this far off, CSS pixels. */
const REACH_PX = 5;

export interface NoticesHere {
  /** By an edge or a sign, the smallest first. */
  readonly exact: readonly string[];
  /** That lie below it, the smallest first. */
  readonly within: readonly string[];
}

export class NoticeOverlay {
  readonly #map: MapLibreMap;
  readonly #scale: number;
  readonly #nowMs: () => number;
  #told = '';
  readonly #ends: (() => void)[] = [];

  /** Call when the style is loaded. */
  constructor(map: MapLibreMap, scale: number, nowMs: () => number) {
    this.#map = map;
    this.#scale = scale;
    this.#nowMs = nowMs;
    for (const source of [SHAPES, SIGNS])
      map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    this.#addImages();
    const layers = noticeLayers(useView.getState().palette, scale);
    const above = map.getLayersOrder().find((id) => map.getLayer(id)?.type === 'custom');
    for (const layer of layers) map.addLayer(layer, above);
    this.#showChosen();
    this.#tell();
    const timer = setInterval(() => this.#tell(), LOOK_EVERY_MS);
    this.#ends.push(
      () => clearInterval(timer),
      useSurroundings.subscribe((now, before) => {
        if (now.notices !== before.notices) this.#tell();
      }),
      useView.subscribe((now, before) => {
        if (now.palette !== before.palette) this.#recolour();
        if (now.layers.notices !== before.layers.notices) this.#tell();
        if (now.chosenSaid !== before.chosenSaid) this.#showChosen();
      }),
    );
  }

  stop(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  at(x: number, y: number): NoticesHere {
    const reach = REACH_PX * this.#scale;
    const exact = this.#map.queryRenderedFeatures(
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ],
      { layers: ['notice-edge', 'notice-sign'] },
    );
    const within = this.#map.queryRenderedFeatures([x, y], { layers: ['notice-fill'] });
    return { exact: smallestFirst(exact), within: smallestFirst(within) };
  }

  #showChosen(): void {
    const { chosenSaid } = useView.getState();
    const chosen = chosenSaid?.kind === 'notice' ? chosenSaid.id : '';
    this.#map.setFilter('notice-chosen', ['==', ['get', 'id'], chosen]);
  }

  #tell(): void {
    const nowMs = this.#nowMs();
    const { notices } = useSurroundings.getState();
    const features = noticeFeatures(
      say,
      noticesToDraw(notices, useView.getState().layers.notices, nowMs),
      nowMs,
    );
    if (features.signature === this.#told) return;
    this.#told = features.signature;
    this.#map.getSource<GeoJSONSource>(SHAPES)?.setData(features.shapes);
    this.#map.getSource<GeoJSONSource>(SIGNS)?.setData(features.signs);
  }

  #recolour(): void {
    this.#addImages();
    for (const layer of noticeLayers(useView.getState().palette, this.#scale)) {
      for (const [property, value] of Object.entries(layer.paint ?? {}))
        this.#map.setPaintProperty(layer.id, property as 'line-color', value as string);
    }
  }

  #addImages(): void {
    const { palette } = useView.getState();
    const images = RANKS.flatMap((rank) => [
      [signName(rank), noticeSign(palette, rank, this.#scale)] as const,
      [patternName(rank), noticePattern(palette, rank, this.#scale)] as const,
    ]);
    setImages(this.#map, images);
  }
}
