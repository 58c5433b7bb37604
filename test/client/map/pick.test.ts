import { describe, expect, it } from 'vitest';
import { type Pointing, pickRow } from '../../../client/map/pick.ts';
import { TrackRows } from '../../../client/map/tracklayer/rows.ts';
import { destination } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { type Ship, tableOf } from './table.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const HERE = { lat: degrees(41), lon: degrees(19) };

function pick(
  ships: readonly Ship[],
  at: Partial<Pointing> = {},
  visible = (_row: number) => true,
): number | undefined {
  const rows = new TrackRows();
  rows.fill(tableOf(ships), 'night', (_table, row) => visible(row));
  return pickRow(rows, { ...HERE, metresPerPixel: 10, reachPx: 14, nowMs: NOW, outlines: true, ...at });
}

/** A ship so many metres away in a direction. */
const away = (bearing: number, rangeM: number): Ship => ({
  ...destination(HERE, bearing, rangeM),
  observedMs: NOW,
});

describe('picking', () => {
  it('takes the nearest symbol within reach', () => {
    expect(pick([away(0, 120), away(90, 60), away(180, 100)])).toBe(1);
  });
  it('takes none beyond reach', () => {
    expect(pick([away(90, 145)])).toBeUndefined();
  });
  it('takes none that is hidden', () => {
    expect(pick([away(0, 10), away(0, 90)], {}, (row) => row !== 0)).toBe(1);
  });
  it('looks where a ship is now, not where it reported', () => {
    // 20 kn for 60 s is 617 m.
    const ship = { ...away(270, 617), sogKn: 20, cogDeg: 90 };
    expect(pick([ship], { nowMs: NOW + 60_000 })).toBe(0);
    expect(pick([ship])).toBeUndefined();
  });
  it('prefers distress where symbols lie close', () => {
    const beacon = { ...away(0, 60), kind: TrackKind.locatingDevice, state: TrackStateBits.distress };
    expect(pick([away(180, 30), beacon])).toBe(1);
  });
  it('hits a hull anywhere on it while outlines are drawn', () => {
    const tanker = {
      ...away(180, 200),
      headingDeg: 0,
      statics: { toBowM: 250, toSternM: 50, toPortM: 20, toStarboardM: 20 },
    };
    expect(pick([tanker], { metresPerPixel: 1 })).toBe(0);
    expect(pick([tanker], { metresPerPixel: 1, outlines: false })).toBeUndefined();
  });
  it('sees across the antimeridian', () => {
    expect(pick([{ lon: -179.9999, lat: 41, observedMs: NOW }], { lon: 179.9999 })).toBe(0);
  });
});
