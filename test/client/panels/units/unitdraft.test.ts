/** A unit as it is typed: what comes of it, what is said to be wrong, and that nothing untouched is changed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  checkUnit,
  newUnit,
  type UnitDraft,
  unitDraftOf,
} from '../../../../client/panels/units/unitdraft.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Unit } from '../../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { unitRules } from '../../../../server/operations/kinds/unit.ts';

const OWN = agencyId('xa-border-police');
const NOW = Date.UTC(2026, 10, 23, 4, 30);

const TYPED: UnitDraft = {
  ...newUnit(OWN),
  callSign: ' Detari 9 ',
  baseName: 'Vlorë',
  position: '40°27.000′N 019°28.800′E',
  crew: [
    { agency: OWN, people: '6', function: 'patrol', powers: ['observe', 'stop'] },
    { agency: agencyId('xc-border-police'), people: '1', function: 'observer', powers: [] },
  ],
  speedKn: '28,5',
  sensors: [{ kind: 'radar', rangeKm: '9' }],
  can: ['night'],
  languages: 'sq, en sq',
  out: true,
  outReason: 'engine',
  outUntil: '06:00',
  channel: 'working channel 6',
  icao: 'ABCDEF',
};

const versionOf = (value: Unit): Version<'unit'> => ({
  kind: 'unit',
  id: 'a',
  version: 3,
  value,
  event: 'changed',
  atMs: epochMs(NOW),
  by: 'p',
  byName: 'P',
  revision: 3,
});

describe('a unit that is typed', () => {
  test('is what was meant, and what the server takes', () => {
    const checked = checkUnit(TYPED, OWN, NOW);
    expect(checked).toEqual({
      ok: true,
      value: {
        callSign: 'Detari 9',
        kind: 'patrolVessel',
        crew: [
          { agency: OWN, people: 6, function: 'patrol', powers: ['observe', 'stop'] },
          { agency: 'xc-border-police', people: 1, function: 'observer', powers: [] },
        ],
        base: { name: 'Vlorë', lat: 40.45, lon: 19.48 },
        capabilities: {
          speedKn: 28.5,
          sensors: [{ kind: 'radar', rangeM: 9000 }],
          night: true,
          boarding: false,
          medical: false,
          languages: ['sq', 'en'],
        },
        unavailable: { reason: 'engine', untilMs: Date.UTC(2026, 10, 23, 6) },
        contact: { channel: 'working channel 6' },
        bound: { icao: 'abcdef' },
        marking: { owner: OWN, purpose: 'borderSurveillance', retention: 'ownUnits' },
      },
    });
    expect(checked.ok && unitRules.schema.safeParse(checked.value).success).toBe(true);
  });

  test.each<[Partial<UnitDraft>, string]>([
    [{ callSign: ' ' }, 'callSign'],
    [{ baseName: '' }, 'baseName'],
    [{ position: 'here' }, 'position'],
    [{ speedKn: '0' }, 'speedKn'],
    [{ rangeKm: 'far' }, 'rangeKm'],
    [{ sensors: [{ kind: 'eyes', rangeKm: '' }] }, 'sensors'],
    [{ languages: 'Albanian' }, 'languages'],
    [{ crew: [] }, 'crew'],
    [{ crew: [{ agency: OWN, people: '1.5', function: 'patrol', powers: [] }] }, 'crew'],
    [{ maxHoursADay: '25' }, 'maxHoursADay'],
    [{ hours: [{ days: [], from: '06:00', until: '18:00' }] }, 'hours'],
    [{ outReason: '' }, 'outReason'],
    [{ outUntil: 'soon' }, 'outUntil'],
    [{ channel: '', whenToCall: 'First.' }, 'channel'],
    [{ mmsi: '12345678' }, 'mmsi'],
    [{ icao: 'xyz' }, 'icao'],
  ])('%o is refused where it is wrong', (change, field) => {
    const checked = checkUnit({ ...TYPED, ...change }, OWN, NOW);
    expect(checked.ok ? [] : Object.keys(checked.faults)).toEqual([field]);
  });

  test('what was opened and not touched comes out as it went in', () => {
    const file = new URL('../../../../fixtures/operations/southern-adriatic.json', import.meta.url);
    const { records } = JSON.parse(readFileSync(file, 'utf8')) as {
      records: readonly { kind: string; value: Unit }[];
    };
    const units = records.filter(({ kind }) => kind === 'unit').map(({ value }) => value);
    expect(units.length).toBeGreaterThan(5);
    const odd = epochMs(Date.UTC(2026, 10, 23, 7, 0, 12, 345));
    for (const value of [
      ...units,
      { ...units[0]!, base: { ...units[0]!.base, lat: 40.123456789 } },
      { ...units[0]!, unavailable: { reason: 'engine', untilMs: odd } },
    ])
      expect(checkUnit(unitDraftOf(versionOf(value)), OWN, NOW)).toEqual({ ok: true, value });
  });
});
