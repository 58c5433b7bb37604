import { describe, expect, test } from 'vitest';
import { differences, merged } from '../../../../client/panels/records/comparing.ts';
import { formatOf } from '../../../../client/panels/zones/importing.ts';
import { zoneOffers } from '../../../../client/panels/zones/zoneevents.ts';
import { ALL_ZONES, rowBeside, zoneRows } from '../../../../client/panels/zones/zonerows.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { zoneStates } from '../../../../server/operations/kinds/zone.table.ts';
import { NOW_MS, OTHER, OWN, zone } from './records.ts';

const own = { ...zone('x').value.marking };
const zones = [
  zone('Zone 10', { life: 'draft' }),
  zone('Zone 9', { life: 'draft', purpose: 'fishing' }),
  zone('Bay', { marking: { ...own, owner: OTHER } }),
  zone('Landing', { critical: [{ timeZone: 'Europe/Tirane' }], note: 'Karaburun' }),
];
const names = (filter: Partial<typeof ALL_ZONES>) =>
  zoneRows(zones, { ...ALL_ZONES, ...filter }, NOW_MS).map((row) => row.zone.value.name);

describe('the list of zones', () => {
  test('has what is critical first, then what is active, each by name as people count', () => {
    expect(names({})).toEqual(['Landing', 'Bay', 'Zone 9', 'Zone 10']);
  });

  test('is filtered by name or note, purpose, state and owner', () => {
    expect(names({ text: 'KARÁBURUN' })).toEqual(['Landing']);
    expect(names({ purpose: 'fishing' })).toEqual(['Zone 9']);
    expect(names({ standing: 'draft' })).toEqual(['Zone 9', 'Zone 10']);
    expect(names({ owner: OTHER })).toEqual(['Bay']);
  });

  test('is gone through by keys, held at its ends', () => {
    expect(rowBeside(['a', 'b'], undefined, 1)).toBe('a');
    expect(rowBeside(['a', 'b'], 'a', 1)).toBe('b');
    expect(rowBeside(['a', 'b'], 'b', 1)).toBe('b');
    expect(rowBeside([], 'b', 1)).toBeUndefined();
  });
});

describe('the events of a zone', () => {
  const person = { agency: OWN, may: () => true };
  const offers = (life: Parameters<typeof zone>[1]) =>
    zoneOffers(zone('z', life).value, person, NOW_MS).map(({ event }) => event);

  test('are those of the table of states that people may tell', () => {
    for (const life of ['draft', 'validated', 'active', 'expired'] as const) {
      const told = zoneStates.rows
        .filter(({ from, who }) => who === 'owner' && from.includes(life))
        .map(({ event }) => event);
      expect(offers({ life }).toSorted(), life).toEqual(told.toSorted());
    }
    for (const { event, needsReason } of zoneOffers(zone('z').value, person, NOW_MS))
      expect(needsReason).toBe(zoneStates.rows.find((row) => row.event === event)?.needsReason);
  });

  test('are offered to the owner only, and to nobody who may not', () => {
    const { value } = zone('z', { life: 'draft' });
    expect(zoneOffers(value, { agency: OTHER, may: () => true }, NOW_MS)).toEqual([]);
    expect(zoneOffers(value, { agency: OWN, may: () => false }, NOW_MS)).toEqual([]);
  });

  test('a zone with a time to come is not activated by hand', () => {
    const schedule = { timeZone: 'Europe/Tirane', fromMs: epochMs(NOW_MS + 60_000) };
    expect(offers({ life: 'validated', schedule })).not.toContain('activate');
  });
});

describe('a conflict', () => {
  const was = { name: 'a', note: 'n', floorM: 1 };
  const theirs = { name: 'b', note: 'n', floorM: 1 };
  const mine: { name: string; note?: string; floorM: number } = { name: 'c', floorM: 2 };

  test('names what differs, and whose change it was', () => {
    expect(differences<typeof mine>(was, theirs, mine)).toEqual([
      { member: 'name', usual: 'theirs' },
      { member: 'note', usual: 'mine' },
      { member: 'floorM', usual: 'mine' },
    ]);
  });

  test('is settled part by part; what I took away is away', () => {
    expect(merged<typeof mine>(theirs, mine, new Set(['note', 'floorM']))).toEqual({ name: 'b', floorM: 2 });
    expect(merged<typeof mine>(theirs, mine, new Set())).toEqual(theirs);
  });
});

test('a file says its format by its name, else by how it begins', () => {
  expect(formatOf('a.KML', '')).toBe('kml');
  expect(formatOf('a.json', '')).toBe('geojson');
  expect(formatOf('zones', ' <kml>')).toBe('kml');
  expect(formatOf('zones.txt', '{"type":')).toBe('geojson');
  expect(formatOf('zones.txt', 'name,lat')).toBe('csv');
});
