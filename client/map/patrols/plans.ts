/** The plan on the map: when it is drawn anew, and what a click means there. */
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import { type RecordName, useView } from '../../store/view.ts';
import { sectorAt, sectorShapes } from './planshapes.ts';
import { type BaseSign, baseAt } from './plansigns.ts';

/** Calls `relayer` when shapes changed, `repaint` when only what is written over the map did; returns how to stop. */
export function watchPlans(relayer: () => void, repaint: () => void): () => void {
  const ends = [
    useRecords.subscribe(({ tables }, { tables: before }) => {
      const changed =
        tables.sector !== before.sector || tables.patrol !== before.patrol || tables.unit !== before.unit;
      if (changed && useView.getState().workspace === 'patrols') relayer();
    }),
    usePlanView.subscribe((now, before) => {
      if (now.edited !== before.edited || now.coverage !== before.coverage || now.cut !== before.cut)
        relayer();
      else if (now.helpers !== before.helpers || now.helper !== before.helper || now.assist !== before.assist)
        repaint();
    }),
    useView.subscribe((now, before) => {
      if (now.workspace !== before.workspace || now.chosenRecord !== before.chosenRecord) relayer();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** What of the plan lies at a place: a unit's base by its sign, the sector around it. */
export function plansAt(
  signs: readonly BaseSign[],
  x: number,
  y: number,
  { lat, lon }: LatLon,
  scale: number,
): { readonly exact: readonly RecordName[]; readonly within: readonly RecordName[] } {
  if (useView.getState().workspace !== 'patrols') return { exact: [], within: [] };
  const unit = baseAt(signs, x, y, scale);
  const sector = sectorAt(sectorShapes(useRecords.getState().tables.sector.values()), lon, lat);
  return {
    exact: unit === undefined ? [] : [{ kind: 'unit', id: unit }],
    within: sector === undefined ? [] : [{ kind: 'sector', id: sector }],
  };
}

/** Takes a click that a panel asked for; true where it did. */
export function answerAsked(place: LatLon): boolean {
  const { asking } = usePlanView.getState();
  if (asking === undefined) return false;
  const sectorId = sectorAt(sectorShapes(useRecords.getState().tables.sector.values()), place.lon, place.lat);
  usePlanView.setState({ clicked: { ...place, ...(sectorId !== undefined && { sectorId }) } });
  return true;
}
