/** Places that have a name: sensors, units of ours, towns. A bearing is taken from one of them more often than from a number. */
import { useMemo } from 'react';
import { parsePosition } from '../../../proto/domain/position.ts';
import { useSensors } from '../../store/sensors.ts';
import { foldText } from '../../store/text.ts';
import type { TrackTable } from '../../store/tracks.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import { lastPlace } from '../../store/whereabouts.ts';
import { useServices } from '../services.ts';
import type { Locate } from './draft.ts';

export interface Landmark {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

/** Units of ours in the table, as they are now. */
export function unitsOf(table: TrackTable): readonly Landmark[] {
  const units: Landmark[] = [];
  for (let row = 0; row < table.count; row += 1) {
    const name = table.statics[row]?.name;
    if (!name || vesselClass(table.kind[row] ?? 0, 0) !== 'unit') continue;
    units.push({ name, ...lastPlace(table.motion, row) });
  }
  return units;
}

/** Reads a position, or the whole name of a landmark whatever its case and accents. */
export function locateAmong(landmarks: readonly Landmark[]): Locate {
  return (text) => {
    const folded = foldText(text);
    return parsePosition(text) ?? landmarks.find(({ name }) => folded !== '' && foldText(name) === folded);
  };
}

/** All of them, units first; made when the form opens: a bearing is from where a unit was when it was taken. */
export function useLandmarks(): readonly Landmark[] {
  const { table, places } = useServices();
  const sensors = useSensors((state) => state.sensors);
  return useMemo(() => {
    const seeing = sensors.flatMap(({ name, lat, lon }) =>
      name === '' || lat === undefined || lon === undefined ? [] : [{ name, lat, lon }],
    );
    return [...unitsOf(table), ...seeing, ...places];
  }, [table, sensors, places]);
}
