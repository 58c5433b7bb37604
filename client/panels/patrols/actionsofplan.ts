/** What board, map and panels do alike: open a patrol, begin one, show something in its place. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { cameraAround } from '../../store/fit.ts';
import { useRecords } from '../../store/records.ts';
import { chooseRecord, flyTo, type RecordName, useView } from '../../store/view.ts';
import type { Services } from '../services.ts';
import { showSpan, spanNow } from './boardtime.ts';
import { newPatrol } from './drafts.ts';
import { beginEdit, isChanged, useEdit } from './edit.ts';
import { isOver } from './events.ts';
import { gridOf, HOUR_MS, snapped, spanAround } from './timescale.ts';

/** A patrol begun without drawing it is this long at first. */
const USUAL_MS = 8 * HOUR_MS;

/** Opens a patrol for change; a plan that is being changed and not saved stays, and is what is shown. */
export function openForChange(services: Services, version: Version<'patrol'>): boolean {
  const { edited } = useEdit.getState();
  if (isOver(version.value)) return false;
  if (edited?.id === version.id) return true;
  if (edited !== undefined && isChanged(edited)) return false;
  beginEdit(services, version.value, version);
  return true;
}

export interface Beginning {
  readonly agency: AgencyId;
  readonly title: string;
  readonly unitIds?: readonly string[];
  readonly sectorIds?: readonly string[];
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/** Begins a patrol at a time, or in the middle of what the board shows. */
export function beginPatrol(services: Services, beginning: Beginning): Patrol {
  const span = spanNow();
  const from = beginning.fromMs ?? snapped(span.fromMs + span.spanMs / 2, gridOf(span.spanMs));
  const patrol = newPatrol({
    ...beginning,
    fromMs: epochMs(from),
    untilMs: epochMs(beginning.untilMs ?? from + USUAL_MS),
  });
  chooseRecord(undefined);
  beginEdit(services, patrol);
  return patrol;
}

/** Chooses it and brings it into sight on board and map. */
export function showRecord(record: RecordName): void {
  chooseRecord(record);
  const { tables } = useRecords.getState();
  const patrol = record.kind === 'patrol' ? tables.patrol.get(record.id)?.value : undefined;
  if (patrol !== undefined) showSpan(spanAround(spanNow(), patrol.fromMs, patrol.untilMs));
  showPlaces(placesOf(record));
}

/** Where a record is: corners of sectors, the base of a unit. */
export function placesOf({ kind, id }: RecordName): readonly LatLon[] {
  const { tables } = useRecords.getState();
  const sectors = (ids: readonly string[]): LatLon[] =>
    ids.flatMap((sectorId) => {
      const sector = tables.sector.get(sectorId)?.value;
      return sector === undefined ? [] : outline(sector.area).flat(2);
    });
  if (kind === 'sector') return sectors([id]);
  if (kind === 'patrol') return sectors(tables.patrol.get(id)?.value.sectorIds ?? []);
  const unit = kind === 'unit' ? tables.unit.get(id)?.value : undefined;
  return unit === undefined ? [] : [unit.base];
}

/** Moves the map so that all places are in sight; where they are already, it stays. */
export function showPlaces(places: readonly LatLon[]): void {
  const { viewport } = useView.getState();
  if (places.length === 0 || viewport === undefined) return;
  const lats = places.map(({ lat }) => lat);
  const lons = places.map(({ lon }) => lon);
  const area = {
    south: Math.min(...lats),
    north: Math.max(...lats),
    west: Math.min(...lons),
    east: Math.max(...lons),
  };
  const inside =
    area.south >= viewport.south &&
    area.north <= viewport.north &&
    area.west >= viewport.west &&
    area.east <= viewport.east;
  if (!inside) flyTo(cameraAround(area, viewport));
}
