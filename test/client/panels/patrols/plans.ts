/** Plans for tests: a unit, a sector, a patrol, as they would be told. */
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Patrol, Sector, Unit } from '../../../../proto/domain/operations/patrol.ts';
import type { RecordKind, RecordValues, Version } from '../../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

export const COAST = agencyId('xa-coast-guard');
export const BORDER = agencyId('xa-border-police');
export const T0 = Date.UTC(2026, 10, 22, 20);
export const HOUR = 3_600_000;
const marking = { owner: COAST, purpose: 'borderSurveillance', retention: 'decisions' } as const;

export const patrol = (change: Partial<Patrol> = {}): Patrol => ({
  title: 'Night watch',
  sectorIds: ['north'],
  unitIds: ['galeb-1'],
  fromMs: epochMs(T0),
  untilMs: epochMs(T0 + 4 * HOUR),
  form: 'own',
  type: 'surveillance',
  lead: COAST,
  parties: [],
  powersNeeded: [],
  meetingPoints: [],
  liaison: [],
  state: 'draft',
  marking,
  ...change,
});

export const unit = (callSign: string): Unit => ({
  callSign,
  kind: 'patrolVessel',
  crew: [],
  base: { lat: 41.3, lon: 19.45, name: 'Durrës' },
  capabilities: {
    speedKn: 28,
    sensors: [],
    night: true,
    boarding: true,
    medical: false,
    languages: [],
  },
  marking,
});

export const sector = (name: string): Sector => ({
  name,
  area: { kind: 'circle', centre: { lat: 41.5, lon: 19.2 }, radiusM: 10_000 },
  coveredForMin: 60,
  marking,
});

export const version = <K extends RecordKind>(
  kind: K,
  id: string,
  value: RecordValues[K],
  number = 1,
): Version<K> => ({
  kind,
  id,
  version: number,
  value,
  event: 'created',
  atMs: epochMs(T0),
  by: 'mira-dushi',
  byName: 'Mira Dushi',
  revision: number,
});
