/** From a row found to its place and time. */
import type { FoundRow } from '../../../../proto/domain/record/questions.ts';
import { answerOf, chosenRow, useFind } from '../../../store/find.ts';
import { cameraAround } from '../../../store/fit.ts';
import { useReplayView } from '../../../store/replayview.ts';
import { chooseRecord, flyTo, select, useView } from '../../../store/view.ts';
import { flyToPlace } from '../../alerts/showmoment.ts';
import type { Services } from '../../services.ts';
import { onceSettled } from '../flying.ts';
import { seek } from '../hand.ts';

const CELLS_AROUND = 5;
/** What was observed first became known a little later: the replay begins when it is there. */
const KNOWN_LATER_MS = 5000;

/** Chooses a row or cell by its place in the answer: its track is selected, the map goes there. */
export function chooseFound(at: number): void {
  const answer = answerOf(useFind.getState());
  useFind.setState({ chosen: at });
  const cell = answer?.cells?.[at];
  if (cell !== undefined) {
    showCell(cell, stepOf());
    return;
  }
  const row = answer?.rows[at];
  if (row === undefined) return;
  chooseRecord(undefined);
  if (row.track !== undefined) select(row.track);
  onceSettled(() => showRow(row));
}

const stepOf = (): number => {
  const { question } = useFind.getState();
  return question?.ask === 'density' ? question.stepDeg : 0;
};

/** A cell is shown among those around it. */
function showCell({ south, west }: { readonly south: number; readonly west: number }, step: number): void {
  const { viewport } = useView.getState();
  if (viewport === undefined) return;
  const [least, most] = [-CELLS_AROUND * step, (CELLS_AROUND + 1) * step];
  flyTo(
    cameraAround(
      { south: south + least, north: south + most, west: west + least, east: west + most },
      viewport,
    ),
  );
}

function showRow({ lat, lon, path = [] }: FoundRow): void {
  const { viewport } = useView.getState();
  if (path.length > 1 && viewport !== undefined) {
    const lats = path.map(([each]) => each);
    const lons = path.map(([, each]) => each);
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    flyTo(cameraAround({ south, north, west, east }, viewport));
  } else if (lat !== undefined && lon !== undefined) flyToPlace({ lat, lon });
}

/** The replay from where the chosen row begins. */
export function replayFound(services: Pick<Services, 'replay'>): void {
  const row = chosenRow(useFind.getState());
  if (row === undefined) return;
  useReplayView.setState({ bar: undefined });
  seek(services, Math.min(Math.max(row.fromMs, row.untilMs), row.fromMs + KNOWN_LATER_MS));
}
