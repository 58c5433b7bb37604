/** What stands changes: within one tick everybody sees by it. */
import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { Person } from '../../../proto/domain/operations/agency.ts';
import type { AccessControl } from '../../../server/access/control.ts';
import { openAccess } from './openaccess.ts';
import { agreement, asker, at, COAST, NEIGHBOUR, patrol, release, sector, unit } from './worlds.ts';

const FACTS = {
  id: '1-1',
  kind: TrackKind.classA,
  nature: Nature.synthetic,
  feeds: { feeds: [feedId('ais')] },
  distress: false,
};

const neighbour = asker(NEIGHBOUR, ['operator']);
const sees = (access: AccessControl) => access.audience(neighbour)?.sight(FACTS);

it('a release begins and ends by itself, and who listens is told within a tick', () => {
  const { access, records, clock } = openAccess();
  let told = 0;
  access.onChange(() => {
    told += 1;
  });
  records.set('agreement', 'a1', agreement());
  records.set('release', 'r1', release({ fromMs: at(2000), untilMs: at(5000) }));
  access.tick();
  expect(told).toBe(1);
  const before = access.revision;
  expect(sees(access)).toBe('none');
  access.tick();
  expect([told, access.revision]).toEqual([1, before]);

  clock.advance(2000);
  access.tick();
  expect([told, sees(access)]).toEqual([2, 'whole']);
  expect(access.revision).toBeGreaterThan(before);
  clock.advance(2999);
  access.tick();
  expect([told, sees(access)]).toEqual([2, 'whole']);
  clock.advance(1);
  access.tick();
  expect([told, sees(access)]).toEqual([3, 'none']);
});

it('a patrol that is proposed changes what its parties may see; another title does not', () => {
  const { access, records } = openAccess();
  records.set('unit', 'u1', unit(COAST));
  records.set('sector', 's1', sector(COAST));
  const parties = [{ agency: NEIGHBOUR, answer: 'asked' as const }];
  records.set('patrol', 'p1', patrol(COAST, { parties }));
  const draft = access.revision;
  records.set('patrol', 'p1', patrol(COAST, { parties, title: 'Day' }));
  expect(access.revision).toBe(draft);
  records.set('patrol', 'p1', patrol(COAST, { parties, state: 'proposed' }));
  expect(access.revision).toBeGreaterThan(draft);
});

it('somebody whose role is cut is signed out, and their audience ends', async () => {
  const { access, records, signIn } = await openAccess().withPerson('jo', ['operator', 'analyst']);
  const { secret } = await signIn('jo');
  const session = { session: secret };
  expect(access.asker(session)?.roles).toEqual(['operator', 'analyst']);
  const before = access.revision;
  const jo: Person = { name: 'Jo Doe', login: 'jo', agency: COAST, roles: ['auditor'] };
  records.set('person', 'p-jo', jo);
  expect(access.revision).toBeGreaterThan(before);
  expect(access.asker(session)).toBeUndefined();
  const again = access.asker({ session: (await signIn('jo')).secret });
  expect(again && access.audience(again)).toBeUndefined();
  // A role more signs nobody out.
  const more = { session: (await signIn('jo')).secret };
  records.set('person', 'p-jo', { ...jo, roles: ['auditor', 'operator'] });
  expect(access.asker(more)?.roles).toEqual(['auditor', 'operator']);
  records.set('person', 'p-jo', { ...jo, barred: true });
  expect(access.asker(more)).toBeUndefined();
});

it('the home of a site is whose agency was entered first, where the configuration names none', () => {
  const { access } = openAccess({ home: undefined });
  const object = { kind: 'feed', feedId: feedId('nobody-said') } as const;
  expect(access.decide(asker(COAST, ['operator']), 'see', object).verdict).toBe('yes');
});

it('without a session there is nobody, but the viewer of the demonstration', () => {
  expect(openAccess().access.asker({})).toBeUndefined();
  expect(openAccess().access.asker({ session: 'guess', token: 'guess' })).toBeUndefined();
  const { access } = openAccess({ demonstration: true });
  const viewer = access.asker({ session: 'over' });
  expect(viewer).toMatchObject({ agency: COAST, how: 'demonstration' });
  expect(viewer).not.toHaveProperty('personId');
  // A token that is wrong is told so, even there.
  expect(access.asker({ token: 'guess' })).toBeUndefined();
});
