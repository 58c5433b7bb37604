import { describe, expect, test } from 'vitest';
import {
  checkCrossing,
  checkReport,
  crossingDraftOf,
  EMPTY_REPORT,
  newCrossing,
} from '../../../../client/panels/crossings/crossingdraft.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { crossingPoint, NOW_MS, OWN } from '../zones/records.ts';

describe('a crossing point as it is written', () => {
  test('comes back as it was, its place to the last figure and its state untouched', () => {
    const kept = crossingPoint('kept', {
      place: { lat: 42.011_612_3, lon: 19.355_112_3 },
      status: 'restricted',
      statusReason: 'One lane',
      statusUntilMs: epochMs(NOW_MS + 3_600_000),
      hours: [{ days: [1, 2], from: '07:00', until: '19:00' }],
      lanes: [{ name: '1', direction: 'in', use: 'cars', open: true }],
      contacts: [{ name: 'Post', channel: 'radio 7' }],
      neighbour: { name: 'Sukobin', id: 'sukobin' },
      report: { atMs: epochMs(NOW_MS), by: 'desk', waitingIn: 3 },
      joint: true,
    });
    expect(checkCrossing(crossingDraftOf(kept), OWN)).toEqual({ ok: true, value: kept.value });
  });

  test('names every field that is wrong at once', () => {
    const draft = {
      ...newCrossing('XA'),
      neighbourCountry: 'xa',
      timeZone: 'Nowhere',
      reportEveryMin: '0',
      lanes: [{ name: ' ', direction: 'in', use: 'cars', open: true } as const],
    };
    const checked = checkCrossing(draft, OWN);
    expect(checked.ok ? [] : Object.keys(checked.faults).toSorted()).toEqual([
      'lanes',
      'name',
      'neighbourCountry',
      'position',
      'reportEveryMin',
      'timeZone',
    ]);
  });
});

describe('a report', () => {
  test('tells what was typed and no more', () => {
    expect(checkReport({ ...EMPTY_REPORT, waitingIn: '34', waitOutMin: '0', note: ' slow ' })).toEqual({
      ok: true,
      details: { waitingIn: 34, waitOutMin: 0, note: 'slow' },
    });
  });

  test('is none where nothing was typed, and names figures that are none', () => {
    expect(checkReport(EMPTY_REPORT)).toEqual({ ok: false, wrong: [] });
    expect(checkReport({ ...EMPTY_REPORT, waitingIn: '3.5', inPerHour: '-1' })).toEqual({
      ok: false,
      wrong: ['waitingIn', 'inPerHour'],
    });
  });
});
