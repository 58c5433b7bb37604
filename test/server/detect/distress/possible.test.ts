import { describe, expect, it } from 'vitest';
import type { ManualReport } from '../../../../proto/domain/manual.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { knots } from '../../../../proto/domain/units.ts';
import { silence } from '../../../../server/detect/contact/silence.ts';
import { possible } from '../../../../server/detect/distress/possible.ts';
import { troubleIn } from '../../../../server/detect/distress/words.table.ts';
import { drifting } from '../../../../server/detect/movement/drifting.ts';
import { position, T0 } from '../../tracks/observations.ts';
import { manual } from '../../tracks/said.ts';
import { FLEET, traffic } from '../contact/traffic.ts';
import { clue, Watched } from '../watched.ts';

const watched = () => new Watched([drifting, possible]);

describe('possible distress', () => {
  it.each<[string, Partial<ManualReport>, string]>([
    ['many in a boat that lies still', { count: 20 }, 'stopped'],
    ['many in a boat that hardly moves', { count: 20, sogKn: knots(1) }, 'stopped'],
    ['words that say trouble', { note: 'white boat, engine failure, waving' }, 'troubleWords'],
  ])('is a warning at once by a report of %s', (_, report, what) => {
    const watch = watched().sayAtOnce(manual(0, report));
    expect(watch.all).toMatchObject([{ lead: { key: 'possibleDistress|contact/c1', priority: 'warning' } }]);
    expect(clue(watch.all[0]!.lead, what)).toBeDefined();
    expect(clue(watch.all[0]!.lead, 'reportedBy')).toMatchObject({ text: 'fishing vessel by VHF 16' });
    watch.say(manual(10, report, { withdrawn: true }));
    expect(watch.open('possibleDistress')).toEqual([]);
  });

  it.each<[string, Partial<ManualReport>]>([
    ['many under way', { count: 40, sogKn: knots(12) }],
    ['a few', { count: 3 }],
    ['people on land', { count: 40, kind: TrackKind.group }],
    ['a distress, which is one already', { count: 40, distress: true }],
    ['words that deny it', { note: 'not sinking, no fire' }],
  ])('is none by a report of %s', (_, report) => {
    expect(watched().sayAtOnce(manual(0, report)).all).toEqual([]);
  });

  it('is over when an update takes it back', () => {
    const watch = watched().say(manual(0, { count: 30 }), manual(60, { count: 30, sogKn: knots(9) }));
    expect(watch.open('possibleDistress')).toEqual([]);
  });

  /** Two knots to the east with its bow to the north. */
  const drifter = (shipType: number) =>
    Array.from({ length: 180 }, (_, i) => ({
      ...position({ at: i * 10, lat: 40, lon: 19 + i * 0.000121, sog: 2, cog: 90, identity: { shipType } }),
      headingDeg: 0 as never,
    }));

  it('is a passenger ship that drifts, and no cargo ship', () => {
    const watch = watched()
      .say(...drifter(60))
      .until(1800);
    expect(watch.of('possibleDistress')).toHaveLength(1);
    expect(clue(watch.of('possibleDistress')[0]!.lead, 'passengerShip')).toBeDefined();
    const cargo = watched()
      .say(...drifter(70))
      .until(1800);
    expect(cargo.of('drifting')).toHaveLength(1);
    expect(cargo.of('possibleDistress')).toEqual([]);
  });

  it('is a small craft far out that slowed down and is no longer heard', () => {
    const small = { kind: TrackKind.classB, mmsi: 247_000_099 };
    // Ten knots up and down for an hour and a half, then half a knot for five minutes, then nothing.
    const under = traffic([{ ...small, lon: 18.02, everyS: 30, sogKn: 10 }], 0, 5400);
    const { lat, observedMs } = under.at(-1)!;
    const stopped = Array.from({ length: 10 }, (_, i) => (observedMs - T0) / 1000 + 30 * (i + 1)).map(
      (at, i) => position({ ...small, at, lat: lat + i / 50_000, lon: 18.02, sog: 0.5, cog: 0 }),
    );
    const boat = [...under, ...stopped];
    const others = FLEET.map((ship) => ({ ...ship, kind: TrackKind.classB, everyS: 30 }));
    const all = [...traffic(others, 0, 7800), ...boat].sort((a, b) => a.observedMs - b.observedMs);
    const watch = new Watched([silence, possible]).say(...all).until(7800);
    expect(watch.of('silence')).toEqual([]);
    expect(watch.of('possibleDistress')).toMatchObject([
      { lead: { key: 'possibleDistress|mmsi/247000099' } },
    ]);
    const { lead } = watch.of('possibleDistress')[0]!;
    expect(lead.onsetMs).toBe(boat.at(-1)!.observedMs);
    expect(clue(lead, 'speedBefore')!.measure!.value).toBeGreaterThan(5);
    expect(clue(lead, 'farFromShore')).toBeDefined();
    const inshore = { shore: { distanceM: () => 1500, portM: () => 9000 } };
    expect(new Watched([silence, possible], inshore).say(...all).until(7800).all).toEqual([]);
  });
});

describe('words of trouble', () => {
  it.each([
    ['RHIB adrift 3 nm off', 'adrift'],
    ['taking water', 'taking water'],
    ['two people in the water', 'people in the water'],
    ['out of fuel', 'out of fuel'],
    ['asks for assistance', 'asks for assistance'],
  ])('%s', (text, words) => {
    expect(troubleIn(text)).toBe(words);
  });

  it.each(['fishing with nets', 'not drifting', 'no lights, heading for the beach'])('none: %s', (text) => {
    expect(troubleIn(text)).toBeUndefined();
  });
});
