import { describe, expect, test } from 'vitest';
import {
  alertAt,
  alertMarks,
  alertOfTrack,
  MOST_MARKS,
  outlineOf,
} from '../../../../client/map/alerts/alertmarks.ts';
import { Screen } from '../../../../client/map/screen.ts';
import { PRIORITIES } from '../../../../proto/domain/alert/alert.ts';
import { trackId } from '../../../../proto/domain/ids.ts';
import { alert, condition, party } from '../../panels/alerts/alerts.ts';

const screen = new Screen().set(19, 41, 8, 1000, 800);
const nowhere = () => undefined;
const at = (lat: number, lon: number, said = {}) =>
  alert({ lead: condition({ parties: [], place: { lat, lon }, ...said }) });

describe('marks', () => {
  test('are a sign at the place where no track is known, a ring where one is', () => {
    const placed = at(41, 19);
    const tracked = alert({ lead: condition({ place: { lat: 0, lon: 0 } }) });
    const marks = alertMarks(
      screen,
      [placed, tracked],
      undefined,
      (id) => (id === trackId(1, 1) ? [19.2, 41] : undefined),
      16,
    );
    expect(marks).toHaveLength(2);
    expect(marks.find(({ id }) => id === placed.id)).toMatchObject({ x: 500, y: 400, ring: false });
    const ring = marks.find(({ id }) => id === tracked.id)!;
    expect(ring.ring).toBe(true);
    expect(ring.x).toBeCloseTo(screen.x(19.2));
  });

  test('of one place are one, the most urgent, with their number', () => {
    const caution = at(41, 19, { kind: 'drifting', priority: 'caution' });
    const alarm = at(41, 19.0005, { kind: 'storage', priority: 'alarm' });
    const [mark, ...others] = alertMarks(screen, [caution, alarm], undefined, nowhere, 16);
    expect(others).toEqual([]);
    expect(mark).toMatchObject({ id: alarm.id, priority: 'alarm', count: 2, waits: true });
    expect(alertMarks(screen, [caution, alarm], caution.id, nowhere, 16)[0]).toMatchObject({
      id: caution.id,
      chosen: true,
    });
  });

  test('stand for one that waits before one that is answered', () => {
    const answered = alert({ ...at(41, 19, { priority: 'alarm' }), state: 'acknowledged' });
    const waits = at(41, 19, { priority: 'caution' });
    expect(alertMarks(screen, [answered, waits], undefined, nowhere, 16)[0]?.id).toBe(waits.id);
  });

  test('beyond the most leave out what is not urgent, never somebody in distress', () => {
    const many = Array.from({ length: MOST_MARKS + 50 }, (_, i) =>
      at(40.3 + Math.floor(i / 25) * 0.07, 17.8 + (i % 25) * 0.09),
    );
    const sos = at(41.63, 19.05, { kind: 'distress', priority: 'emergency' });
    const marks = alertMarks(screen, [...many, sos], undefined, nowhere, 4);
    expect(marks.length).toBeLessThanOrEqual(MOST_MARKS + 1);
    expect(marks.at(-1)?.id).toBe(sos.id);
  });

  test('outside the screen are none', () => {
    expect(alertMarks(screen, [at(50, 5)], undefined, nowhere, 16)).toEqual([]);
  });
});

test('a click means the nearest sign within reach, and a ring never: that is the track’s', () => {
  const [sign] = alertMarks(screen, [at(41, 19)], undefined, nowhere, 16);
  const [ring] = alertMarks(
    screen,
    [alert({ lead: condition({ parties: [party(1)] }) })],
    undefined,
    () => [19, 41],
    16,
  );
  expect(alertAt([sign!], 505, 404, 10)).toBe(sign!.id);
  expect(alertAt([sign!], 520, 400, 10)).toBeUndefined();
  expect(alertAt([ring!], 500, 400, 10)).toBeUndefined();
});

test('a click upon a track means what its ring shows: what waits, then the most urgent', () => {
  const answered = alert({ state: 'acknowledged', priority: 'alarm' });
  const caution = alert({ priority: 'caution' });
  const alarm = alert({ priority: 'alarm' });
  expect(alertOfTrack([answered, caution, alarm], trackId(1, 1))).toBe(alarm.id);
  expect(alertOfTrack([answered, caution], trackId(1, 1))).toBe(caution.id);
  expect(alertOfTrack([answered], trackId(1, 2))).toBeUndefined();
});

test('priorities have shapes of their own, alarms those of an emergency', () => {
  const corners = PRIORITIES.map((priority) => outlineOf(priority, 0, 0, 10).length);
  expect(corners).toEqual([3, 3, 20, 4]);
});
