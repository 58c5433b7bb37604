import { describe, expect, it } from 'vitest';
import type { IdentityFields } from '../../../../proto/domain/observation.ts';
import { metres } from '../../../../proto/domain/units.ts';
import { changes } from '../../../../server/detect/identity/changes.ts';
import { invalid } from '../../../../server/detect/identity/invalid.ts';
import { places } from '../../../../server/detect/kinematics/places.ts';
import { identity, position, SHIP, T0 } from '../../tracks/observations.ts';
import { displaced, reports, straight, together } from '../kinematics/ways.ts';
import { clue, Watched } from '../watched.ts';

const size = (lengthM: number) => ({
  toBowM: metres(lengthM - 10),
  toSternM: metres(10),
  toPortM: metres(5),
  toStarboardM: metres(5),
});
const ALFA: IdentityFields = {
  name: 'NORTHERN LIGHT',
  callSign: 'IABC',
  imo: 9_074_729,
  shipType: 70,
  dimensions: size(120),
};
const BRAVO: IdentityFields = {
  name: 'SEA DOG',
  callSign: '9HXYZ',
  imo: 9_395_044,
  shipType: 80,
  dimensions: size(60),
};

/** Says who it is at these seconds, and where, so that it is in the picture. */
const told = (...said: readonly (readonly [number, IdentityFields])[]) =>
  new Watched([places, changes, invalid]).say(
    position(),
    ...said.map(([at, fields]) => identity(fields, { at })),
  );

describe('a transmitter that becomes another', () => {
  it('is told with the message that says so', () => {
    const { lead } = told([1, ALFA], [361, ALFA], [721, BRAVO]).of('identityChanged')[0]!;
    expect(lead).toMatchObject({
      key: `identityChanged|mmsi/${SHIP}`,
      priority: 'caution',
      onsetMs: T0 + 721_000,
      provedMs: T0 + 721_000,
      measured: { value: 5, unit: 'count' },
      threshold: { value: 2, unit: 'count' },
    });
    expect(clue(lead, 'changed.name')).toMatchObject({ text: 'NORTHERN LIGHT → SEA DOG' });
    expect(clue(lead, 'changed.imo')).toMatchObject({ text: '9074729 → 9395044' });
  });

  it('may say so in two parts', () => {
    const watch = told([1, ALFA], [361, { name: 'SEA DOG' }], [391, { callSign: '9HXYZ' }]);
    expect(watch.of('identityChanged')).toMatchObject([{ lead: { provedMs: T0 + 391_000 } }]);
  });

  it('is enough with one field where something else deceives', () => {
    const jumped = reports(displaced(straight(12, 0), 90, 30_000), [630, 700, 10], { sog: 12, cog: 0 });
    const watch = new Watched([places, changes]).say(
      ...reports(straight(12, 0), [0, 300, 10], { sog: 12, cog: 0 }),
      identity(ALFA, { at: 300 }),
      ...reports(straight(12, 0), [310, 630, 10], { sog: 12, cog: 0 }),
      ...jumped,
      identity({ ...ALFA, name: 'SEA DOG' }, { at: 701 }),
    );
    const { lead } = watch.of('identityChanged')[0]!;
    expect(clue(lead, 'besideCondition')).toMatchObject({ text: 'teleport' });
  });
});

describe('no change is', () => {
  it.each<[string, readonly (readonly [number, IdentityFields])[]]>([
    [
      'one field',
      [
        [1, ALFA],
        [361, { ...ALFA, name: 'SEA DOG' }],
      ],
    ],
    [
      'a name cut short, a call sign with a blank',
      [
        [1, ALFA],
        [361, { ...ALFA, name: 'NORTHERN L', callSign: 'IABC ' }],
      ],
    ],
    [
      'a hull measured anew and a typing error',
      [
        [1, ALFA],
        [361, { ...ALFA, name: 'NORTHEN LIGHT', dimensions: size(131) }],
      ],
    ],
    [
      'a type within its group',
      [
        [1, ALFA],
        [361, { ...ALFA, shipType: 79, name: 'SEA DOG' }],
      ],
    ],
    [
      'what was not said before',
      [
        [1, { name: 'SEA DOG' }],
        [361, BRAVO],
      ],
    ],
    [
      'two fields hours apart',
      [
        [1, ALFA],
        [361, { ...ALFA, name: 'SEA DOG' }],
        [9000, { ...ALFA, name: 'SEA DOG', callSign: '9HXYZ' }],
      ],
    ],
    [
      'static data that came late',
      [
        [361, ALFA],
        [1, BRAVO],
      ],
    ],
  ])('%s', (_, said) => {
    expect(told(...said).of('identityChanged')).toEqual([]);
  });

  it('one there and back: two transmitters say who they are in turn', () => {
    const watch = told([1, ALFA], [361, BRAVO], [400, ALFA], [761, BRAVO], [800, ALFA], [1121, BRAVO]);
    expect(watch.of('identityChanged')).toMatchObject([{ ending: 'retracted', why: 'saidBothInTurn' }]);
  });

  it('one of two under one number that are known to be two', () => {
    const watch = new Watched([places, changes]).say(
      ...together(
        reports(straight(12, 0), [0, 300, 10], { sog: 12, cog: 0 }),
        reports(displaced(straight(12, 0), 9, 50_000), [5, 300, 10], { sog: 12, cog: 0 }),
      ),
      identity(ALFA, { at: 300 }),
      identity(BRAVO, { at: 301 }),
    );
    expect(watch.of('identityChanged')).toEqual([]);
  });
});

describe('an invalid number', () => {
  const wrong = { ...ALFA, imo: 9_074_720 };
  it('alone is never raised', () => {
    expect(told([1, wrong], [361, wrong]).all).toEqual([]);
  });

  it('is raised beside something else on the same vessel', () => {
    const watch = told([1, ALFA], [361, { ...wrong, name: 'SEA DOG' }]);
    const { lead, parts } = watch.all[0]!;
    const found = [lead, ...parts].find(({ kind }) => kind === 'identityInvalid');
    expect(found).toMatchObject({ key: `identityInvalid|mmsi/${SHIP}`, priority: 'caution' });
    expect(clue(found, 'fault.imoCheckDigit')).toMatchObject({ text: '9074720' });
    expect(clue(found, 'besideCondition')).toMatchObject({ text: 'identityChanged' });
  });

  it('is beside a jump too, and a valid one is not', () => {
    const jumps = (number: number) =>
      new Watched([places, invalid])
        .say(
          ...reports(straight(12, 0), [0, 300, 10], { sog: 12, cog: 0, mmsi: number }),
          ...reports(displaced(straight(12, 0), 90, 30_000), [300, 330, 10], { sog: 12, mmsi: number }),
        )
        .all.map(({ lead }) => lead.kind);
    // 280 is nobody's.
    expect(jumps(280_000_001)).toEqual(['teleport', 'identityInvalid']);
    expect(jumps(SHIP)).toEqual(['teleport']);
  });
});
