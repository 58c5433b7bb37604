/** What an agency may release to whom, for how long, and that it ends. */
import { describe, expect, it } from 'vitest';
import { agencyId, type Release } from '../../../../proto/domain/operations/agency.ts';
import { agreementRules } from '../../../../server/operations/kinds/agreement.ts';
import { releaseRules } from '../../../../server/operations/kinds/release.ts';
import { transit } from '../../../../server/operations/transition.ts';
import { agency, at, BORDER, marking, NORTH, PACT, pact, SOUTH, sector, version, view } from '../border.ts';

const EAST = agencyId('xb-customs');
const others = view(...BORDER, ['agency', EAST, agency('XB')]);
const release = (changes: Partial<Release> = {}): Release => ({
  what: { kind: 'record', record: 'sector', id: 'south' },
  to: [NORTH],
  agreement: PACT,
  reason: 'joint watch',
  fromMs: at(0),
  untilMs: at(100),
  marking: marking(),
  ...changes,
});
const fault = (changes: Partial<Release>, seen = others) =>
  releaseRules.check!(release(changes), seen, at(1), undefined);
const vessels = { ...marking(), retention: 'vessels' } as const;
const people = { ...marking(), retention: 'peopleOnLand' } as const;

describe('a release', () => {
  it('rests upon an agreement between its owner and all receivers', () => {
    expect(fault({})).toBeUndefined();
    expect(fault({ agreement: 'none' as typeof PACT })).toMatchObject({ where: 'agreement' });
    expect(fault({ to: [NORTH, EAST] })).toMatchObject({ kind: 'refused', where: 'to.1' });
    expect(fault({ marking: marking(EAST) })).toMatchObject({ kind: 'refused', where: 'agreement' });
    expect(fault({ to: [SOUTH] })).toMatchObject({ where: 'to' });
  });
  it('never outlasts it, nor begins before it, nor is over already', () => {
    expect(fault({ untilMs: at(1000) })).toBeUndefined();
    expect(fault({ untilMs: at(1001) })).toMatchObject({ kind: 'refused', where: 'untilMs' });
    expect(fault({ fromMs: at(-1001) })).toMatchObject({ kind: 'refused', where: 'fromMs' });
    expect(fault({ fromMs: at(-5), untilMs: at(1) })).toMatchObject({ where: 'untilMs' });
  });
  it('speaks of what was agreed', () => {
    expect(fault({ what: { kind: 'track', trackId: 't1' }, marking: vessels })).toBeUndefined();
    expect(fault({ what: { kind: 'feed', feedId: 'radar' }, marking: vessels })).toMatchObject({
      where: 'what',
    });
    expect(fault({ what: { kind: 'record', record: 'unit', id: 'galeb' } })).toBeUndefined();
    expect(fault({ what: { kind: 'record', record: 'agency', id: SOUTH } })).toMatchObject({ where: 'what' });
    const without = view(...BORDER, ['agreement', PACT, pact({ release: ['vessels'] })]);
    expect(fault({}, without)).toMatchObject({ kind: 'refused', where: 'what' });
  });
  it('is of the own, and not of what is red', () => {
    expect(fault({ what: { kind: 'record', record: 'sector', id: 'north' } })).toMatchObject({
      where: 'what.id',
    });
    const red = sector({ kind: 'circle', centre: { lat: 42, lon: 19 }, radiusM: 1000 });
    const seen = view(...BORDER, ['sector', 'south', { ...red, marking: { ...marking(), tlp: 'red' } }]);
    expect(fault({}, seen)).toMatchObject({ kind: 'refused', where: 'what.id' });
  });
  it('of people on land has to be named, and is without identity', () => {
    const what = { kind: 'track', trackId: 't1' } as const;
    expect(fault({ what, marking: people })).toMatchObject({ kind: 'refused', where: 'what' });
    const named = view(...BORDER, ['agreement', PACT, pact({ release: ['peopleOnLand'] })]);
    expect(fault({ what, marking: people }, named)).toMatchObject({ kind: 'refused', where: 'reduction' });
    expect(fault({ what, marking: people, reduction: { withoutIdentity: true } }, named)).toBeUndefined();
  });
  it('is ended by its owner with a reason, or by its time, and never changed', () => {
    const end = (event: string, reason?: string) =>
      transit(
        releaseRules,
        release(),
        { event, by: { id: 'p', name: 'P' }, atMs: at(200), ...(reason !== undefined && { reason }) },
        others,
      );
    expect(end('end')).toMatchObject({ kind: 'invalid', where: 'reason' });
    expect(end('end', 'no longer needed')).toMatchObject({ value: { endedMs: at(200) } });
    expect(end('expire')).toMatchObject({ value: { endedMs: at(100) } });
    expect(releaseRules.due!(version('release', 'r', release()), at(100))).toBe('expire');
    expect(releaseRules.due!(version('release', 'r', release()), at(99))).toBeUndefined();
    expect(releaseRules.due!(version('release', 'r', release({ endedMs: at(50) })), at(100))).toBeUndefined();
    expect(releaseRules.settle!(release(), version('release', 'r', release()), at(1))).toMatchObject({
      kind: 'refused',
    });
    expect(releaseRules.inUse!(version('release', 'r', release()), others, at(1))).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('its agreement', () => {
  const before = version('agreement', PACT, pact());
  const check = (changes: Parameters<typeof pact>[0], seen = others) =>
    agreementRules.check!(pact(changes), seen, at(1), before);
  const released = view(...BORDER, ['release', 'r', release()]);

  it('cannot be changed from under it', () => {
    expect(check({ untilMs: at(100) }, released)).toBeUndefined();
    expect(check({ untilMs: at(99) }, released)).toMatchObject({
      kind: 'refused',
      remedy: 'end that release first',
    });
    expect(check({ release: ['units'] }, released)).toMatchObject({ kind: 'refused' });
    expect(
      check({ untilMs: at(99) }, view(...BORDER, ['release', 'r', release({ endedMs: at(1) })])),
    ).toBeUndefined();
  });
  it('is not removed while it is relied upon', () => {
    expect(agreementRules.inUse!(before, released, at(1))?.what).toBe('it is used by release "r"');
    expect(agreementRules.inUse!(before, others, at(1))).toBeUndefined();
  });
  it('has hosts and a commander among its parties, of which there are two', () => {
    expect(check({ areas: [{ area: pact().areas[0]!.area, host: EAST }] })).toMatchObject({
      where: 'areas.0.host',
    });
    expect(check({ command: EAST })).toMatchObject({ where: 'command' });
    expect(check({ parties: [NORTH, EAST] })).toBeDefined();
    expect(agreementRules.schema.safeParse(pact({ parties: [SOUTH] })).success).toBe(false);
    expect(agreementRules.schema.safeParse(pact({ parties: [SOUTH, SOUTH] })).success).toBe(false);
    expect(agreementRules.schema.safeParse(pact()).success).toBe(true);
  });
  it('has areas without faults', () => {
    const bow = [
      { lat: 42, lon: 19 },
      { lat: 42.1, lon: 19.1 },
      { lat: 42.1, lon: 19 },
      { lat: 42, lon: 19.1 },
    ];
    const areas = [{ area: { kind: 'polygon', rings: [bow] } as const, host: SOUTH }];
    expect(check({ areas })?.where).toMatch(/^areas\.0\.area/);
  });
});
