import { describe, expect, test } from 'vitest';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { CrossingPoint } from '../../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { RecordsView } from '../../../../server/operations/kind.ts';
import { crossingPointRules } from '../../../../server/operations/kinds/crossingpoint.ts';
import { isFault } from '../../../../server/operations/outcome.ts';
import { transit } from '../../../../server/operations/transition.ts';

const NOW = epochMs(Date.parse('2026-11-20T12:00Z'));
const point: CrossingPoint = {
  name: 'Hani',
  kind: 'land',
  place: { lat: 42.3, lon: 19.4 },
  country: 'XA',
  neighbourCountry: 'XC',
  status: 'open',
  timeZone: 'Europe/Tirane',
  lanes: [{ name: '1', direction: 'in', use: 'cars', open: true }],
  contacts: [{ name: 'Shift leader', channel: 'VHF 9' }],
  joint: false,
  reportEveryMin: 60,
  marking: { owner: agencyId('xa-border-police'), purpose: 'borderSurveillance', retention: 'decisions' },
};
const others: RecordsView = { get: () => undefined, list: () => [] };
const told = (value: CrossingPoint, event: string, details?: unknown, reason?: string) => {
  const next = transit(
    crossingPointRules,
    value,
    { event, by: { id: 'p1', name: 'Ana' }, atMs: NOW, details, ...(reason !== undefined && { reason }) },
    others,
  );
  if (isFault(next)) throw new Error(`${next.what} (${next.where})`);
  return next.value;
};

describe('crossing points', () => {
  test('closed with a reason and an end, restricted, opened again', () => {
    const untilMs = epochMs(NOW + 3_600_000);
    const closed = told(point, 'close', { untilMs }, 'rockfall');
    expect(closed).toMatchObject({ status: 'closed', statusReason: 'rockfall', statusUntilMs: untilMs });
    const restricted = told(closed, 'restrict', undefined, 'one lane');
    expect(restricted).toMatchObject({ status: 'restricted', statusReason: 'one lane' });
    expect(restricted.statusUntilMs).toBeUndefined();
    const open = told(restricted, 'open');
    expect(open).toEqual(point);
    expect(() => told(point, 'close', {}, ' ')).toThrow('a reason is needed');
    expect(() => told(point, 'close', { untilMs: NOW }, 'x')).toThrow('details.untilMs');
    expect(() => told(point, 'open')).toThrow('cannot follow');
  });

  test('a report stays through changes of the status, and says who', () => {
    const said = told(point, 'report', { waitingIn: 40, waitInMin: 25 });
    expect(said.report).toEqual({ waitingIn: 40, waitInMin: 25, atMs: NOW, by: 'Ana' });
    expect(told(said, 'close', {}, 'x').report).toEqual(said.report);
    expect(told(told(said, 'close', {}, 'x'), 'open').report).toEqual(said.report);
    expect(told({ ...point, status: 'closed' }, 'report', { note: 'quiet' }).status).toBe('closed');
    expect(() => told(point, 'report', {})).toThrow('expected a figure or a note');
    expect(() => told(point, 'report', { waitingIn: -1 })).toThrow('details.waitingIn');
    expect(() => told(point, 'report', { people: ['a name'] })).toThrow('details');
  });

  test('who changes its lanes changes nothing of how it is', () => {
    const closed = told(told(point, 'report', { waitingIn: 1 }), 'close', {}, 'rockfall');
    const settled = crossingPointRules.settle?.(
      { ...point, status: 'closed', lanes: [] },
      {
        kind: 'crossingPoint',
        id: 'c1',
        version: 1,
        value: closed,
        event: 'close',
        atMs: NOW,
        by: 'p1',
        byName: 'Ana',
        revision: 1,
      },
      NOW,
    );
    expect(settled).toEqual({ ...closed, lanes: [] });
    const entered = crossingPointRules.settle?.(closed, undefined, NOW);
    expect(entered).toMatchObject({ name: 'Hani' });
    expect(entered).not.toHaveProperty('report');
    expect(entered).not.toHaveProperty('statusReason');
  });

  test('bounds', () => {
    expect(crossingPointRules.schema.safeParse(point).success).toBe(true);
    expect(crossingPointRules.schema.safeParse({ ...point, neighbourCountry: 'XA' }).success).toBe(false);
    expect(crossingPointRules.schema.safeParse({ ...point, reportEveryMin: 0 }).success).toBe(false);
  });

  test('nothing opens by itself', () => {
    expect(crossingPointRules.due).toBeUndefined();
  });
});
