import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees } from '../../../proto/domain/units.ts';
import {
  delayedPlace,
  isSameSight,
  reducedPlace,
  reducedState,
  reducedStatic,
  roundedTo,
} from '../../../server/publish/reduced.ts';
import { TestPicture, track } from './testpicture.ts';

const position = ({ lat, lon }: { lat: number; lon: number }) => ({ lat: degrees(lat), lon: degrees(lon) });

describe('a rounded position', () => {
  const lat = fc.double({ min: -90, max: 90, noNaN: true });
  const lon = fc.double({ min: -180, max: 180, noNaN: true });
  const roundM = fc.constantFrom(500, 2000, 10_000, 50_000);

  it('is the middle of a cell: within its half diagonal, and the same for all that the cell holds', () => {
    fc.assert(
      fc.property(lat, lon, roundM, (lat, lon, roundM) => {
        const middle = roundedTo(lat, lon, roundM);
        // Cells are a little wider than their height, towards the poles by more: fewer fit into a row.
        if (Math.abs(lat) < 80)
          expect(distanceM(position({ lat, lon }), position(middle))).toBeLessThan(roundM * 0.85);
        const again = roundedTo(middle.lat, middle.lon, roundM);
        expect(again.lat).toBeCloseTo(middle.lat, 9);
        expect(again.lon).toBeCloseTo(middle.lon, 9);
        expect(Math.abs(middle.lat)).toBeLessThan(90);
        expect(Math.abs(middle.lon)).toBeLessThanOrEqual(180);
      }),
    );
  });

  it('tells no more at 60° than at the equator', () => {
    const cells = (at: number) =>
      new Set(Array.from({ length: 2000 }, (_, i) => roundedTo(at, i / 1000, 10_000).lon)).size;
    // Two degrees: 222 km at the equator, half of that at 60°.
    expect(cells(0.01)).toBeGreaterThanOrEqual(21);
    expect(cells(0.01)).toBeLessThanOrEqual(24);
    expect(cells(60.01)).toBeLessThanOrEqual(13);
  });
});

describe('a delayed position', () => {
  const picture = new TestPicture();
  picture.appear(0, track({ lat: 43, lon: 19, observedMs: 300_000 }));
  picture.trails.set(0, { timesMs: [100_000, 200_000, 300_000], lats: [41, 42, 43], lons: [19, 19, 19] });

  it('is the newest that is old enough, and says when the next will be', () => {
    expect(delayedPlace(picture, 0, 60_000, 259_999)).toEqual({
      place: { lat: 41, lon: 19, observedMs: 100_000 },
      dueMs: 260_000,
    });
    expect(delayedPlace(picture, 0, 60_000, 260_000).place?.lat).toBe(42);
    expect(delayedPlace(picture, 0, 60_000, 360_000)).toMatchObject({ place: { lat: 43 }, dueMs: Infinity });
  });

  it('is none while nothing is old enough', () => {
    expect(delayedPlace(picture, 0, 60_000, 159_999)).toEqual({ place: undefined, dueMs: 160_000 });
    expect(reducedPlace(picture, 0, { withoutIdentity: true, delayMs: 60_000 }, 100_000)).toBeUndefined();
  });

  it('can be rounded too', () => {
    const place = reducedPlace(
      picture,
      0,
      { withoutIdentity: true, delayMs: 60_000, roundM: 10_000 },
      259_999,
    );
    expect(place).toEqual({ ...roundedTo(41, 19, 10_000), observedMs: 100_000 });
  });
});

describe('what is said of a reduced track', () => {
  const whole = {
    ...{ slot: 3, generation: 2, id: '1-7', kind: 1, nature: 1, mmsi: 247_000_001, name: 'ALBA' },
    ...{ callSign: 'IABC', imo: 9_074_729, shipType: 70, toBowM: 100, navStatus: 5, destination: 'BARI' },
    ...{ turnDegPerMin: 3, contact: 3, sources: 3, silentSinceMs: 5, contactCount: 12 },
  };

  it('without identity is what kind of thing it is, and nothing else', () => {
    expect(reducedStatic(whole, { withoutIdentity: true })).toEqual({
      ...{ slot: 3, generation: 2, id: '1-7', kind: 1, nature: 1 },
    });
  });

  it('on land is a class and a number', () => {
    const group = { ...whole, kind: TrackKind.group };
    expect(reducedStatic(group, { withoutIdentity: true })).toEqual({
      ...{ slot: 3, generation: 2, id: '1-7', kind: TrackKind.group, nature: 1, contactCount: 12 },
    });
  });

  it('with identity leaves out what our sensors and rules make of it, and motion where the place is coarse', () => {
    const named = reducedStatic(whole, { withoutIdentity: false, roundM: 5000 });
    expect(named).toMatchObject({ name: 'ALBA', mmsi: 247_000_001, destination: 'BARI' });
    for (const field of ['contact', 'sources', 'silentSinceMs', 'contactCount', 'navStatus', 'turnDegPerMin'])
      expect(named).not.toHaveProperty(field);
  });

  it('keeps life and distress in its state, never what alarmed us', () => {
    const { distress, alarmed, conflict, accurate, atRest, coasting } = TrackStateBits;
    const all = 255;
    expect(reducedState(all, { withoutIdentity: true, roundM: 1 })).toBe(0b11 | distress);
    expect(reducedState(all, { withoutIdentity: true })).toBe(0b11 | distress | accurate | atRest | coasting);
    expect(reducedState(all, { withoutIdentity: false, delayMs: 1 })).toBe(0b11 | distress | conflict);
    expect(reducedState(alarmed, { withoutIdentity: false })).toBe(0);
  });

  it('is told anew only where it differs', () => {
    expect(isSameSight({ withoutIdentity: true, roundM: 5 }, { withoutIdentity: true, roundM: 5 })).toBe(
      true,
    );
    expect(isSameSight({ withoutIdentity: true, roundM: 5 }, { withoutIdentity: true })).toBe(false);
    expect(isSameSight('whole', { withoutIdentity: false })).toBe(false);
  });
});
