/** Zones and crossing points for tests. */
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../../proto/domain/operations/record.ts';
import type { CrossingPoint, Zone } from '../../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

export const OWN = agencyId('xa-coast-guard');
export const OTHER = agencyId('xc-coast-guard');
/** A Sunday, 22:37 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 22, 22, 37);

const marking = { owner: OWN, purpose: 'borderSurveillance', retention: 'decisions' } as const;

export const zone = (id: string, change: Partial<Zone> = {}, version = 1): Version<'zone'> => ({
  kind: 'zone',
  id,
  version,
  value: {
    name: id,
    shape: {
      kind: 'polygon',
      rings: [
        [
          { lat: 41, lon: 19 },
          { lat: 41, lon: 19.2 },
          { lat: 41.1, lon: 19.2 },
          { lat: 41.1, lon: 19 },
        ],
      ],
    },
    purpose: 'vigilance',
    life: 'active',
    marking,
    ...change,
  },
  event: 'created',
  atMs: epochMs(NOW_MS - 3_600_000),
  by: 'arta-leka',
  byName: 'Arta Leka',
  revision: 1,
});

export const crossingPoint = (id: string, change: Partial<CrossingPoint> = {}): Version<'crossingPoint'> => ({
  kind: 'crossingPoint',
  id,
  version: 1,
  value: {
    name: id,
    kind: 'land',
    place: { lat: 42.0116, lon: 19.3551 },
    country: 'XA',
    neighbourCountry: 'XC',
    status: 'open',
    timeZone: 'Europe/Tirane',
    lanes: [],
    contacts: [],
    joint: false,
    reportEveryMin: 120,
    marking,
    ...change,
  },
  event: 'created',
  atMs: epochMs(NOW_MS - 3_600_000),
  by: 'arta-leka',
  byName: 'Arta Leka',
  revision: 1,
});
