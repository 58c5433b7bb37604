/** What zones and crossing points say of themselves, and how the cards read without a mouse. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { say, startWords } from '../../../../client/messages/words.ts';
import { crossingMemberText } from '../../../../client/panels/crossings/crossingmembers.ts';
import { StandingMark } from '../../../../client/panels/crossings/StandingMark.tsx';
import { CornerTable } from '../../../../client/panels/zones/CornerTable.tsx';
import { daysText, scheduleText } from '../../../../client/panels/zones/schedulewords.ts';
import { shapeText } from '../../../../client/panels/zones/shapewords.ts';
import { zoneMemberText } from '../../../../client/panels/zones/zonemembers.ts';
import { endDrawing } from '../../../../client/store/drawing.ts';
import { penOf } from '../../../../client/store/pen.ts';
import { CROSSING_STATES } from '../../../../proto/domain/operations/crossingstate.ts';
import { CROSSING_KINDS } from '../../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { crossingPoint, zone } from './records.ts';

beforeAll(() => startWords());
afterEach(endDrawing);

describe('in words', () => {
  test('days: stretches of three and more, single ones, all', () => {
    expect(daysText(say, [1, 2, 3, 4, 5])).toBe('Mon–Fri');
    expect(daysText(say, [7, 6])).toBe('Sat, Sun');
    expect(daysText(say, [1, 2, 3, 5])).toBe('Mon–Wed, Fri');
    expect(daysText(say, [1, 2, 3, 4, 5, 6, 7])).toBe('daily');
  });

  test('a schedule says its bounds in UTC and its hours by the clock of the place', () => {
    const schedule = {
      fromMs: epochMs(Date.UTC(2026, 10, 23, 6)),
      timeZone: 'Europe/Tirane',
      weekly: [{ days: [6, 7], from: '19:00', until: '06:00' } as const],
    };
    expect(scheduleText(say, schedule)).toBe(
      'From 2026-11-23 06:00 UTC; Sat, Sun 19:00–06:00 (Europe/Tirane)',
    );
    expect(scheduleText(say, { timeZone: 'Europe/Tirane' })).toBe('Always');
  });

  test('a shape says its kind, its corners and its size', () => {
    // 0.2° × 0.1° at 41°: 16.8 km × 11.1 km.
    expect(shapeText(say, zone('z').value.shape)).toBe('Polygon · 4 corners · 187 km²');
    expect(shapeText(say, { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 1000 })).toBe(
      'Circle · 3.1 km²',
    );
  });

  test('every part of a zone and of a crossing point has words', () => {
    const { value } = zone('z');
    for (const member of ['shape', 'schedule', 'marking', 'life'] as const)
      expect(zoneMemberText(say, member, value)).not.toMatch(/\w+\.\w+\.\w+/);
    const point = crossingPoint('p').value;
    for (const member of Object.keys(point) as (keyof typeof point)[])
      expect(crossingMemberText(say, member, point), member).not.toBe('');
  });
});

describe('drawn', () => {
  test('a crossing point looks different in every kind and state', () => {
    const all = CROSSING_KINDS.flatMap((kind) =>
      CROSSING_STATES.map((state) =>
        renderToStaticMarkup(<StandingMark kind={kind} state={state} />).replace(
          / (id|data-state)="[^"]*"/g,
          '',
        ),
      ),
    );
    expect(new Set(all).size).toBe(CROSSING_KINDS.length * CROSSING_STATES.length);
  });

  test('the corners are a list of named fields with room for one more', () => {
    const html = renderToStaticMarkup(<CornerTable pen={penOf(zone('z').value.shape)} />);
    expect(html.match(/aria-label="Corner \d"/g)).toHaveLength(4);
    expect(html).toContain('value="41°06.000′N 019°12.000′E"');
    expect(html).toContain('aria-label="New corner"');
  });
});
