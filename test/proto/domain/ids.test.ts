import { describe, expect, it } from 'vitest';
import { formatMmsi, trackId } from '../../../proto/domain/ids.ts';

describe('ids', () => {
  it('name a track by run and counter', () => {
    expect(trackId(12, 345)).toBe('12-345');
  });

  it('show all nine digits of an MMSI', () => {
    expect(formatMmsi(247_000_001)).toBe('247000001');
    expect(formatMmsi(2_470_001)).toBe('002470001');
    expect(formatMmsi(0)).toBe('000000000');
  });
});
