import { afterEach, describe, expect, test } from 'vitest';
import {
  beginDrawing,
  draw,
  drawingHasPointer,
  drawOver,
  endDrawing,
  redo,
  undo,
  useDrawing,
} from '../../../client/store/drawing.ts';
import { withCorner, withCornerAt } from '../../../client/store/pen.ts';
import { select, useView } from '../../../client/store/view.ts';
import { trackId } from '../../../proto/domain/ids.ts';

const usual = useView.getInitialState();
const a = { lat: 41, lon: 19 };
const b = { lat: 41.1, lon: 19.2 };
const corners = () => useDrawing.getState().drawing?.pen.corners;

afterEach(() => {
  endDrawing();
  useView.setState(usual);
});

describe('drawing', () => {
  test('goes back and forth over every step; a new step ends what was taken back', () => {
    beginDrawing('zone');
    draw((pen) => withCorner(pen, a));
    draw((pen) => withCorner(pen, b));
    undo();
    expect(corners()).toEqual([a]);
    undo();
    expect(corners()).toEqual([]);
    undo();
    redo();
    redo();
    expect(corners()).toEqual([a, b]);
    undo();
    draw((pen) => withCorner(pen, { lat: 40, lon: 18 }));
    redo();
    expect(corners()).toEqual([a, { lat: 40, lon: 18 }]);
  });

  test('a drag over many places is one step back', () => {
    beginDrawing('zone', { kind: 'line', line: [a, b], crossing: 'both' });
    const before = useDrawing.getState().drawing!.pen;
    for (const lat of [41.2, 41.3, 41.4]) drawOver(before, withCornerAt(before, 1, { lat, lon: 19.2 }));
    expect(corners()?.[1]?.lat).toBe(41.4);
    undo();
    expect(corners()).toEqual([a, b]);
    undo();
    expect(corners()).toEqual([a, b]);
  });

  test('what changes nothing is no step', () => {
    beginDrawing('zone');
    draw((pen) => pen);
    expect(useDrawing.getState().past).toEqual([]);
  });

  test('has the pointer unless something else is looked at or measured', () => {
    expect(drawingHasPointer()).toBe(false);
    beginDrawing('zone');
    expect(drawingHasPointer()).toBe(true);
    select(trackId(1, 7));
    expect(drawingHasPointer()).toBe(false);
    expect(useDrawing.getState().drawing).toBeDefined();
    select(undefined);
    useView.setState({ measure: {} });
    expect(drawingHasPointer()).toBe(false);
    useView.setState({ measure: undefined, workspace: 'feeds' });
    expect(drawingHasPointer()).toBe(false);
  });
});
