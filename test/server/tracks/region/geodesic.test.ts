import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degrees } from '../../../../proto/domain/units.ts';
import { geodesicBetween, geodesicEnd } from '../../../../server/tracks/region/geodesic.ts';

const at = (lat: number, lon: number) => ({ lat: degrees(lat), lon: degrees(lon) });

describe('geodesics', () => {
  it('between Flinders Peak and Buninyon are as geodesists computed them (GDA technical manual; GRS-80 and WGS-84 agree to 0.1 mm)', () => {
    const flinders = at(-(37 + 57 / 60 + 3.7203 / 3600), 144 + 25 / 60 + 29.5244 / 3600);
    const buninyon = at(-(37 + 39 / 60 + 10.1561 / 3600), 143 + 55 / 60 + 35.3839 / 3600);
    const { rangeM, azimuthDeg } = geodesicBetween(flinders, buninyon);
    expect(rangeM).toBeCloseTo(54_972.271, 2);
    expect(azimuthDeg).toBeCloseTo(306 + 52 / 60 + 5.37 / 3600, 5);
    const end = geodesicEnd(flinders, azimuthDeg, rangeM);
    expect(end.lat).toBeCloseTo(buninyon.lat, 9);
    expect(end.lon).toBeCloseTo(buninyon.lon, 9);
  });

  it('along the equator and from a point to itself have a length', () => {
    const round = (Math.PI * 6_378_137) / 180;
    expect(geodesicBetween(at(0, 0), at(0, 1)).rangeM).toBeCloseTo(round, 3);
    expect(geodesicBetween(at(40, 19), at(40, 19)).rangeM).toBe(0);
  });

  it('lead back to where they end, also over the antimeridian', () => {
    const anywhere = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lon: fc.double({ min: -180, max: 179.999, noNaN: true }),
      azimuth: fc.double({ min: 0, max: 359.999, noNaN: true }),
      range: fc.double({ min: 1, max: 400_000, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, ({ lat, lon, azimuth, range }) => {
        const back = geodesicBetween(at(lat, lon), geodesicEnd(at(lat, lon), azimuth, range));
        expect(Math.abs(back.rangeM - range)).toBeLessThan(1e-3);
        const turn = Math.abs(((back.azimuthDeg - azimuth + 540) % 360) - 180);
        expect((turn * Math.PI * range) / 180).toBeLessThan(1e-2);
      }),
    );
  });
});
