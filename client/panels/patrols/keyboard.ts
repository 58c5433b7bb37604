/** Where the keyboard stands on the board, and what its keys do there. */
import { create } from 'zustand';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import { chooseRecord, type RecordName, useView } from '../../store/view.ts';
import type { Services } from '../services.ts';
import { type Arrow, lengthened, nudged, type Place, stepped } from './boardkeys.ts';
import { type Bar, NEW_PATROL, NO_ROW, type Row } from './boardrows.ts';
import { setBoardTime, showSpan, spanNow, zoomBoard } from './boardtime.ts';
import { editTo, useEdit } from './edit.ts';
import type { BoardGeometry } from './hit.ts';
import { gridOf, spanAround } from './timescale.ts';

/** By the row's id: rows come and go. */
export const useBoardPlace = create<{
  readonly rowId: string | undefined;
  readonly barId: string | undefined;
}>()(() => ({ rowId: undefined, barId: undefined }));

/** What is chosen when a bar, or an empty place of a row, is. */
export function chosenBy(row: Row | undefined, bar: Bar | undefined): RecordName | undefined {
  if (bar !== undefined) return bar.id === NEW_PATROL ? undefined : { kind: 'patrol', id: bar.id };
  if (row === undefined || row.id === NO_ROW) return undefined;
  return { kind: row.unit === undefined ? 'sector' : 'unit', id: row.id };
}

/** A click: the keyboard goes on from there. */
export function chooseHit(board: Pick<BoardGeometry, 'rows'>, row: number, bar: Bar | undefined): void {
  const found = board.rows[row];
  useBoardPlace.setState({ rowId: found?.id, barId: bar?.id });
  const record = chosenBy(found, bar);
  if (record !== undefined || bar !== undefined) chooseRecord(record);
}

export interface BoardKeys {
  readonly services: Services;
  readonly rows: readonly Row[];
  /** Whether plans may be changed here. */
  readonly mayPlan: boolean;
  /** Begins changing a saved patrol. */
  begin(id: string): Patrol | undefined;
  /** Opens the card of what the keyboard stands at. */
  open(): void;
  /** Begins a new patrol in the row. */
  draw(row: Row | undefined): void;
}

const ARROWS: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

export interface KeyPressed {
  readonly key: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** True where the key was the board's. */
export function pressKey(keys: BoardKeys, press: KeyPressed): boolean {
  const { key, altKey, shiftKey } = press;
  if (press.ctrlKey || press.metaKey) return false;
  if (ARROWS.includes(key)) {
    if (altKey) change(keys, key as Arrow, shiftKey);
    else if (shiftKey) page(key as Arrow);
    else go(keys, key as Arrow);
    return true;
  }
  if (altKey) return false;
  switch (key) {
    case '+':
    case '=':
      zoomBoard(1 / 1.5);
      return true;
    case '-':
      zoomBoard(1.5);
      return true;
    case 'Enter':
    case ' ':
      keys.open();
      return true;
    case 'n':
    case 'N':
      if (keys.mayPlan) keys.draw(keys.rows[placeOf(keys)?.row ?? -1]);
      return true;
    case 'Home':
      setBoardTime(undefined);
      return true;
    default:
      return false;
  }
}

function placeOf({ rows }: Pick<BoardKeys, 'rows'>): Place | undefined {
  const { rowId, barId } = useBoardPlace.getState();
  const row = rows.findIndex(({ id }) => id === rowId);
  if (row < 0) return undefined;
  return barId === undefined ? { row } : { row, barId };
}

function stand(rows: readonly Row[], place: Place): void {
  const row = rows[place.row];
  useBoardPlace.setState({ rowId: row?.id, barId: place.barId });
  const bar = row?.bars.find((each) => each.bar.id === place.barId)?.bar;
  if (bar !== undefined) {
    const span = spanNow();
    const shown = spanAround(span, bar.fromMs, bar.untilMs);
    const touches = bar.untilMs > span.fromMs && bar.fromMs < span.fromMs + span.spanMs;
    if (shown !== span && !touches) showSpan(shown);
  }
  chooseRecord(chosenBy(row, bar));
}

function go(keys: BoardKeys, arrow: Arrow): void {
  const span = spanNow();
  stand(keys.rows, stepped(keys.rows, placeOf(keys), arrow, span.fromMs + span.spanMs / 2));
}

/** Half of what is shown earlier or later. */
function page(arrow: Arrow): void {
  const span = spanNow();
  if (arrow === 'ArrowLeft') showSpan({ ...span, fromMs: span.fromMs - span.spanMs / 2 });
  if (arrow === 'ArrowRight') showSpan({ ...span, fromMs: span.fromMs + span.spanMs / 2 });
}

function change(keys: BoardKeys, arrow: Arrow, longer: boolean): void {
  const place = placeOf(keys);
  if (!keys.mayPlan || place?.barId === undefined) return;
  const { edited } = useEdit.getState();
  const open = edited !== undefined && (edited.id ?? NEW_PATROL) === place.barId;
  const patrol = open ? edited.value : keys.begin(place.barId);
  if (patrol === undefined) return;
  const gridMs = gridOf(spanNow().spanMs);
  if (longer) {
    editTo(keys.services, lengthened(patrol, arrow, gridMs));
    return;
  }
  const next = nudged(patrol, arrow, gridMs, keys.rows, place.row, useView.getState().board.rows);
  editTo(keys.services, next.patrol);
  useBoardPlace.setState({ rowId: keys.rows[next.row]?.id });
}
