import { describe, expect, test } from 'vitest';
import type { ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import type { Version } from '../../../../proto/domain/operations/record.ts';
import type { Zone } from '../../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { RecordsView } from '../../../../server/operations/kind.ts';
import { watchListRules } from '../../../../server/operations/kinds/watchlist.ts';
import { zoneRules } from '../../../../server/operations/kinds/zone.ts';
import { MAX_RULES } from '../../../../server/operations/kinds/zonerules.ts';
import { marking, POLICE } from '../../access/worlds.ts';
import { zoneOf } from '../exchange/zonesamples.ts';

const NOW = epochMs(Date.parse('2026-11-20T12:00Z'));
const others: RecordsView = { get: () => ({}) as never, list: () => [] };
const area = zoneOf({ kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 });
const line = zoneOf({
  kind: 'line',
  line: [
    { lat: 41, lon: 19 },
    { lat: 41, lon: 19.1 },
  ],
  crossing: 'both',
});
const faultOf = (zone: Zone, ...rules: readonly unknown[]): string | undefined => {
  const read = zoneRules.schema.safeParse({ ...zone, rules });
  if (!read.success) return read.error.issues[0]!.path.join('.');
  return zoneRules.check!(read.data, others, NOW, undefined)?.where;
};

describe('rules of zones', () => {
  test('each kind says what it needs, and nothing that it has no use for', () => {
    const good: ZoneRule[] = [
      { kind: 'entry' },
      { kind: 'exit', classes: ['fishing'] },
      { kind: 'presence', afterMin: 30 },
      { kind: 'approach', afterMin: 10 },
      { kind: 'approach' },
      { kind: 'speed', maxKn: 8 },
      { kind: 'speed', minKn: 3, maxKn: 8 },
      { kind: 'anchoring', priority: 'alarm' },
      { kind: 'loitering' },
      { kind: 'notListed', exceptMmsis: ['280000001'] },
      { kind: 'uncooperative', schedule: { timeZone: 'UTC' } },
      { kind: 'group', minCount: 5 },
      { kind: 'collision' },
    ];
    for (const rule of good) expect(faultOf(area, rule)).toBeUndefined();
    expect(faultOf(line, { kind: 'crossing' })).toBeUndefined();
    expect(faultOf(area, { kind: 'presence' })).toBe('rules.0.afterMin');
    expect(faultOf(area, { kind: 'speed' })).toBe('rules.0.maxKn');
    expect(faultOf(area, { kind: 'speed', minKn: 8, maxKn: 8 })).toBe('rules.0.minKn');
    expect(faultOf(area, { kind: 'group' })).toBe('rules.0.minCount');
    expect(faultOf(area, { kind: 'notListed' })).toBe('rules.0.exceptMmsis');
    expect(faultOf(area, { kind: 'entry', maxKn: 3 })).toBe('rules.0.maxKn');
    expect(faultOf(area, { kind: 'entry', priority: 'emergency' })).toBe('rules.0.priority');
    expect(faultOf(area, ...Array.from({ length: MAX_RULES + 1 }, () => ({ kind: 'entry' })))).toBe('rules');
  });

  test('a line takes its crossing alone, and an area none', () => {
    expect(faultOf(line, { kind: 'crossing' }, { kind: 'entry' })).toBe('rules.1.kind');
    expect(faultOf(area, { kind: 'crossing' })).toBe('rules.0.kind');
  });

  test('no list by nationality: an MMSI has nine digits', () => {
    expect(faultOf(area, { kind: 'entry', exceptMmsis: ['280'] })).toBe('rules.0.exceptMmsis.0');
    const list = (mmsi: string) =>
      watchListRules.schema.safeParse({
        name: 'a',
        reason: 'b',
        untilMs: NOW + 1,
        vessels: [{ mmsi }],
        areas: [],
        patterns: [],
        marking: marking(POLICE),
      }).success;
    expect(['280', '280*', '28000000', '280000000'].map(list)).toEqual([false, false, false, true]);
  });

  test('rules of an active zone change without taking it back; a shape does not', () => {
    const active: Zone = { ...area, life: 'active' };
    const before = { kind: 'zone', id: 'z', value: active } as Version<'zone'>;
    const changed = { ...active, rules: [{ kind: 'entry' } as const] };
    expect(zoneRules.settle!(changed, before, NOW)).toEqual(changed);
    const validated = { ...before, value: { ...active, life: 'validated' as const } };
    expect(zoneRules.settle!({ ...changed, life: 'validated' }, validated, NOW)).toMatchObject({
      life: 'validated',
    });
    expect(zoneRules.settle!({ ...active, purpose: 'exclusion' }, before, NOW)).toMatchObject({
      kind: 'refused',
    });
  });
});
