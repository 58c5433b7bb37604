/** Zones on the map: one source, told anew only when something of them changed, between the base map and the tracks. */
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Crossing } from '../../../proto/domain/operations/area.ts';
import { ZONE_PURPOSES } from '../../../proto/domain/operations/zone.ts';
import { type MessageKey, say } from '../../messages/words.ts';
import { useDrawing } from '../../store/drawing.ts';
import { tablesShown, watchTables } from '../../store/replay.ts';
import { useView } from '../../store/view.ts';
import { ZONE_STANDINGS } from '../../store/zonestanding.ts';
import { INKS, zoneColour } from '../colours.ts';
import { crossingArrow, hatch } from './hatches.ts';
import { setImages, smallestFirst } from './shapes.ts';
import { zoneFeatures } from './zonefeatures.ts';
import { arrowName, hatchName, NAMES, SHAPES, zoneLayers } from './zonestyle.ts';

/** Schedules begin and end on the minute. */
const LOOK_EVERY_S = 15;
const CROSSINGS: readonly Crossing[] = ['both', 'leftToRight', 'rightToLeft'];
/** An edge or a name is meant from this far off, CSS pixels. */
const REACH_PX = 5;
const EXACT = ['plan-zone-edge', 'plan-zone-name', 'plan-line-zone-name', 'plan-zone-arrow'];

export interface ZonesHere {
  /** By an edge or a name, the smallest first. */
  readonly exact: readonly string[];
  /** That lie below it, the smallest first. */
  readonly within: readonly string[];
}

export class ZoneOverlay {
  readonly #map: MapLibreMap;
  readonly #scale: number;
  readonly #nowMs: () => number;
  #told = '';
  #toldMs = 0;
  #layerIds: readonly string[] = [];
  readonly #ends: (() => void)[] = [];

  /** Call when the style is loaded. */
  constructor(map: MapLibreMap, scale: number, nowMs: () => number) {
    this.#map = map;
    this.#scale = scale;
    this.#nowMs = nowMs;
    const empty = { type: 'FeatureCollection', features: [] } as const;
    map.addSource(SHAPES, { type: 'geojson', data: { ...empty, features: [] } });
    map.addSource(NAMES, { type: 'geojson', data: { ...empty, features: [] } });
    this.#addImages();
    const layers = zoneLayers(useView.getState().palette, scale, zoneWords());
    this.#layerIds = layers.map(({ id }) => id);
    const above = map.getLayersOrder().find((id) => map.getLayer(id)?.type === 'custom');
    for (const layer of layers) map.addLayer(layer, above);
    this.show();
    this.#tell();
    let looked = 0;
    const timer = setInterval(() => {
      looked += 1;
      // Until the picture has a time it cannot be said how a zone stands.
      if (this.#toldMs === 0 || looked % LOOK_EVERY_S === 0) this.#tell();
    }, 1000);
    this.#ends.push(
      () => clearInterval(timer),
      watchTables((now, before) => {
        if (now.zone !== before.zone) this.#tell();
      }),
      useDrawing.subscribe((now, before) => {
        if (now.drawing?.recordId !== before.drawing?.recordId) this.#tell();
      }),
      useView.subscribe((now, before) => {
        if (now.palette !== before.palette) this.#recolour();
        if (now.layers.zones !== before.layers.zones || now.chosenRecord !== before.chosenRecord) this.show();
      }),
    );
  }

  stop(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  /** Brings to the map which layers are shown and which zone is chosen. */
  show(): void {
    const { layers, chosenRecord } = useView.getState();
    for (const id of this.#layerIds)
      this.#map.setLayoutProperty(id, 'visibility', layers.zones ? 'visible' : 'none');
    const chosen = chosenRecord?.kind === 'zone' ? chosenRecord.id : '';
    this.#map.setFilter('plan-zone-chosen', ['==', ['get', 'id'], chosen]);
  }

  at(x: number, y: number): ZonesHere {
    if (!useView.getState().layers.zones) return { exact: [], within: [] };
    const reach = REACH_PX * this.#scale;
    const exact = this.#map.queryRenderedFeatures(
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ],
      { layers: EXACT },
    );
    const within = this.#map.queryRenderedFeatures([x, y], { layers: ['plan-zone-fill'] });
    return { exact: smallestFirst(exact), within: smallestFirst(within) };
  }

  #tell(): void {
    const tables = tablesShown();
    const hidden = useDrawing.getState().drawing?.recordId;
    this.#toldMs = this.#nowMs();
    const features = zoneFeatures(tables.zone.values(), this.#toldMs, hidden);
    if (features.signature === this.#told) return;
    this.#told = features.signature;
    this.#map.getSource<GeoJSONSource>(SHAPES)?.setData(features.shapes);
    this.#map.getSource<GeoJSONSource>(NAMES)?.setData(features.names);
  }

  #recolour(): void {
    this.#addImages();
    for (const layer of zoneLayers(useView.getState().palette, this.#scale, zoneWords())) {
      for (const [property, value] of Object.entries(layer.paint ?? {}))
        this.#map.setPaintProperty(layer.id, property as 'line-color', value as string);
    }
  }

  #addImages(): void {
    const { palette } = useView.getState();
    const images = [
      ...ZONE_PURPOSES.map(
        (purpose) => [hatchName(purpose), hatch(purpose, zoneColour(palette, purpose), this.#scale)] as const,
      ),
      ...CROSSINGS.map(
        (crossing) => [arrowName(crossing), crossingArrow(crossing, INKS[palette].ink, this.#scale)] as const,
      ),
    ];
    setImages(this.#map, images);
  }
}

/** A name, and below it what the zone is for and how it stands where it is not simply active. */
function zoneWords(): ExpressionSpecification {
  const word = (property: string, keys: readonly string[], key: (one: string) => MessageKey): unknown[] => [
    'match',
    ['get', property],
    ...keys.flatMap((one) => [one, say(key(one))]),
    '',
  ];
  const standing = word(
    'standing',
    ZONE_STANDINGS.filter((one) => one !== 'active'),
    (one) => `zone.standing.${one}` as MessageKey,
  );
  return [
    'format',
    ['get', 'name'],
    {},
    '\n',
    {},
    [
      'concat',
      word('purpose', ZONE_PURPOSES, (one) => `zone.purpose.${one}` as MessageKey),
      ['case', ['==', ['get', 'standing'], 'active'], '', ' · '],
      standing,
    ],
    { 'font-scale': 0.85 },
  ] as unknown as ExpressionSpecification;
}
