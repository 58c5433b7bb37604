import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { ContactState } from '../../../../proto/domain/track.ts';
import { type ContactEvidence, contactVerdict } from '../../../../server/tracks/fused/contactstate.ts';

const seen: ContactEvidence = {
  kind: TrackKind.seaContact,
  claimed: false,
  existence: 1,
  expectedAis: 0.95,
  ship: 0,
};
const stateOf = (evidence: Partial<ContactEvidence>, nowMs = 0) =>
  contactVerdict({ ...seen, ...evidence }, nowMs).state;

describe('what is seen and sends nothing', () => {
  it('is uncooperative where AIS would have been heard, and nothing where it would not', () => {
    expect(stateOf({})).toBe(ContactState.uncooperative);
    expect(stateOf({ expectedAis: 0.3 })).toBe(ContactState.none);
    expect(stateOf({ existence: 0.4 })).toBe(ContactState.none);
  });

  it('is dark only on evidence that it should send: called a ship, or a silent one was lost here', () => {
    expect(stateOf({ ship: 2 })).toBe(ContactState.dark);
    expect(stateOf({ formerMmsi: '201000001' })).toBe(ContactState.dark);
    expect(stateOf({ ship: 2, expectedAis: 0.8 })).toBe(ContactState.uncooperative);
    expect(contactVerdict({ ...seen, formerMmsi: '201000001' }, 0).why).toEqual({
      by: '201000001',
      value: 0.95,
      threshold: 0.9,
    });
  });

  it('on land owes nothing', () => {
    expect(stateOf({ kind: TrackKind.person })).toBe(ContactState.none);
    expect(stateOf({ kind: TrackKind.vehicle })).toBe(ContactState.none);
  });
});

describe('what has sent', () => {
  const claimed = { claimed: true, kind: TrackKind.classA, silentSinceMs: 1000 };

  it('is silent, and when it is Class A and would be heard, switched off after five minutes', () => {
    expect(stateOf(claimed, 300_999)).toBe(ContactState.silent);
    expect(stateOf(claimed, 301_000)).toBe(ContactState.dark);
    expect(stateOf({ ...claimed, expectedAis: 0.5 }, 301_000)).toBe(ContactState.silent);
    expect(stateOf({ ...claimed, kind: TrackKind.classB }, 301_000)).toBe(ContactState.silent);
  });

  it('is unverified where sensors should see it and do not', () => {
    expect(stateOf({ claimed: true, kind: TrackKind.classA, unverifiedSinceMs: 1 })).toBe(
      ContactState.unverified,
    );
  });

  it('and is a buoy or a unit of ours owes no AIS', () => {
    expect(stateOf({ ...claimed, kind: TrackKind.atonPhysical })).toBe(ContactState.none);
    expect(stateOf({ ...claimed, kind: TrackKind.unitVessel })).toBe(ContactState.none);
  });
});
