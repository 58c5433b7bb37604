import { describe, expect, test } from 'vitest';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import { crossingState } from '../../../../proto/domain/operations/crossingstate.ts';
import type { CrossingPoint } from '../../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const utc = (text: string) => epochMs(Date.parse(`${text}Z`));
const ENTERED = utc('2026-11-20T07:00');
const point: CrossingPoint = {
  name: 'Hani',
  kind: 'land',
  place: { lat: 42.3, lon: 19.4 },
  country: 'XA',
  neighbourCountry: 'XC',
  status: 'open',
  timeZone: 'Europe/Tirane',
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', until: '20:00' }],
  lanes: [],
  contacts: [],
  joint: false,
  reportEveryMin: 60,
  marking: { owner: agencyId('xa-border-police'), purpose: 'borderSurveillance', retention: 'decisions' },
};

describe('how a crossing point is', () => {
  test.each<[string, Partial<CrossingPoint>, string, string]>([
    ['open, and heard of', {}, '2026-11-20T07:59', 'open'],
    ['nothing said for more than an hour', {}, '2026-11-20T08:01', 'silent'],
    ['a report keeps it', { report: { atMs: utc('2026-11-20T09:00'), by: 'A' } }, '2026-11-20T10:00', 'open'],
    ['after hours silence is right', {}, '2026-11-20T19:30', 'outsideHours'],
    ['restricted', { status: 'restricted' }, '2026-11-20T07:30', 'restricted'],
    ['closed says more than outside hours', { status: 'closed' }, '2026-11-20T19:30', 'closed'],
    ['closed says more than silence', { status: 'closed' }, '2026-11-20T12:00', 'closed'],
  ])('%s', (_, part, at, state) => {
    expect(crossingState({ ...point, ...part }, utc(at), ENTERED).state).toBe(state);
  });

  test('a closure whose end has passed stays closed and is overdue', () => {
    const closed: CrossingPoint = { ...point, status: 'closed', statusUntilMs: utc('2026-11-20T10:00') };
    expect(crossingState(closed, utc('2026-11-20T09:59'), ENTERED)).toMatchObject({
      state: 'closed',
      overdue: false,
    });
    expect(crossingState(closed, utc('2026-11-20T10:00'), ENTERED)).toMatchObject({
      state: 'closed',
      overdue: true,
    });
  });
});
