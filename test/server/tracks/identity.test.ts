import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { fed, identity, position, SHIP, timeAt } from './observations.ts';

describe('identity', () => {
  it('is joined from both parts of message 24, whichever comes first, before the position too', () => {
    const b = { kind: TrackKind.classB };
    const picture = fed(
      identity({ callSign: 'IABC', shipType: 37 }, b),
      identity({ name: 'LUNA' }, { ...b, at: 1 }),
      position({ ...b, at: 2 }),
    );
    expect(picture.static(0)).toMatchObject({ name: 'LUNA', callSign: 'IABC', shipType: 37 });
    expect(picture.counts().waiting).toBe(0);
  });

  it('keeps the mothership of an auxiliary craft', () => {
    const fields = { mothershipMmsi: SHIP as never };
    const picture = fed(position({ mmsi: 982_470_001 }), identity(fields, { mmsi: 982_470_001 }));
    expect(picture.detail(0).identity.mothershipMmsi?.value).toBe(SHIP);
    expect(picture.detail(0).flag).toBe('IT');
  });

  it('keeps people and goods on board field by field, each with who said it and when', () => {
    const cargo = [{ by: 'IMDG', class: '3', unNumber: 1203, massT: 900 }] as const;
    const picture = fed(
      position(),
      identity({ aboard: { personsOnBoard: 22, crew: 22 } }, { at: 10 }),
      identity({ aboard: { dangerousCargo: cargo } }, { at: 20, feed: 'south' }),
      identity({ aboard: { personsOnBoard: 23 } }, { at: 30 }),
    );
    expect(picture.detail(0).identity).toEqual({
      personsOnBoard: { value: 23, feedId: 'coast', observedMs: timeAt(30) },
      crew: { value: 22, feedId: 'coast', observedMs: timeAt(10) },
      dangerousCargo: { value: cargo, feedId: 'south', observedMs: timeAt(20) },
    });
  });

  it('is not replaced by an older statement, and tells of news only', () => {
    const picture = fed(position({ at: 10 }), identity({ name: 'NEW' }, { at: 10 }));
    const version = picture.staticVersion(0);
    picture.apply(identity({ name: 'OLD' }, { at: 5 }));
    picture.apply(identity({ name: 'NEW' }, { at: 15 }));
    expect(picture.staticVersion(0)).toBe(version);
    expect(picture.detail(0).identity.name).toMatchObject({ value: 'NEW', observedMs: timeAt(15) });
    picture.apply(identity({ name: 'NEWER' }, { at: 16 }));
    expect(picture.staticVersion(0)).toBeGreaterThan(version);
  });

  it('tells of navigation status and of a real turn, not of its noise', () => {
    const picture = fed(position({ status: 0, turn: 0 }));
    const version = () => picture.staticVersion(0);
    const start = version();
    picture.apply(position({ at: 10, lat: 40.0005, status: 0, turn: 2 }));
    expect(version()).toBe(start);
    picture.apply(position({ at: 20, lat: 40.001, status: 0, turn: 12 }));
    expect(version()).toBe(start + 1);
    expect(picture.static(0).turnDegPerMin).toBe(12);
    picture.apply(position({ at: 30, lat: 40.0015, status: 7, turn: 12 }));
    expect(version()).toBe(start + 2);
    expect(picture.static(0).navStatus).toBe(7);
  });

  it('lets at most 20,000 transmitters wait for a position', () => {
    const picture = new Picture({ epoch: 1 });
    for (let n = 0; n < 20_050; n++) picture.apply(identity({ name: 'X' }, { mmsi: 200_000_000 + n }));
    expect(picture.counts().waiting).toBe(20_000);
  });
});
