/** What stands against a unit in a plan: cases with times and distances worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { Patrol, Unit } from '../../../../proto/domain/operations/patrol.ts';
import { findings } from '../../../../server/operations/checks/findings.ts';
import { at, BORDER, marking, NORTH, patrol, unit, view } from '../border.ts';

const NOW = at(0);
const ORAO: Unit = unit({ callSign: 'Orao', base: { lat: 41.85, lon: 19.05, name: 'Coast' } });

const found = (value: Patrol, others = view(...BORDER), nowMs = NOW, id?: string) =>
  findings('patrol', value, others, nowMs, { id });
const codes = (...given: Parameters<typeof found>) => found(...given).map(({ code }) => code);

describe('a unit that is free, on duty, near and in range', () => {
  it('nothing stands against it', () => expect(found(patrol({ state: 'proposed' }))).toEqual([]));
});

describe('already engaged', () => {
  const engagedBy = (changes: Partial<Patrol>) =>
    view(...BORDER, ['patrol', 'other', patrol({ state: 'accepted', ...changes })]);
  const later = { fromMs: at(13), untilMs: at(16) };

  it('names the other patrol and the time; forbids it in one agency, from the proposal on', () => {
    const others = engagedBy(later);
    const finding = {
      severity: 'warning',
      code: 'unitEngaged',
      about: { unit: 'galeb', patrol: 'other' },
      values: { fromMs: at(13), untilMs: at(14) },
    };
    expect(found(patrol(), others)).toEqual([finding]);
    expect(found(patrol({ state: 'proposed' }), others)).toEqual([{ ...finding, severity: 'error' }]);
    expect(found(patrol({ state: 'declined' }), others)).toEqual([finding]);
  });
  it('is a warning where another centre engages it, and says to join that patrol on the same ground', () => {
    const [first] = found(
      patrol({ state: 'proposed' }),
      engagedBy({ ...later, lead: NORTH, marking: marking(NORTH) }),
    );
    expect(first).toMatchObject({ severity: 'warning', remedy: { code: 'joinPatrol', id: 'other' } });
  });
  it('proposes when the unit is free', () => {
    const [first] = found(patrol(), engagedBy({ fromMs: at(8), untilMs: at(11) }));
    expect(first?.remedy).toEqual({ code: 'startAt', atMs: at(11) });
  });
  it('proposes the nearest free unit before that', () => {
    const far = unit({ callSign: 'Soko', base: { lat: 41.6, lon: 19.9, name: 'Hills' } });
    const others = view(
      ...BORDER,
      ['patrol', 'other', patrol({ state: 'accepted', ...later })],
      ['unit', 'soko', far],
      ['unit', 'orao', ORAO],
    );
    expect(found(patrol(), others, at(9.9))[0]?.remedy).toEqual({ code: 'useUnit', id: 'orao' });
  });
  it('is not by itself, by drafts, by what has ended, nor by what only touches it', () => {
    expect(codes(patrol(), engagedBy(later), NOW, 'other')).toEqual([]);
    for (const state of ['draft', 'declined', 'completed', 'aborted', 'handedOver'] as const)
      expect(codes(patrol(), engagedBy({ ...later, state }))).toEqual([]);
    expect(codes(patrol(), engagedBy({ fromMs: at(14), untilMs: at(16) }))).toEqual([]);
  });
});

describe('service, duty and hours', () => {
  const withUnit = (changes: Partial<Unit>, ...more: Parameters<typeof view>) =>
    view(...BORDER, ['unit', 'galeb', unit(changes)], ...more);

  it('out of service, until when', () => {
    expect(found(patrol(), withUnit({ unavailable: { reason: 'engine', untilMs: at(12) } }))).toEqual([
      {
        severity: 'warning',
        code: 'unitUnavailable',
        about: { unit: 'galeb' },
        values: { fromMs: at(10), untilMs: at(12) },
        remedy: { code: 'startAt', atMs: at(12) },
      },
    ]);
    expect(found(patrol(), withUnit({ unavailable: { reason: 'engine' } }))).toEqual([
      { severity: 'warning', code: 'unitUnavailable', about: { unit: 'galeb' } },
    ]);
    expect(codes(patrol(), withUnit({ unavailable: { reason: 'engine', untilMs: at(10) } }))).toEqual([]);
  });
  it('off duty, by the clock of its place', () => {
    const duty = (timeZone: string, from: string, until: string) =>
      withUnit({ duty: { timeZone, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from, until }] } });
    expect(found(patrol(), duty('UTC', '06:00', '12:00'))).toEqual([
      {
        severity: 'warning',
        code: 'unitOffDuty',
        about: { unit: 'galeb' },
        values: { offMin: 120, fromMs: at(12), untilMs: at(14) },
        remedy: { code: 'shorten', atMs: at(12) },
      },
    ]);
    // In July Tirana is two hours ahead: the patrol is from 12 to 16 there.
    expect(codes(patrol(), duty('Europe/Tirane', '12:00', '16:00'))).toEqual([]);
    expect(found(patrol(), duty('Europe/Tirane', '13:00', '16:00'))[0]?.remedy).toEqual({
      code: 'startAt',
      atMs: at(11),
    });
    expect(codes(patrol(), duty('UTC', '20:00', '14:00'))).toEqual([]);
  });
  it('over its hours in any 24, what the others take counted', () => {
    const evening = patrol({ state: 'accepted', fromMs: at(15), untilMs: at(20) });
    expect(found(patrol(), withUnit({ maxHoursADay: 8 }, ['patrol', 'evening', evening]))).toEqual([
      {
        severity: 'warning',
        code: 'unitOverHours',
        about: { unit: 'galeb' },
        values: { hours: 9, maxHours: 8 },
        remedy: { code: 'shorten', atMs: at(13) },
      },
    ]);
    expect(codes(patrol(), withUnit({ maxHoursADay: 9 }, ['patrol', 'evening', evening]))).toEqual([]);
    // The evening before, 24 hours apart.
    const before = patrol({ state: 'accepted', fromMs: at(-15), untilMs: at(-10) });
    expect(codes(patrol(), withUnit({ maxHoursADay: 8 }, ['patrol', 'before', before]))).toEqual([]);
  });
});

describe('in time, in range, in the dark', () => {
  /** One degree west of the sector's edge: 82.98 km on the parallel of 41.9° (N cos φ π/180), 89.6 min at 30 kn. */
  const west = { lat: 41.9, lon: 18, name: 'West' };
  const fromWest = (changes: Partial<Unit['capabilities']> = {}) =>
    view(...BORDER, [
      'unit',
      'galeb',
      unit({ base: west, capabilities: { ...unit().capabilities, ...changes } }),
    ]);

  it('leaves its base now and is late by an hour', () => {
    expect(found(patrol(), fromWest(), at(9.5))).toEqual([
      {
        severity: 'warning',
        code: 'unitTooSlow',
        about: { unit: 'galeb', sector: 'south' },
        values: { lateMin: 60 },
        remedy: { code: 'startAt', atMs: at(11) },
      },
    ]);
    expect(codes(patrol(), fromWest(), at(8.5))).toEqual([]);
    expect(codes(patrol({ state: 'underWay' }), fromWest(), at(11))).toEqual([]);
    // It should have begun an hour ago: from now on it needs 90 minutes.
    expect(found(patrol(), fromWest(), at(11))[0]?.values).toEqual({ lateMin: 90 });
  });
  it('goes from where its track is', () => {
    const whereIs = (id: string) => (id === 'galeb' ? { lat: 41.9, lon: 19.1, observedMs: 0 } : undefined);
    expect(findings('patrol', patrol(), fromWest(), at(9.9), { whereIs })).toEqual([]);
  });
  it('goes from where the patrol before ends', () => {
    const before = patrol({ state: 'accepted', fromMs: at(6), untilMs: at(10), sectorIds: ['north'] });
    // From the middle of the northern sector, 11.1 km from the line: 12 min.
    const [first] = found(patrol(), view(...BORDER, ['patrol', 'before', before]), at(7));
    expect(first).toMatchObject({ code: 'unitTooSlow', values: { lateMin: 12 } });
  });
  it('is late at a meeting point', () => {
    const meetingPoints = [{ place: { lat: 41.9, lon: 18.1 }, atMs: at(10.5), note: 'pier' }];
    // 82.98 km back from 1° farther east, at 30 kn from 9:30: 10:59.6.
    const whereIs = () => ({ lat: 41.9, lon: 19.1, observedMs: 0 });
    const [first] = findings('patrol', patrol({ meetingPoints }), view(...BORDER), at(9.5), { whereIs });
    expect(first).toMatchObject({ code: 'unitTooSlow', values: { lateMin: 30 } });
  });
  it('is out of range there and back: 166 km', () => {
    expect(found(patrol(), fromWest({ rangeKm: 165 }))).toEqual([
      {
        severity: 'warning',
        code: 'unitOutOfRange',
        about: { unit: 'galeb', sector: 'south' },
        values: { wayKm: 166, rangeKm: 165 },
      },
    ]);
    expect(codes(patrol(), fromWest({ rangeKm: 167 }))).toEqual([]);
  });
  it('cannot see at night', () => {
    const blind = { ...unit().capabilities, night: false };
    const others = view(...BORDER, ['unit', 'galeb', unit({ capabilities: blind })], ['unit', 'orao', ORAO]);
    expect(codes(patrol(), others)).toEqual([]);
    expect(found(patrol({ fromMs: at(22), untilMs: at(24) }), others)).toEqual([
      {
        severity: 'warning',
        code: 'noNightSight',
        about: { unit: 'galeb' },
        values: { darkMin: 120 },
        remedy: { code: 'useUnit', id: 'orao' },
      },
    ]);
  });
});

describe("a unit's own change", () => {
  it('tells which of its plans it touches, as a warning', () => {
    const others = view(...BORDER, ['patrol', 'mine', patrol({ state: 'accepted' })]);
    const broken = unit({ unavailable: { reason: 'engine' } });
    expect(findings('unit', broken, others, NOW, { id: 'galeb' })).toEqual([
      { severity: 'warning', code: 'unitUnavailable', about: { unit: 'galeb', plan: 'mine' } },
    ]);
    expect(findings('unit', unit(), others, NOW, { id: 'galeb' })).toEqual([]);
    expect(findings('unit', broken, others, at(20), { id: 'galeb' })).toEqual([]);
  });
});
