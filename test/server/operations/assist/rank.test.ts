import { describe, expect, test } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { type Candidate, isHindered, rankHelpers } from '../../../../server/operations/assist/rank.ts';

const target = { lat: degrees(41), lon: degrees(19) };
const NM = 1852;

const candidate = (name: string, nm: number, speedKn: number, more: Partial<Candidate> = {}): Candidate => ({
  unitId: name,
  name,
  kind: 'patrolVessel',
  at: destination(target, 90, nm * NM),
  placed: 'track',
  speedKn,
  ...more,
});

describe('who can help', () => {
  test('the soonest comes first, not the nearest', () => {
    const rows = rankHelpers(target, 'sea', 'rescue', [candidate('slow', 5, 10), candidate('fast', 8, 40)]);
    expect(rows.map(({ name, timeS }) => [name, timeS])).toEqual([
      ['fast', 720],
      ['slow', 1800],
    ]);
    expect(rows[0]?.courseDeg).toBeCloseTo(270, 0);
    expect(rows[0]?.fromLon).toBeCloseTo(destination(target, 90, 8 * NM).lon, 6);
  });

  test('who cannot be sent comes last, with the reason', () => {
    const rows = rankHelpers(target, 'sea', 'rescue', [
      candidate('moored', 1, 30, { hindered: 'unavailable' }),
      candidate('far', 20, 15),
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['far', 'moored']);
    expect(rows.map(isHindered)).toEqual([false, true]);
    expect(rows[1]?.reasons).toEqual(['unavailable']);
  });

  test('a range is there and back', () => {
    const way = { rangeM: 30 * NM };
    const [near, far] = rankHelpers(target, 'sea', 'rescue', [
      candidate('near', 14, 20, way),
      candidate('far', 16, 20, way),
    ]);
    expect([near?.withinRange, far?.withinRange]).toEqual([true, false]);
    expect(far?.reasons).toEqual(['beyondRange']);
  });

  test('a vehicle does not go to sea, a drone only sees, a boat without boarders does not board', () => {
    const rows = rankHelpers(target, 'sea', 'intercept', [
      candidate('car', 1, 40, { kind: 'vehicle' }),
      candidate('drone', 2, 40, { kind: 'drone' }),
      candidate('boat', 3, 20, { boarding: false }),
    ]);
    expect(rows.map(({ name, reasons }) => [name, reasons])).toEqual([
      ['drone', ['seesOnly']],
      ['boat', ['cannotBoard']],
    ]);
  });

  test('a target that runs away faster is not reached by the slow', () => {
    const running = { ...target, sogKn: 38, cogDeg: 270 };
    const rows = rankHelpers(running, 'sea', 'intercept', [
      candidate('slow', 2, 25),
      candidate('ahead', 10, 25, { at: destination(target, 270, 10 * NM) }),
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['ahead', 'slow']);
    expect(rows[1]?.reasons).toEqual(['cannotReach']);
  });
});
