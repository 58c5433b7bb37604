/** The place of what is entered, clicked on the map or typed: each follows the other. */
import { useEffect } from 'react';
import { parsePosition } from '../../../proto/domain/position.ts';
import { beginDrawing, draw, endDrawing, useDrawing } from '../../store/drawing.ts';
import { withCorner } from '../../store/pen.ts';
import { formatPosition } from '../../ui/format.ts';
import { changeCrossing } from './useCrossingDraft.ts';

export function usePlaceOnMap(position: string): void {
  const clicked = useDrawing((state) =>
    state.drawing?.owner === 'crossing' ? state.drawing.pen.corners[0] : undefined,
  );
  useEffect(() => {
    beginDrawing('crossing', 'circle');
    return () => {
      if (useDrawing.getState().drawing?.owner === 'crossing') endDrawing();
    };
  }, []);
  useEffect(() => {
    const spot = parsePosition(position);
    if (spot === undefined) return;
    draw((pen) => {
      const [known] = pen.corners;
      const same =
        known !== undefined && formatPosition(known.lat, known.lon) === formatPosition(spot.lat, spot.lon);
      return same ? pen : withCorner(pen, spot);
    });
  }, [position]);
  useEffect(() => {
    if (clicked !== undefined) changeCrossing({ position: formatPosition(clicked.lat, clicked.lon) });
  }, [clicked]);
}
