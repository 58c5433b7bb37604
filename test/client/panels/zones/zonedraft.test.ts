import { describe, expect, test } from 'vitest';
import {
  checkSchedule,
  clockTime,
  newSchedule,
  scheduleDraftOf,
} from '../../../../client/panels/zones/scheduledraft.ts';
import { checkZone, EMPTY_ZONE, zoneDraftOf } from '../../../../client/panels/zones/zonedraft.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { NOW_MS, OTHER, OWN, zone } from './records.ts';

const { shape } = zone('z').value;

describe('a schedule as it is typed', () => {
  test('is read by the clock of its place, its bounds in UTC', () => {
    const draft = {
      from: '2026-11-23 06:00',
      until: '+8h',
      timeZone: 'Europe/Tirane',
      weekly: [{ days: [5, 1], from: '6:00', until: '1830' } as const],
    };
    expect(checkSchedule(draft, NOW_MS)).toEqual({
      ok: true,
      value: {
        fromMs: Date.UTC(2026, 10, 23, 6),
        untilMs: Date.UTC(2026, 10, 23, 14),
        timeZone: 'Europe/Tirane',
        weekly: [{ days: [1, 5], from: '06:00', until: '18:30' }],
      },
    });
  });

  test('names what is wrong', () => {
    const usual = newSchedule('Europe/Tirane');
    const fault = (change: Partial<typeof usual>) => {
      const checked = checkSchedule({ ...usual, ...change }, NOW_MS);
      return checked.ok ? undefined : checked.fault;
    };
    expect(fault({})).toBeUndefined();
    expect(fault({ from: 'soon' })).toBe('schedule.wrong.moment');
    expect(fault({ from: '2026-11-24 06:00', until: '2026-11-23 06:00' })).toBe('schedule.wrong.order');
    expect(fault({ timeZone: 'Europe/Nowhere' })).toBe('schedule.wrong.zone');
    expect(fault({ weekly: [{ days: [1], from: '25:00', until: '06:00' }] })).toBe('schedule.wrong.clock');
    expect(fault({ weekly: [{ days: [], from: '05:00', until: '06:00' }] })).toBe('schedule.wrong.days');
  });

  test('times of day', () => {
    expect(['6:00', '0600', '06.00', '23:59'].map(clockTime)).toEqual(['06:00', '06:00', '06:00', '23:59']);
    expect(['24:00', '6', '', '12:60'].map(clockTime)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a zone as it is written', () => {
  test('comes back as it was, to the last figure', () => {
    const kept = zone('kept', {
      floorM: -900,
      ceilingM: 0,
      note: 'No trawling.',
      source: 'a chart',
      rules: [{ kind: 'anchoring', exceptMmsis: ['280000001'] }],
      schedule: {
        fromMs: epochMs(Date.UTC(2026, 10, 20, 4, 30)),
        timeZone: 'Europe/Tirane',
        weekly: [{ days: [1, 2], from: '19:00', until: '06:00' }],
      },
      critical: [{ timeZone: 'Europe/Tirane', weekly: [{ days: [6], from: '20:00', until: '23:00' }] }],
      marking: { owner: OTHER, purpose: 'fisheries', tlp: 'amber', retention: 'decisions' },
    });
    const checked = checkZone(zoneDraftOf(kept), shape, OWN, NOW_MS);
    expect(checked).toEqual({ ok: true, value: kept.value });
    expect(scheduleDraftOf(kept.value.schedule!).from).toBe('2026-11-20 04:30');
  });

  test('begins as a draft of the own agency', () => {
    const checked = checkZone({ ...EMPTY_ZONE, name: ' Bay ' }, shape, OWN, NOW_MS);
    expect(checked.ok && checked.value).toMatchObject({
      name: 'Bay',
      life: 'draft',
      marking: { owner: OWN },
    });
  });

  test('names every field that is wrong at once', () => {
    const draft = { ...EMPTY_ZONE, floorM: '10', ceilingM: '5', critical: [newSchedule('Nowhere')] };
    expect(checkZone(draft, undefined, OWN, NOW_MS)).toEqual({
      ok: false,
      faults: {
        name: 'zone.wrong.name',
        shape: 'zone.wrong.shape',
        ceilingM: 'zone.wrong.ceiling',
        critical: 'schedule.wrong.zone',
      },
    });
    expect(checkZone({ ...EMPTY_ZONE, name: 'x', floorM: 'deep' }, shape, OWN, NOW_MS)).toEqual({
      ok: false,
      faults: { floorM: 'zone.wrong.height' },
    });
  });
});
