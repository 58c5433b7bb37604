/** Cases by hand: who sees and does what, and by which rule. */
import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { decide } from '../../../server/access/decide.ts';
import { ruleText } from '../../../server/access/ruletext.ts';
import {
  type agreement,
  asker,
  at,
  COAST,
  marking,
  NEIGHBOUR,
  POLICE,
  RESCUE,
  recordsWithAgencies,
  released,
  track,
  worldOf,
} from './worlds.ts';

const operator = asker(COAST, ['operator']);
const neighbour = asker(NEIGHBOUR, ['operator']);

it('a service sees its own, and nobody else does', () => {
  const world = worldOf(recordsWithAgencies());
  expect(decide(world, operator, 'see', track(['ais']))).toEqual({ verdict: 'yes', rule: 'ownFeed' });
  expect(decide(world, neighbour, 'see', track(['ais']))).toEqual({ verdict: 'no', rule: 'ownService' });
  expect(decide(world, asker(POLICE, ['operator']), 'see', track(['ais']))).toMatchObject({ verdict: 'no' });
  // What nobody marked is the site's own; what people report is their agency's.
  expect(decide(world, operator, 'see', track(['unmarked']))).toMatchObject({ verdict: 'yes' });
  expect(decide(world, operator, 'see', track(['ownerless']))).toMatchObject({ verdict: 'yes' });
  expect(decide(world, operator, 'see', track(['people/xa-police']))).toMatchObject({ verdict: 'no' });
  expect(decide(world, asker(POLICE, ['operator']), 'see', track(['people/xa-police']))).toMatchObject({
    verdict: 'yes',
  });
});

it('a release holds from its beginning to just before its end, within its agreement', () => {
  const seen = (ms: number, more = {}, agreed = {}) =>
    decide(worldOf(released(more, agreed), ms), neighbour, 'see', track(['ais'])).verdict;
  expect(seen(0)).toBe('yes');
  expect([seen(-1001), seen(-1000), seen(4999), seen(5000)]).toEqual(['no', 'yes', 'yes', 'no']);
  expect(seen(0, { endedMs: at(0) })).toBe('no');
  expect(seen(0, { endedMs: at(1) })).toBe('yes');
  expect(seen(0, {}, { untilMs: at(0) })).toBe('no');
  expect(seen(0, {}, { fromMs: at(1) })).toBe('no');
  expect(seen(0, {}, { parties: [COAST, POLICE] })).toBe('no');
  expect(seen(0, {}, { parties: [NEIGHBOUR, POLICE] })).toBe('no');
  expect(seen(0, {}, { release: ['contacts'] })).toBe('no');
  // Nobody releases what is another's.
  expect(seen(0, { marking: marking(POLICE) })).toBe('no');
});

it('a release can take away the identity, the exact place and the present', () => {
  const reduction = { withoutIdentity: true, roundM: 1000, delayMs: 60_000 };
  const world = worldOf(released({ reduction }));
  const see = (field?: 'position' | 'identity' | 'evidence' | 'trail') =>
    decide(world, neighbour, 'see', track(['ais']), field);
  expect(see()).toEqual({ verdict: 'reduced', rule: 'releasedFeed', reduction });
  expect(see('identity').verdict).toBe('no');
  expect(see('evidence').verdict).toBe('no');
  expect(see('position')).toMatchObject({
    reduction: { withoutIdentity: false, roundM: 1000, delayMs: 60_000 },
  });
  expect(decide(world, neighbour, 'see', { kind: 'feed', feedId: feedId('ais') }).verdict).toBe('no');
});

it('who and what is on board is for the service that heard it, and in distress for rescue centres', () => {
  const world = worldOf(released());
  const aboard = (who: typeof operator, object: ReturnType<typeof track>) =>
    decide(world, who, 'see', object, 'aboard');
  expect(aboard(operator, track(['ais']))).toEqual({ verdict: 'yes', rule: 'ownFeed' });
  // The same track is released whole.
  expect(decide(world, neighbour, 'see', track(['ais']))).toMatchObject({ verdict: 'yes' });
  expect(aboard(neighbour, track(['ais']))).toEqual({ verdict: 'no', rule: 'aboard' });
  expect(ruleText('aboard')).toContain('on board');
  const rescue = asker(RESCUE, ['operator']);
  expect(aboard(rescue, track(['ais'])).verdict).toBe('no');
  expect(aboard(rescue, track(['ais'], { distress: true }))).toEqual({
    verdict: 'yes',
    rule: 'distressToRescue',
  });
});

it('TLP:RED stays, whatever is released', () => {
  const world = worldOf(released({ what: { kind: 'feed', feedId: 'secret' } }));
  expect(decide(world, neighbour, 'see', track(['secret']))).toEqual({ verdict: 'no', rule: 'red' });
  expect(decide(world, operator, 'see', track(['secret'])).verdict).toBe('yes');
});

it('people on land need an agreement that names them and a release, and stay nameless', () => {
  const land = { what: { kind: 'feed' as const, feedId: 'land' }, marking: marking(POLICE) };
  const group = track(['land'], { trackKind: TrackKind.group });
  const see = (agreed: Parameters<typeof agreement>[0], object = group) =>
    decide(worldOf(released(land, agreed)), neighbour, 'see', object);
  expect(see({ release: ['vessels', 'contacts', 'units', 'sensors'] }).verdict).toBe('no');
  const named = see({ release: ['peopleOnLand'] });
  expect(named).toEqual({ verdict: 'reduced', rule: 'releasedFeed', reduction: { withoutIdentity: true } });
  // What a land sensor has not told apart may be people.
  expect(see({ release: ['contacts'] }, track(['land'], { trackKind: TrackKind.vehicle })).verdict).toBe(
    'no',
  );
  // The sensor's raw plots show people too.
  const feed = { kind: 'feed', feedId: feedId('land') } as const;
  const plots = (release_: ('sensors' | 'peopleOnLand')[]) =>
    decide(worldOf(released(land, { release: release_ })), neighbour, 'see', feed).verdict;
  expect([plots(['sensors']), plots(['sensors', 'peopleOnLand'])]).toEqual(['no', 'yes']);
});

it('a distress is seen by its service and by rescue centres; to others it is released by name', () => {
  const boat = track(['radar'], { trackKind: TrackKind.seaContact, distress: true });
  const feed = { what: { kind: 'feed' as const, feedId: 'radar' } };
  const world = worldOf(released(feed));
  expect(decide(world, asker(RESCUE, ['operator']), 'see', boat)).toEqual({
    verdict: 'yes',
    rule: 'distressToRescue',
  });
  expect(decide(world, asker(RESCUE, ['operator']), 'see', { ...boat, distress: false }).verdict).toBe('no');
  expect(decide(world, neighbour, 'see', { ...boat, distress: false }).verdict).toBe('yes');
  expect(decide(world, neighbour, 'see', boat)).toEqual({ verdict: 'no', rule: 'distressNeedsPerson' });
  const named = worldOf(released({ what: { kind: 'track', trackId: boat.trackId } }));
  expect(decide(named, neighbour, 'see', boat)).toEqual({ verdict: 'yes', rule: 'releasedTrack' });
  // An AIS distress is heard by everyone at sea: the release of its feed stands.
  const ship = track(['ais'], { distress: true });
  expect(decide(worldOf(released()), neighbour, 'see', ship).verdict).toBe('yes');
  // The rights monitor of the service sees it whole.
  expect(decide(world, asker(COAST, ['rightsMonitor']), 'see', boat).verdict).toBe('yes');
  expect(decide(world, asker(COAST, ['coordinator']), 'release', boat).verdict).toBe('no');
  expect(decide(world, asker(COAST, ['coordinator']), 'releaseDistress', boat).rule).toBe('role');
  expect(decide(world, asker(COAST, ['supervisor']), 'releaseDistress', boat).verdict).toBe('yes');
});

it('whoever looks as another changes nothing and gains nothing', () => {
  const coordinator = asker(COAST, ['coordinator'], { seesAs: NEIGHBOUR });
  const world = worldOf(released());
  expect(decide(world, coordinator, 'see', track(['ais'])).verdict).toBe('yes');
  expect(decide(world, coordinator, 'see', track(['radar']))).toEqual({ verdict: 'no', rule: 'seesAs' });
  expect(decide(world, coordinator, 'see', track(['next']))).toMatchObject({ verdict: 'no' });
  expect(decide(world, coordinator, 'plan', { kind: 'any' })).toEqual({
    verdict: 'no',
    rule: 'seesAsOnlyLooks',
  });
  expect(decide(world, coordinator, 'seeAs', { kind: 'any' }).verdict).toBe('yes');
  const cut = { ...coordinator, roles: ['operator'] as const };
  expect(decide(world, cut, 'see', track(['ais']))).toEqual({ verdict: 'no', rule: 'seesAsNotAllowed' });
  const nobody = { ...coordinator, seesAs: agencyId('zz-none') };
  expect(decide(world, nobody, 'see', track(['ais'])).verdict).toBe('no');
});

it('a wall shows what everyone in its room may see', () => {
  const world = worldOf(released({ to: [NEIGHBOUR] }));
  const wall = (room: readonly (typeof COAST)[]) => asker(COAST, ['wall'], { room });
  expect(decide(world, wall([COAST]), 'see', track(['ais'])).verdict).toBe('yes');
  expect(decide(world, wall([COAST, NEIGHBOUR]), 'see', track(['ais'])).verdict).toBe('yes');
  expect(decide(world, wall([COAST, NEIGHBOUR]), 'see', track(['radar'])).rule).toBe('room');
  expect(decide(world, wall([NEIGHBOUR]), 'see', track(['next'])).verdict).toBe('no');
  expect(decide(world, wall([COAST]), 'search', { kind: 'any' }).verdict).toBe('no');
});

it('the demonstration’s viewer changes nothing', () => {
  const { personId: _person, ...viewer } = asker(COAST, ['operator'], { how: 'demonstration' });
  const world = worldOf(recordsWithAgencies());
  expect(decide(world, viewer, 'see', track(['ais'])).verdict).toBe('yes');
  expect(decide(world, viewer, 'report', { kind: 'any' })).toEqual({
    verdict: 'no',
    rule: 'viewerOnlyLooks',
  });
});

it('every rule that decides has a sentence', () => {
  for (const rule of ['ownFeed', 'role', 'seesAs', 'rightsMonitor', 'anothers'])
    expect(ruleText(rule)).toMatch(/\.$/);
});

it('what is recorded is held and corrected by those of the site’s own agency who keep it', () => {
  const world = worldOf(recordsWithAgencies());
  const keep = (who: ReturnType<typeof asker>) => decide(world, who, 'keepArchive', { kind: 'archive' });
  expect(keep(asker(COAST, ['administrator']))).toEqual({ verdict: 'yes', rule: 'homeKeepsArchive' });
  expect(keep(asker(COAST, ['dataProtection'])).verdict).toBe('yes');
  expect(keep(asker(POLICE, ['dataProtection']))).toEqual({ verdict: 'no', rule: 'archiveIsHomes' });
  expect(keep(asker(COAST, ['supervisor', 'analyst', 'auditor'])).rule).toBe('role');
  expect(decide(world, asker(COAST, ['administrator']), 'keepArchive', track(['ais'])).rule).toBe(
    'notForThis',
  );
  expect(decide(world, asker(COAST, ['supervisor']), 'see', { kind: 'archive' }).verdict).toBe('no');
});
