/** Two agencies at a border along 42° N, sectors of 0.2° on both sides of it, one agreement. */
import { type Agency, agencyId, agreementId } from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Area } from '../../../proto/domain/operations/area.ts';
import type { Patrol, Sector, Unit } from '../../../proto/domain/operations/patrol.ts';
import type {
  AnyVersion,
  RecordKind,
  RecordValues,
  Version,
} from '../../../proto/domain/operations/record.ts';
import type { CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { RecordsView } from '../../../server/operations/kind.ts';

export const SOUTH = agencyId('xa-police');
export const NORTH = agencyId('xc-police');
export const PACT = agreementId('pact');

/** Midnight UTC of Wednesday, 1 July 2026, plus hours. */
export const at = (hours: number) => epochMs(Date.UTC(2026, 6, 1) + hours * 3_600_000);

export const box = (south: number, west: number, north: number, east: number): Area => ({
  kind: 'polygon',
  rings: [
    [
      { lat: south, lon: west },
      { lat: south, lon: east },
      { lat: north, lon: east },
      { lat: north, lon: west },
    ],
  ],
});

export const marking = (owner = SOUTH) =>
  ({ owner, purpose: 'borderSurveillance', retention: 'decisions' }) as const;

export const agency = (country: string): Agency => ({ name: country, country, service: 'borderPolice' });

export const unit = (changes: Partial<Unit> = {}): Unit => ({
  callSign: 'Galeb',
  kind: 'vehicle',
  crew: [{ agency: SOUTH, people: 3, function: 'patrol', powers: ['observe', 'stop', 'arrest'] }],
  base: { lat: 41.9, lon: 19.1, name: 'Base' },
  capabilities: {
    speedKn: 30,
    sensors: [{ kind: 'eyes', rangeM: 2000 }],
    night: true,
    boarding: false,
    medical: false,
    languages: ['sq'],
  },
  marking: marking(),
  ...changes,
});

export const sector = (area: Area, changes: Partial<Sector> = {}): Sector => ({
  name: 'Sector',
  area,
  coveredForMin: 60,
  marking: marking(),
  ...changes,
});

/** By day, from 10 to 14 UTC. */
export const patrol = (changes: Partial<Patrol> = {}): Patrol => ({
  title: 'Patrol',
  sectorIds: ['south'],
  unitIds: ['galeb'],
  fromMs: at(10),
  untilMs: at(14),
  form: 'own',
  type: 'surveillance',
  lead: SOUTH,
  parties: [],
  powersNeeded: [],
  meetingPoints: [],
  liaison: [],
  state: 'draft',
  marking: marking(),
  ...changes,
});

/** Proposed to the north, led by the south, in the south's sector, as the pact allows. */
export const joint = (changes: Partial<Patrol> = {}): Patrol =>
  patrol({
    form: 'coordinated',
    parties: [{ agency: NORTH, answer: 'asked' }],
    agreement: PACT,
    state: 'proposed',
    ...changes,
  });

export const pact = (changes: Partial<Agreement> = {}): Agreement => ({
  title: 'Pact',
  parties: [SOUTH, NORTH],
  areas: [
    { area: box(41.5, 18.5, 42, 20.5), host: SOUTH },
    { area: box(42, 18.5, 42.5, 20.5), host: NORTH },
  ],
  forms: ['coordinated', 'mixedCrew'],
  types: ['surveillance', 'presence'],
  powers: ['observe', 'stop'],
  command: 'host',
  release: ['plans', 'vessels', 'units'],
  fromMs: at(-1000),
  untilMs: at(1000),
  marking: marking(),
  ...changes,
});

export const crossing = (changes: Partial<CrossingPoint> = {}): CrossingPoint => ({
  name: 'Gate',
  kind: 'land',
  place: { lat: 42, lon: 19.1 },
  country: 'XA',
  neighbourCountry: 'XC',
  status: 'open',
  timeZone: 'UTC',
  lanes: [],
  contacts: [],
  joint: false,
  reportEveryMin: 60,
  marking: marking(),
  ...changes,
});

type Entered = { [K in RecordKind]: readonly [kind: K, id: string, value: RecordValues[K]] }[RecordKind];

/** Records as they stand; a later one of an id replaces the earlier. */
export function view(...entered: Entered[]): RecordsView {
  const tables = new Map<RecordKind, Map<string, AnyVersion>>();
  for (const [kind, id, value] of entered) {
    const table = tables.get(kind) ?? new Map<string, AnyVersion>();
    tables.set(kind, table);
    table.set(id, version(kind, id, value) as AnyVersion);
  }
  const lists = new Map([...tables].map(([kind, table]) => [kind, [...table.values()]]));
  const none: readonly AnyVersion[] = [];
  return {
    get: <K extends RecordKind>(kind: K, id: string) => tables.get(kind)?.get(id) as Version<K> | undefined,
    list: <K extends RecordKind>(kind: K) => (lists.get(kind) ?? none) as unknown as readonly Version<K>[],
  };
}

export const version = <K extends RecordKind>(kind: K, id: string, value: RecordValues[K]): Version<K> => ({
  kind,
  id,
  version: 1,
  value,
  event: 'created',
  atMs: at(0),
  by: 'p',
  byName: 'P',
  revision: 1,
});

/** The agencies, the pact, a sector on each side and one unit at the south's base, 11 km from the line. */
export const BORDER: readonly Entered[] = [
  ['agency', SOUTH, agency('XA')],
  ['agency', NORTH, agency('XC')],
  ['agreement', PACT, pact()],
  ['sector', 'south', sector(box(41.8, 19, 42, 19.2))],
  ['sector', 'north', sector(box(42, 19, 42.2, 19.2), { marking: marking(NORTH) })],
  ['unit', 'galeb', unit()],
];
