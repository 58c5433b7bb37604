import { describe, expect, it } from 'vitest';
import { LOOK_WORDS, Look, RowFlag, TrackRows } from '../../../../client/map/tracklayer/rows.ts';
import { deadReckon } from '../../../../proto/domain/motion.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { TrackStateBits } from '../../../../proto/domain/track.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { type Ship, tableOf } from '../table.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const ADRIATIC = { lon: 18.912345678, lat: 41.123456789 };

function filled(ships: readonly Ship[], visible = true): TrackRows {
  const rows = new TrackRows();
  rows.fill(tableOf(ships), 'night', () => visible);
  return rows;
}

describe('the rows for the graphics card', () => {
  it('keep a position to the centimetre', () => {
    const rows = filled([ADRIATIC]);
    const [lon, lat] = rows.whereabouts(0, NOW, [0, 0]);
    expect(lon).toBe(18.9123457);
    expect(lat).toBe(41.1234568);
  });

  it('reckon a ship on as the domain does', () => {
    const rows = filled([{ ...ADRIATIC, sogKn: 20, cogDeg: 45, observedMs: NOW - 30_000 }]);
    const at = deadReckon({ lat: degrees(ADRIATIC.lat), lon: degrees(ADRIATIC.lon) }, 20, 45, 90);
    const [lon, lat] = rows.whereabouts(0, NOW + 60_000, [0, 0]);
    expect(lon).toBeCloseTo(at.lon, 6);
    expect(lat).toBeCloseTo(at.lat, 6);
  });

  it('say after how long without a report a ship is reckoned', () => {
    const underway = { ...ADRIATIC, kind: TrackKind.classA, sogKn: 12, cogDeg: 90 };
    const rows = filled([underway, { ...underway, state: TrackStateBits.atRest }]);
    const afterS = (row: number): number => rows.bytes(2)[(row * LOOK_WORDS + Look.style) * 4 + 3]!;
    expect([afterS(0), afterS(1)]).toEqual([15, 0]);
  });

  it('move nothing on beyond three minutes, nor before its report', () => {
    const rows = filled([{ ...ADRIATIC, sogKn: 20, cogDeg: 0, observedMs: NOW }]);
    expect(rows.whereabouts(0, NOW + 180_000, [0, 0])).toEqual(rows.whereabouts(0, NOW + 900_000, [0, 0]));
    expect(rows.whereabouts(0, NOW - 5000, [0, 0])[1]).toBeCloseTo(ADRIATIC.lat, 7);
  });

  it('leave a ship at rest where it is, whatever its receiver drifts', () => {
    const rows = filled([
      { ...ADRIATIC, sogKn: 0.4, cogDeg: 0, state: TrackStateBits.atRest, observedMs: NOW },
    ]);
    expect(rows.whereabouts(0, NOW + 120_000, [0, 0])[1]).toBeCloseTo(ADRIATIC.lat, 7);
    expect(rows.has(0, RowFlag.underway)).toBe(false);
  });

  it('know no direction where none was reported', () => {
    const rows = filled([{ ...ADRIATIC, sogKn: 5 }]);
    expect(rows.has(0, RowFlag.turns)).toBe(false);
  });

  it('hide what is filtered, never distress', () => {
    const rows = filled(
      [ADRIATIC, { ...ADRIATIC, kind: TrackKind.locatingDevice, state: TrackStateBits.distress }],
      false,
    );
    expect(rows.has(0, RowFlag.visible)).toBe(false);
    expect(rows.has(1, RowFlag.visible)).toBe(true);
    expect(rows.has(1, RowFlag.urgent)).toBe(true);
  });

  it('grow with the table and shrink with it', () => {
    const rows = new TrackRows();
    rows.fill(tableOf(Array.from({ length: 3000 }, () => ADRIATIC)), 'day', () => true);
    expect(rows.bytes(rows.count).length).toBe(3000 * LOOK_WORDS * 4);
    rows.fill(tableOf([ADRIATIC]), 'day', () => true);
    expect(rows.count).toBe(1);
    expect(rows.generation).toBe(2);
  });

  it('colour a class by the palette, and danger alike for all', () => {
    const colour = (ship: Ship, palette: 'day' | 'night'): number[] => {
      const rows = new TrackRows();
      rows.fill(tableOf([ship]), palette, () => true);
      return [...rows.bytes(1).subarray(Look.colour * 4, Look.colour * 4 + 4)];
    };
    const cargo = { ...ADRIATIC, shipType: 70 };
    expect(colour(cargo, 'day')).not.toEqual(colour(cargo, 'night'));
    expect(colour(cargo, 'day')).not.toEqual(colour({ ...cargo, shipType: 80 }, 'day'));
    const alarmed = { ...cargo, state: TrackStateBits.alarmed };
    expect(colour(alarmed, 'day')).toEqual(colour({ ...alarmed, shipType: 30 }, 'day'));
  });
});
