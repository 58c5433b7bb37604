import { describe, expect, test } from 'vitest';
import {
  checkWatchList,
  EMPTY_WATCH_LIST,
  NOBODY,
  type WatchListDraft,
  watchListDraftOf,
} from '../../../../client/panels/administration/watchlistdraft.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';

const NOW = Date.UTC(2026, 10, 22, 14, 0);
const owner = agencyId('xa-coast-guard');
const draft = (change: Partial<WatchListDraft>): WatchListDraft => ({
  ...EMPTY_WATCH_LIST,
  name: 'Cables',
  reason: 'A cable was cut.',
  ...change,
});
const check = (change: Partial<WatchListDraft>) => checkWatchList(draft(change), owner, NOW);

describe('a watch list', () => {
  test('lists vessels by what they claim; lines that are empty are none', () => {
    const checked = check({
      vessels: [
        { ...NOBODY, mmsi: '201000001', note: 'seen there' },
        NOBODY,
        { ...NOBODY, imo: 'IMO 9074729', callSign: 'zaab', name: 'Vento' },
      ],
      patterns: ['rendezvous'],
      priority: 'alarm',
    });
    expect(checked).toMatchObject({
      ok: true,
      value: {
        untilMs: NOW + 24 * 3_600_000,
        priority: 'alarm',
        vessels: [
          { mmsi: '201000001', note: 'seen there' },
          { imo: 9074729, callSign: 'ZAAB', name: 'Vento' },
        ],
        patterns: [{ kind: 'rendezvous' }],
        marking: { owner },
      },
    });
  });

  test('says what is missing or wrong', () => {
    const faults = (change: Partial<WatchListDraft>) => {
      const checked = check(change);
      return checked.ok ? [] : Object.keys(checked.faults);
    };
    expect(faults({})).toEqual(['lists']);
    expect(faults({ name: ' ', reason: '', patterns: ['convoy'] })).toEqual(['name', 'reason']);
    expect(faults({ until: '2026-11-22 13:00', patterns: ['convoy'] })).toEqual(['until']);
    expect(faults({ vessels: [{ ...NOBODY, mmsi: '2010' }] })).toEqual(['vessels']);
    expect(faults({ vessels: [{ ...NOBODY, note: 'who?' }] })).toEqual(['vessels']);
  });

  test('comes back into the form as it was, its classes and marking kept', () => {
    const value = {
      name: 'Cables',
      reason: 'A cable was cut.',
      untilMs: NOW + 60_000,
      vessels: [{ mmsi: '201000001' }],
      areas: [{ area: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 1000 }, note: 'here' }],
      patterns: [{ kind: 'rendezvous', classes: ['tanker'] }],
      marking: { owner: agencyId('xb'), purpose: 'borderSurveillance', retention: 'decisions' },
    };
    const again = checkWatchList(watchListDraftOf({ value } as never), owner, NOW);
    expect(again).toEqual({ ok: true, value });
  });
});
