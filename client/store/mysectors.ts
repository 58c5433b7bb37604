/** The sectors that somebody watches from this seat, and where an alert is: kept by this browser for each person. */
import { create } from 'zustand';
import type { Alert } from '../../proto/domain/alert/alert.ts';
import type { Version } from '../../proto/domain/operations/record.ts';
import { boundsOf, contains } from '../../proto/domain/shapes/prepared.ts';
import { useRecords } from './records.ts';

export interface MySectors {
  /** Whose choice it is. */
  readonly personId: string | undefined;
  /** Empty: everything. */
  readonly watched: ReadonlySet<string>;
}

export const useMySectors = create<MySectors>()(() => ({ personId: undefined, watched: new Set() }));

const keyOf = (personId: string): string => `watchfloor.sectors.${personId}`;

/** Takes what this person chose last on this browser; nothing chosen where it keeps nothing. */
export function rememberSectors(personId: string | undefined): void {
  let watched: ReadonlySet<string> = new Set();
  try {
    const kept: unknown = JSON.parse((personId && localStorage.getItem(keyOf(personId))) || '[]');
    if (Array.isArray(kept)) watched = new Set(kept.filter((id): id is string => typeof id === 'string'));
  } catch {
    // What cannot be read chooses nothing: everything is heard.
  }
  useMySectors.setState({ personId, watched });
}

export function watchSectors(watched: ReadonlySet<string>): void {
  useMySectors.setState({ watched });
  const { personId } = useMySectors.getState();
  try {
    if (personId !== undefined) localStorage.setItem(keyOf(personId), JSON.stringify([...watched]));
  } catch {
    // A browser that keeps nothing still hears them now.
  }
}

type SectorTable = ReadonlyMap<string, Version<'sector'>>;

/** By alert and table of sectors: an alert's lead never moves, and neither does a sector's version. */
let knownFor: SectorTable | undefined;
let known = new WeakMap<Alert['lead'], readonly string[]>();

/** The sectors in which an alert is: the one that it names, or all that its place lies in. */
export function sectorsOf(
  alert: Pick<Alert, 'lead'>,
  sectors: SectorTable = useRecords.getState().tables.sector,
): readonly string[] {
  if (knownFor !== sectors) {
    knownFor = sectors;
    known = new WeakMap();
  }
  const { lead } = alert;
  let found = known.get(lead);
  if (found === undefined) {
    found = findSectors(lead, sectors);
    known.set(lead, found);
  }
  return found;
}

function findSectors({ about, place }: Alert['lead'], sectors: SectorTable): readonly string[] {
  if (about.sectorId !== undefined) return [about.sectorId];
  if (place === undefined) return [];
  const found: string[] = [];
  for (const [id, { value }] of sectors) {
    const { west, south, east, north } = boundsOf(value.area);
    const beside = east < west ? place.lon < west && place.lon > east : place.lon < west || place.lon > east;
    if (place.lat < south || place.lat > north || beside) continue;
    if (contains(value.area, place.lat, place.lon)) found.push(id);
  }
  return found;
}

const anyOf = (watched: ReadonlySet<string>, sectors: SectorTable): boolean => {
  for (const id of watched) if (sectors.has(id)) return true;
  return false;
};

/** Whether an alert is this seat's: in a watched sector, in none at all, or somebody's life. */
export function isMine(
  alert: Pick<Alert, 'lead' | 'priority'>,
  watched: ReadonlySet<string> = useMySectors.getState().watched,
  sectors: SectorTable = useRecords.getState().tables.sector,
): boolean {
  if (watched.size === 0 || alert.priority === 'emergency') return true;
  const found = sectorsOf(alert, sectors);
  // What lies in nobody's sector would be heard by nobody, and so would all where the watched ones are gone.
  return found.length === 0 || found.some((id) => watched.has(id)) || !anyOf(watched, sectors);
}
