import { describe, expect, test } from 'vitest';
import { clicked, draftOf, withPlace } from '../../../../client/panels/report/changes.ts';
import {
  checkDraft,
  type Draft,
  EMPTY_DRAFT,
  previewOf,
  timeBefore,
} from '../../../../client/panels/report/draft.ts';
import { locateAmong } from '../../../../client/panels/report/landmarks.ts';
import { formatPosition } from '../../../../client/ui/format.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';

const NOW = Date.UTC(2026, 10, 22, 14, 5);
const locate = locateAmong([{ name: 'Kepi i Rodonit', lat: 41.585, lon: 19.446 }]);
const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, saidBy: 'VHF 16', ...change });
const check = (change: Partial<Draft>) => checkDraft(draft(change), locate, NOW);
const faults = (change: Partial<Draft>) => {
  const checked = check(change);
  return checked.ok ? [] : Object.keys(checked.faults);
};

describe('a report', () => {
  test('needs a place and who said so, and nothing else', () => {
    expect(faults({ saidBy: '' })).toEqual(['position', 'saidBy']);
    expect(check({ position: '41.5 19.25' })).toEqual({
      ok: true,
      report: {
        place: { kind: 'point', lat: 41.5, lon: 19.25, uncertaintyM: 500 },
        kind: TrackKind.seaContact,
        saidBy: 'VHF 16',
      },
    });
  });

  test('takes the name of a place for a position, without its accents and case', () => {
    expect(check({ position: 'kepi i rodonit' })).toMatchObject({
      ok: true,
      report: { place: { lat: 41.585 } },
    });
  });

  test('says each thing that is wrong by its field', () => {
    expect(faults({ position: 'x', count: '1.5', sogKn: 'fast', cogDeg: '400', time: '7 o’clock' })).toEqual([
      'position',
      'count',
      'sogKn',
      'cogDeg',
      'time',
    ]);
    expect(faults({ place: 'line', corners: [[41, 19]] })).toEqual(['corners']);
    expect(
      faults({ place: 'bearing', position: '41 19', azimuthDeg: '90', minRangeNm: '5', maxRangeNm: '5' }),
    ).toEqual(['maxRangeNm']);
  });

  test('by a bearing gives metres for miles', () => {
    const said = { place: 'bearing', position: '41 19', azimuthDeg: '360', maxRangeNm: '2,5' } as const;
    expect(check(said)).toMatchObject({
      ok: true,
      report: { place: { kind: 'bearing', azimuthDeg: 0, uncertaintyDeg: 5, minRangeM: 0, maxRangeM: 4630 } },
    });
  });

  test('never names people', () => {
    const checked = check({ position: '41 19', kind: TrackKind.group, name: 'somebody', count: '12' });
    expect(checked).toMatchObject({ ok: true, report: { kind: TrackKind.group, count: 12 } });
    expect(checked.ok && checked.report.name).toBeUndefined();
  });
});

describe('a time that was typed', () => {
  const at = (text: string): string | undefined => {
    const ms = timeBefore(text, NOW);
    return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 19);
  };

  test('is the last one before now', () => {
    expect(at('14:03')).toBe('2026-11-22T14:03:00');
    expect(at('1403')).toBe('2026-11-22T14:03:00');
    expect(at('8:30:15 UTC')).toBe('2026-11-22T08:30:15');
    expect(timeBefore('23:50', Date.UTC(2026, 10, 22, 0, 10))).toBe(Date.UTC(2026, 10, 21, 23, 50));
  });

  test('is none when it lies ahead, or further back than a report lives', () => {
    expect(at('14:30')).toBeUndefined();
    expect(at('07:00')).toBeUndefined();
    expect(at('25:00')).toBeUndefined();
  });
});

describe('a click on the map', () => {
  const click = (before: Draft, lon: number, lat: number): Draft =>
    clicked(before, [lon, lat], locate, formatPosition);

  test('is the point', () => {
    expect(check(click(draft({}), 19.25, 41.5))).toMatchObject({
      ok: true,
      report: { place: { lat: 41.5, lon: 19.25 } },
    });
  });

  test('is where a bearing was taken from, then where it points, and no further than it may reach', () => {
    const from = click(draft({ place: 'bearing' }), 19, 41);
    const towards = click(from, 19, 41.5);
    // Half a degree of latitude is 30 nautical miles.
    expect(towards).toMatchObject({ azimuthDeg: '0', maxRangeNm: '30.0' });
  });

  test('adds a corner', () => {
    const line = click(click(draft({ place: 'line' }), 19, 41), 19.5, 41.5);
    expect(line.corners).toEqual([
      [41, 19],
      [41.5, 19.5],
    ]);
    expect(previewOf(line, locate)).toMatchObject({ kind: 'line', points: line.corners });
  });
});

test('distress is said where somebody said so, comes back into the form, and can be taken back', () => {
  const place = { place: 'point', position: '41 19' } as const;
  const checked = check({ ...place, distress: true });
  if (!checked.ok) throw new Error('expected a report');
  expect(checked.report.distress).toBe(true);
  const again = draftOf(
    { id: 'm1', report: checked.report, observedMs: NOW, receivedMs: NOW },
    formatPosition,
  );
  expect(again.distress).toBe(true);
  const calm = check({ ...place });
  expect(calm.ok && 'distress' in calm.report).toBe(false);
});

test('what was reported comes back into the form as it was said', () => {
  const checked = check({
    place: 'area',
    corners: [
      [41, 19],
      [41, 20],
      [42, 20],
    ],
    uncertaintyM: '150',
  });
  if (!checked.ok) throw new Error('expected a report');
  const { report } = checked;
  const again = draftOf({ id: 'm1', report, observedMs: NOW, receivedMs: NOW }, formatPosition);
  expect(again.contactId).toBe('m1');
  expect(checkDraft(again, locate, NOW)).toEqual({ ok: true, report });
});

test('another kind of place takes its usual uncertainty, but not over what somebody typed', () => {
  expect(withPlace(draft({}), 'area').uncertaintyM).toBe('200');
  expect(withPlace(draft({ uncertaintyM: '1234' }), 'area').uncertaintyM).toBe('1234');
});
