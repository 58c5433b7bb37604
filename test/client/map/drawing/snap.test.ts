import { describe, expect, test } from 'vitest';
import { handleAt, handlesOf } from '../../../../client/map/drawing/handles.ts';
import { snapTo } from '../../../../client/map/drawing/snap.ts';
import { Screen } from '../../../../client/map/screen.ts';
import { penOf } from '../../../../client/store/pen.ts';
import { geodesicBetween } from '../../../../proto/domain/shapes/geodesics.ts';
import { zone } from '../../panels/zones/records.ts';

const screen = new Screen().set(19.1, 41.05, 11, 1000, 800);
const area = zone('area');
const at = (lat: number, lon: number): readonly [number, number] => [screen.x(lon), screen.y(lat)];

describe('snapping', () => {
  test('means the corner near by, exactly as it is kept', () => {
    const [x, y] = at(41, 19);
    expect(snapTo([area], undefined, screen, x + 6, y - 3)).toEqual({ lat: 41, lon: 19 });
  });

  test('else the edge near by', () => {
    const [x, y] = at(41.05, 19.2);
    const near = snapTo([area], undefined, screen, x + 5, y);
    expect(near?.lon).toBeCloseTo(19.2, 5);
    expect(near?.lat).toBeCloseTo(41.05, 4);
  });

  test('means nothing far off, and never the zone that is drawn anew', () => {
    const [x, y] = at(41, 19);
    expect(snapTo([area], undefined, screen, x + 30, y + 30)).toBeUndefined();
    expect(snapTo([area], 'area', screen, x, y)).toBeUndefined();
  });

  test('finds a zone on the other side of the antimeridian', () => {
    const there = new Screen().set(179.95, 10, 11, 1000, 800);
    const over = zone('over', {
      shape: { kind: 'circle', centre: { lat: 10, lon: -179.98 }, radiusM: 3000 },
    });
    const x = there.x(-179.98);
    const y = there.y(10);
    expect(snapTo([over], undefined, there, x + 2, y)).toEqual({ lat: 10, lon: -179.98 });
  });
});

describe('handles', () => {
  test('are the corners, and one between each two; of a polygon between last and first too', () => {
    const handles = handlesOf(penOf(area.value.shape));
    expect(handles.filter(({ what }) => what === 'corner')).toHaveLength(4);
    expect(handles.flatMap((one) => (one.what === 'middle' ? [one.at] : []))).toEqual([1, 2, 3, 4]);
    const line = handlesOf(
      penOf({
        kind: 'line',
        line: [
          { lat: 41, lon: 19 },
          { lat: 41, lon: 20 },
        ],
        crossing: 'both',
      }),
    );
    expect(line.filter(({ what }) => what === 'middle')).toHaveLength(1);
  });

  test('a circle is held at its centre and at its radius', () => {
    const centre = { lat: 41, lon: 19 };
    const [first, second] = handlesOf(penOf({ kind: 'circle', centre, radiusM: 5000 }));
    expect(first).toEqual({ what: 'corner', at: 0, place: centre });
    expect(second?.what).toBe('radius');
    expect(geodesicBetween(centre, second!.place).distanceM).toBeCloseTo(5000, 3);
  });

  test('the nearest is meant, a corner before what lies between', () => {
    const handles = handlesOf(penOf(area.value.shape));
    const [x, y] = at(41, 19);
    expect(handleAt(handles, screen, x + 4, y, 11)).toMatchObject({ what: 'corner', at: 0 });
    expect(handleAt(handles, screen, x + 40, y + 40, 11)).toBeUndefined();
  });
});
