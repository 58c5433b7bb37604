/** Terra Draw on the map while something is drawn, loaded when it is needed for the first time. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { TerraDraw } from 'terra-draw';
import { drawingHasPointer, useDrawing } from '../../store/drawing.ts';
import { useRecords } from '../../store/records.ts';
import { useView } from '../../store/view.ts';
import type { Screen } from '../screen.ts';
import { snapTo } from './snap.ts';

/** A hand that trembles still clicks, CSS pixels. */
const DRAG_FROM_PX = 4;

async function terraDraw(map: MapLibreMap, screen: Screen, scale: number): Promise<TerraDraw> {
  const [{ TerraDraw }, { TerraDrawMapLibreGLAdapter }, { ShapeMode }] = await Promise.all([
    import('terra-draw'),
    import('terra-draw-maplibre-gl-adapter'),
    import('./shapemode.ts'),
  ]);
  const snap = (x: number, y: number) => {
    const besides = useDrawing.getState().drawing?.recordId;
    return snapTo(useRecords.getState().tables.zone.values(), besides, screen, x, y);
  };
  return new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({
      map,
      prefixId: 'drawing',
      minPixelDragDistance: DRAG_FROM_PX,
      minPixelDragDistanceDrawing: DRAG_FROM_PX,
    }),
    modes: [new ShapeMode({ screen, scale, snap })],
  });
}

/** Call when the style is loaded; `redraw` paints what is drawn. Returns the way to stop. */
export function joinDrawing(map: MapLibreMap, screen: Screen, scale: number, redraw: () => void): () => void {
  let pen: TerraDraw | undefined;
  let wanted = false;
  const follow = async (): Promise<void> => {
    const now = drawingHasPointer();
    if (now === wanted) return;
    wanted = now;
    if (!now) {
      if (pen?.enabled === true) pen.stop();
      return;
    }
    pen ??= await terraDraw(map, screen, scale);
    // Put away again while it was loaded.
    if (!wanted || pen.enabled) return;
    pen.start();
    pen.setMode('shape');
  };
  const stops = [
    useDrawing.subscribe(() => {
      void follow();
      redraw();
    }),
    useView.subscribe(() => void follow()),
  ];
  void follow();
  return () => {
    for (const stop of stops) stop();
    wanted = false;
    if (pen?.enabled === true) pen.stop();
  };
}
