/** Where the base map has written its names, so that the tracks' names can stand beside them instead of over them. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Screen } from '../screen.ts';
import type { Box } from './declutter.ts';

/** Layers of names: beside their dot, or around their place (see `basestyle/labellayers.ts`). */
const BESIDE = /-town$/;
const AROUND = /-(sea-name|feature|country|zone-name)$/;
/** A followed ship moves the map all the time: names are read at most this often. */
const READ_EVERY_MS = 1000;
/** More names than these no screen has room for. */
const MOST_NAMES = 300;
/** The style's `text-radial-offset` of towns, its `text-max-width` and its letter spacing, in ems. */
const OFFSET_EM = 0.55;
const LONGEST_LINE_EM = 7;
const SPACED_EM = 0.1;
const LINE_EM = 1.2;
/** Sizes at a desk: near enough, for names may be moved but need not be. */
const TOWN_PX = 12.5;
const AROUND_PX = 14;

interface PlaceName {
  readonly lon: number;
  readonly lat: number;
  readonly lines: readonly string[];
  readonly beside: boolean;
}

export class PlaceNames {
  #names: readonly PlaceName[] = [];

  /** Reads which names the map shows when it has come to rest after a change; returns the way to stop. */
  follow(map: MapLibreMap): () => void {
    let stale = true;
    let readAt = Number.NEGATIVE_INFINITY;
    const change = (): void => {
      stale = true;
    };
    const rest = (): void => {
      if (!stale || performance.now() - readAt < READ_EVERY_MS) return;
      stale = false;
      readAt = performance.now();
      this.#read(map);
    };
    map.on('moveend', change);
    map.on('sourcedata', change);
    map.on('idle', rest);
    return () => {
      map.off('moveend', change);
      map.off('sourcedata', change);
      map.off('idle', rest);
    };
  }

  #read(map: MapLibreMap): void {
    const layers = map.getLayersOrder().filter((id) => BESIDE.test(id) || AROUND.test(id));
    this.#names = map
      .queryRenderedFeatures({ layers })
      .slice(0, MOST_NAMES)
      .flatMap(({ geometry, properties, layer }): PlaceName[] => {
        const text = String(properties.nameEn ?? properties.name ?? '');
        if (geometry.type !== 'Point' || text === '') return [];
        const [lon = 0, lat = 0] = geometry.coordinates;
        const beside = BESIDE.test(layer.id);
        return [{ lon, lat, lines: beside ? [text] : wrapped(text), beside }];
      });
  }

  /** The boxes of the names on the screen as it stands, CSS pixels; `widthEm` measures a text in ems. */
  boxes(screen: Screen, scale: number, widthEm: (text: string) => number): Box[] {
    return this.#names.flatMap(({ lon, lat, lines, beside }): Box[] => {
      const em = scale * (beside ? TOWN_PX : AROUND_PX);
      const x = screen.x(lon);
      const y = screen.y(lat);
      if (!screen.shows(x, y, LONGEST_LINE_EM * em)) return [];
      const spaced = (line: string): number => widthEm(line) + (beside ? 0 : SPACED_EM * line.length);
      const width = em * Math.max(...lines.map(spaced));
      const half = (em * LINE_EM * lines.length) / 2;
      // The dot belongs to its name.
      const left = beside ? x - em / 3 : x - width / 2;
      const right = beside ? x + OFFSET_EM * em + width : x + width / 2;
      return [{ left, top: y - half, right, bottom: y + half }];
    });
  }
}

/** Roughly as the map breaks a name into lines: at spaces, none much longer than allowed. */
function wrapped(text: string): string[] {
  const longest = LONGEST_LINE_EM / 0.6;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < longest)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
