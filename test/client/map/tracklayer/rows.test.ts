import { describe, expect, it } from 'vitest';
import { RECORD_WORDS, RowFlag, TrackRows, Word } from '../../../../client/map/tracklayer/rows.ts';
import { deadReckon } from '../../../../proto/domain/motion.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { TrackStateBits } from '../../../../proto/domain/track.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { type Ship, tableOf } from '../table.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const ADRIATIC = { lon: 18.912345678, lat: 41.123456789 };

function filled(ships: readonly Ship[], visible = true): TrackRows {
  const rows = new TrackRows();
  rows.fill(tableOf(ships), 'night', () => visible, NOW);
  return rows;
}

describe('the rows for the graphics card', () => {
  it('keep a position to the millimetre in two single-precision halves', () => {
    const rows = filled([ADRIATIC]);
    const [lon, lat] = rows.whereabouts(0, NOW, [0, 0]);
    expect(lon).toBeCloseTo(ADRIATIC.lon, 9);
    expect(lat).toBeCloseTo(ADRIATIC.lat, 9);
  });

  it('reckon a ship on as the domain does', () => {
    const rows = filled([{ ...ADRIATIC, sogKn: 20, cogDeg: 45, observedMs: NOW - 30_000 }]);
    const at = deadReckon({ lat: degrees(ADRIATIC.lat), lon: degrees(ADRIATIC.lon) }, 20, 45, 90);
    const [lon, lat] = rows.whereabouts(0, NOW + 60_000, [0, 0]);
    expect(lon).toBeCloseTo(at.lon, 7);
    expect(lat).toBeCloseTo(at.lat, 7);
  });

  it('call a ship reckoned by when it was last heard, not by when its position was sent', () => {
    const underway = { ...ADRIATIC, kind: TrackKind.classA, sogKn: 12, cogDeg: 90 };
    const rows = filled([
      { ...underway, observedMs: NOW - 40_000 },
      { ...underway, observedMs: NOW - 40_000, heardMs: NOW - 4000 },
    ]);
    const ageBeyondWhich = (row: number): number =>
      new Uint8Array(rows.words.buffer)[(row * RECORD_WORDS + Word.style) * 4 + 3]!;
    expect(ageBeyondWhich(0)).toBe(15);
    expect(ageBeyondWhich(1)).toBe(15 + 36);
  });

  it('move nothing on beyond three minutes, nor before its report', () => {
    const rows = filled([{ ...ADRIATIC, sogKn: 20, cogDeg: 0, observedMs: NOW }]);
    expect(rows.whereabouts(0, NOW + 180_000, [0, 0])).toEqual(rows.whereabouts(0, NOW + 900_000, [0, 0]));
    expect(rows.whereabouts(0, NOW - 5000, [0, 0])[1]).toBeCloseTo(ADRIATIC.lat, 9);
  });

  it('leave a ship at rest where it is, whatever its receiver drifts', () => {
    const rows = filled([
      { ...ADRIATIC, sogKn: 0.4, cogDeg: 0, state: TrackStateBits.atRest, observedMs: NOW },
    ]);
    expect(rows.whereabouts(0, NOW + 120_000, [0, 0])[1]).toBeCloseTo(ADRIATIC.lat, 9);
    expect(rows.has(0, RowFlag.underway)).toBe(false);
  });

  it('know no direction where none was reported', () => {
    const rows = filled([{ ...ADRIATIC, sogKn: 5 }]);
    expect(rows.word(0, Word.directionDeg)).toBe(-1);
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
    rows.fill(tableOf(Array.from({ length: 3000 }, () => ADRIATIC)), 'day', () => true, NOW);
    expect(rows.words.length).toBe(3000 * RECORD_WORDS);
    rows.fill(tableOf([ADRIATIC]), 'day', () => true, NOW);
    expect(rows.words.length).toBe(RECORD_WORDS);
    expect(rows.generation).toBe(2);
  });

  it('colour a class by the palette, and danger alike for all', () => {
    const colour = (ship: Ship, palette: 'day' | 'night'): number[] => {
      const rows = new TrackRows();
      rows.fill(tableOf([ship]), palette, () => true, NOW);
      return [...new Uint8Array(rows.words.buffer, Word.colour * 4, 4)];
    };
    const cargo = { ...ADRIATIC, shipType: 70 };
    expect(colour(cargo, 'day')).not.toEqual(colour(cargo, 'night'));
    expect(colour(cargo, 'day')).not.toEqual(colour({ ...cargo, shipType: 80 }, 'day'));
    const alarmed = { ...cargo, state: TrackStateBits.alarmed };
    expect(colour(alarmed, 'day')).toEqual(colour({ ...alarmed, shipType: 30 }, 'day'));
  });
});
