import { expect, test } from 'vitest';
import { cardShape } from '../../../../client/panels/card/shape.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';

test('nothing on land has an identity, whatever is claimed for it', () => {
  for (const kind of [
    TrackKind.person,
    TrackKind.group,
    TrackKind.vehicle,
    TrackKind.animal,
    TrackKind.landContact,
  ])
    for (const claimed of [true, false])
      expect(cardShape(kind, claimed)).toMatchObject({ land: true, ais: false, vessel: false });
});

test('a radar contact has no fields of AIS until something claims it', () => {
  expect(cardShape(TrackKind.seaContact, false).ais).toBe(false);
  expect(cardShape(TrackKind.seaContact, true).ais).toBe(true);
});

test('units and aircraft are no AIS vessels; a vessel is one', () => {
  for (const kind of [TrackKind.unitVessel, TrackKind.unitFoot, TrackKind.aircraft, TrackKind.drone])
    expect(cardShape(kind, false)).toMatchObject({ ais: false, vessel: false, land: false });
  expect(cardShape(TrackKind.classB, true)).toMatchObject({ ais: true, vessel: true, fixed: false });
  expect(cardShape(TrackKind.atonPhysical, true)).toMatchObject({ ais: true, vessel: false, fixed: true });
});

test('what a person reported and nobody knows is no vessel; an unknown transmitter may be one', () => {
  expect(cardShape(TrackKind.unknown, false)).toMatchObject({ ais: false, vessel: false });
  expect(cardShape(TrackKind.unknown, true)).toMatchObject({ ais: true, vessel: true });
});
