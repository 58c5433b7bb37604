import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../../proto/domain/operations/record.ts';
import { ZONE_LIVES, type Zone } from '../../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { EventGiven, RecordsView } from '../../../../server/operations/kind.ts';
import { zoneStates } from '../../../../server/operations/kinds/zone.table.ts';
import { zoneRules } from '../../../../server/operations/kinds/zone.ts';
import { isFault } from '../../../../server/operations/outcome.ts';
import { transit } from '../../../../server/operations/transition.ts';

const NOW = epochMs(Date.parse('2026-11-20T12:00Z'));
const HOUR = 3_600_000;
const zone: Zone = {
  name: 'Vjosa mouth',
  shape: {
    kind: 'polygon',
    rings: [
      [
        { lat: 40.6, lon: 19.2 },
        { lat: 40.6, lon: 19.4 },
        { lat: 40.7, lon: 19.3 },
      ],
    ],
  },
  purpose: 'vigilance',
  life: 'draft',
  marking: { owner: agencyId('xa-coast-guard'), purpose: 'borderSurveillance', retention: 'decisions' },
};
const versionOf = (value: Zone): Version<'zone'> => ({
  kind: 'zone',
  id: 'z1',
  version: 1,
  value,
  event: 'created',
  atMs: NOW,
  by: 'p1',
  byName: 'A',
  revision: 1,
});
const agency = { removed: undefined } as unknown;
const others: RecordsView = { get: () => agency as never, list: () => [] };
const given = (event: string, reason?: string): EventGiven => ({
  event,
  by: { id: 'p1', name: 'A' },
  atMs: NOW,
  ...(reason !== undefined && { reason }),
});
const lifeAfter = (value: Zone, event: string, reason = 'because') => {
  const next = transit(zoneRules, value, given(event, reason), others);
  return isFault(next) ? next.what : next.value.life;
};

describe('zones', () => {
  test('from drawing to end', () => {
    expect(lifeAfter(zone, 'validate')).toBe('validated');
    expect(lifeAfter({ ...zone, life: 'validated' }, 'activate')).toBe('active');
    expect(lifeAfter({ ...zone, life: 'active' }, 'expire')).toBe('expired');
    expect(lifeAfter({ ...zone, life: 'active' }, 'expire', '')).toBe('a reason is needed');
    expect(lifeAfter({ ...zone, life: 'expired' }, 'reopen')).toBe('draft');
    expect(lifeAfter({ ...zone, life: 'active' }, 'withdraw')).toBe('draft');
    expect(lifeAfter(zone, 'activate')).toMatch(/cannot follow/);
  });

  test('by time', () => {
    const schedule = { fromMs: epochMs(NOW), untilMs: epochMs(NOW + HOUR), timeZone: 'Europe/Tirane' };
    const due = (life: Zone['life'], at: number) =>
      zoneRules.due?.(versionOf({ ...zone, life, schedule }), epochMs(at));
    expect(due('validated', NOW - 1)).toBeUndefined();
    expect(due('validated', NOW)).toBe('begin');
    expect(due('active', NOW)).toBeUndefined();
    expect(due('active', NOW + HOUR)).toBe('lapse');
    expect(due('validated', NOW + HOUR)).toBe('lapse');
    expect(due('draft', NOW + HOUR)).toBeUndefined();
    expect(due('expired', NOW + HOUR)).toBeUndefined();
    expect(zoneRules.due?.(versionOf({ ...zone, life: 'validated' }), NOW)).toBeUndefined();
  });

  test('what is due by time can happen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONE_LIVES),
        fc.integer({ min: -2, max: 2 }),
        fc.integer({ min: -2, max: 2 }),
        (life, from, until) => {
          const value: Zone = {
            ...zone,
            life,
            schedule: {
              fromMs: epochMs(NOW + from * HOUR),
              untilMs: epochMs(NOW + until * HOUR),
              timeZone: 'UTC',
            },
          };
          const event = zoneRules.due?.(versionOf(value), NOW);
          if (event === undefined) return;
          const next = transit(zoneRules, value, given(event), others);
          expect(isFault(next)).toBe(false);
        },
      ),
    );
  });

  test('not validated after its time, not activated before it', () => {
    const past = { ...zone, schedule: { untilMs: epochMs(NOW - 1), timeZone: 'UTC' } };
    expect(lifeAfter(past, 'validate')).toBe('its time is over');
    const ahead = {
      ...zone,
      life: 'validated' as const,
      schedule: { fromMs: epochMs(NOW + 1), timeZone: 'UTC' },
    };
    expect(lifeAfter(ahead, 'activate')).toBe('its time has not come');
  });

  test('another shape of a validated zone is a draft, of an active one refused; a note changes nothing', () => {
    const moved: Zone = { ...zone, shape: { kind: 'circle', centre: { lat: 40, lon: 19 }, radiusM: 500 } };
    const settle = (value: Zone, life: Zone['life']) => {
      const settled = zoneRules.settle?.({ ...value, life }, versionOf({ ...zone, life }), NOW);
      return settled === undefined ? undefined : isFault(settled) ? settled.what : settled.life;
    };
    expect(settle(moved, 'draft')).toBe('draft');
    expect(settle(moved, 'validated')).toBe('draft');
    expect(settle(moved, 'active')).toBe('an active zone stays as it was validated');
    expect(settle(moved, 'expired')).toBe('it has expired');
    for (const life of ZONE_LIVES) expect(settle({ ...zone, note: 'seen' }, life)).toBe(life);
  });

  test('every life is left and reached; the table says what a change does to each', () => {
    for (const life of ZONE_LIVES) {
      expect(zoneStates.rows.some(({ from }) => from.includes(life))).toBe(true);
      expect(zoneStates.rows.some(({ to }) => to === life)).toBe(true);
      expect(zoneStates.onChange?.filter(({ from }) => from.includes(life))).toHaveLength(1);
    }
  });

  test.each<[string, Partial<Zone> | Record<string, unknown>, string]>([
    ['a name too long', { name: 'x'.repeat(81) }, 'name'],
    ['a purpose that is none', { purpose: 'geofence' }, 'purpose'],
    ['a ceiling below the floor', { floorM: 100, ceilingM: 50 }, 'ceilingM'],
    ['a time zone that is none', { schedule: { timeZone: 'Europe/Atlantis' } }, 'schedule.timeZone'],
    [
      'an end before the start',
      { schedule: { fromMs: NOW, untilMs: NOW, timeZone: 'UTC' } },
      'schedule.untilMs',
    ],
    ['a member nobody knows', { colour: 'red' }, ''],
  ])('%s is refused', (_, part, where) => {
    const read = zoneRules.schema.safeParse({ ...zone, ...part });
    expect(read.error?.issues[0]?.path.join('.')).toBe(where);
  });

  test('a shape that crosses itself is refused by name', () => {
    const shape = {
      kind: 'polygon' as const,
      rings: [
        [40, 18],
        [42, 20],
        [42, 18],
        [40, 20],
      ].map(([lat, lon]) => ({ lat: lat!, lon: lon! })),
    };
    const crossed: Zone = { ...zone, shape: { kind: 'polygon', rings: [shape.rings] } };
    expect(zoneRules.check?.(crossed, others, NOW, undefined)).toMatchObject({
      kind: 'invalid',
      what: 'edge 1–2 meets edge 3–4',
      where: expect.stringContaining('shape: '),
    });
    expect(zoneRules.check?.(zone, others, NOW, undefined)).toBeUndefined();
  });
});
