/**
 * The pointer while a shape is drawn. Terra Draw tells clicks from drags and touches and works the map under them; what
 * they mean for the shape is decided here and kept in the store, where typing changes it as well.
 */
import { TerraDrawExtend, type TerraDrawMouseEvent } from 'terra-draw';
import { wrapLongitude } from '../../../proto/domain/geo.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { geodesicBetween } from '../../../proto/domain/shapes/geodesics.ts';
import { type Drawing, draw, drawOver, setDrawing, useDrawing } from '../../store/drawing.ts';
import { type Pen, withCorner, withCornerAt, withoutCorner } from '../../store/pen.ts';
import type { Screen } from '../screen.ts';
import { type Handle, handleAt, handlesOf } from './handles.ts';

export interface ShapeModeOptions {
  readonly screen: Screen;
  /** Size factor for screens read from afar. */
  readonly scale: number;
  /** What a place of the screen snaps to, CSS pixels. */
  readonly snap: (x: number, y: number) => LatLon | undefined;
}

const HANDLE_REACH_PX = 11;
type Draggability = (enabled: boolean) => void;

export class ShapeMode extends TerraDrawExtend.TerraDrawBaseDrawMode<TerraDrawExtend.CustomStyling> {
  override mode = 'shape';
  readonly #options: ShapeModeOptions;
  /** Under the pointer before it was pressed: a drag is only told once it has gone some way. */
  #under: Handle | undefined;
  #held: { readonly handle: Handle; readonly before: Pen } | undefined;

  constructor(options: ShapeModeOptions) {
    super();
    this.#options = options;
  }

  start(): void {
    this.setStarted();
    this.setDoubleClickToZoom(false);
    this.setCursor('crosshair');
  }

  stop(): void {
    this.cleanUp();
    this.setStopped();
    this.setDoubleClickToZoom(true);
    this.setCursor('unset');
  }

  cleanUp(): void {
    this.#held = undefined;
    this.#under = undefined;
  }

  /** Nothing of the shape is in Terra Draw's own store: the map paints it in the palette's colours, with a halo. */
  styleFeature(): ReturnType<typeof TerraDrawExtend.getDefaultStyling> {
    return TerraDrawExtend.getDefaultStyling();
  }

  override onMouseMove(event: TerraDrawMouseEvent): void {
    const { drawing } = useDrawing.getState();
    if (drawing === undefined) return;
    const handle = this.#handle(drawing, event);
    this.#under = handle;
    this.setCursor(handle === undefined ? (drawing.tool === 'add' ? 'crosshair' : 'grab') : 'move');
    setDrawing({ pointer: this.#place(drawing, event) });
  }

  override onClick(event: TerraDrawMouseEvent): void {
    const { drawing } = useDrawing.getState();
    if (drawing === undefined) return;
    const handle = this.#handle(drawing, event);
    if (event.button === 'right' || event.isContextMenu) {
      if (handle?.what === 'corner') draw((pen) => withoutCorner(pen, handle.at));
      return;
    }
    if (drawing.tool === 'add') this.#add(drawing, handle, this.#place(drawing, event));
    else if (handle?.what === 'middle') {
      draw((pen) => withCorner(pen, normal(handle.place), handle.at));
      setDrawing({ chosen: handle.at });
    } else setDrawing({ chosen: handle?.what === 'corner' ? handle.at : undefined });
  }

  override onDragStart(event: TerraDrawMouseEvent, setMapDraggability: Draggability): void {
    const { drawing } = useDrawing.getState();
    const handle = drawing && (this.#under ?? this.#handle(drawing, event));
    if (drawing === undefined || handle === undefined) return;
    // While corners are added, the way between two of them is no handle: a drag there moves the map.
    if (handle.what === 'middle' && drawing.tool === 'add') return;
    setMapDraggability(false);
    this.#held = { handle, before: drawing.pen };
    if (handle.what !== 'radius') setDrawing({ chosen: handle.at });
  }

  override onDrag(event: TerraDrawMouseEvent): void {
    const { drawing } = useDrawing.getState();
    const held = this.#held;
    if (drawing === undefined || held === undefined) return;
    const { handle, before } = held;
    const place = this.#place(drawing, event);
    setDrawing({ pointer: place });
    if (handle.what === 'radius') drawOver(before, { ...before, radiusM: radiusTo(before, place) });
    else if (handle.what === 'middle') drawOver(before, withCorner(before, normal(place), handle.at));
    else drawOver(before, withCornerAt(before, handle.at, normal(place)));
  }

  override onDragEnd(_event: TerraDrawMouseEvent, setMapDraggability: Draggability): void {
    this.#held = undefined;
    this.#under = undefined;
    setMapDraggability(true);
  }

  #add({ pen, owner }: Drawing, handle: Handle | undefined, place: LatLon): void {
    const count = pen.corners.length;
    if (pen.kind === 'circle') {
      // A crossing point is a place alone: each click is another.
      if (count === 0 || owner === 'crossing') draw((now) => withCorner(now, normal(place)));
      else {
        draw((now) => ({ ...now, radiusM: radiusTo(now, place) }));
        setDrawing({ tool: 'edit' });
      }
      return;
    }
    // Closed by its first corner, ended by its last: the second click of a double click means that too.
    const ends =
      handle?.what === 'corner' && (handle.at === count - 1 || (pen.kind === 'polygon' && handle.at === 0));
    const enough = count >= (pen.kind === 'polygon' ? 3 : 2);
    if (ends) {
      if (enough) setDrawing({ tool: 'edit', chosen: undefined });
      return;
    }
    draw((now) => withCorner(now, normal(place)));
    setDrawing({ chosen: count });
  }

  #handle({ pen }: Drawing, { containerX, containerY }: TerraDrawMouseEvent): Handle | undefined {
    const { screen, scale } = this.#options;
    return handleAt(handlesOf(pen), screen, containerX, containerY, HANDLE_REACH_PX * scale);
  }

  #place(drawing: Drawing, event: TerraDrawMouseEvent): LatLon & { readonly snapped: boolean } {
    const near = drawing.snaps ? this.#options.snap(event.containerX, event.containerY) : undefined;
    return near === undefined
      ? { lat: event.lat, lon: event.lng, snapped: false }
      : { ...near, snapped: true };
  }
}

/** The map may show a copy of the world: what is kept is on the one. A centimetre is the seventh decimal. */
const normal = ({ lat, lon }: LatLon): LatLon => ({
  lat: Number(lat.toFixed(7)),
  lon: Number(wrapLongitude(lon).toFixed(7)),
});

function radiusTo({ corners: [centre] }: Pen, place: LatLon): number | undefined {
  if (centre === undefined) return undefined;
  return Math.max(1, Math.round(geodesicBetween(centre, place).distanceM));
}
