/** Cases by hand: records, changes and the log. */
import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import type { Person } from '../../../proto/domain/operations/agency.ts';
import { decide } from '../../../server/access/decide.ts';
import type { Action, PolicyObject } from '../../../server/access/decision.ts';
import { shownRecord } from '../../../server/access/shown.ts';
import {
  agreement,
  asker,
  COAST,
  crew,
  crossing,
  marking,
  NEIGHBOUR,
  POLICE,
  patrol,
  RESCUE,
  record,
  recordsWithAgencies,
  release,
  released,
  sector,
  task,
  track,
  unit,
  worldOf,
  zone,
} from './worlds.ts';

const operator = asker(COAST, ['operator']);
const neighbour = asker(NEIGHBOUR, ['operator']);

it('parties of a patrol see it once it is proposed, and what belongs to it while it lasts', () => {
  const records = recordsWithAgencies();
  const ours = unit(COAST);
  const parties = [{ agency: NEIGHBOUR, answer: 'asked' as const }];
  records.set('unit', 'u1', ours);
  records.set('sector', 's1', sector(COAST));
  const sees = (object: PolicyObject) =>
    decide(worldOf(records), asker(NEIGHBOUR, ['coordinator']), 'see', object);
  const all = (value: ReturnType<typeof patrol>) => {
    records.set('patrol', 'p1', value);
    return [
      sees(record('patrol', 'p1', value)).verdict,
      sees(record('sector', 's1', sector(COAST))).verdict,
      sees(record('unit', 'u1', ours)).verdict,
    ];
  };
  expect(all(patrol(COAST, { parties }))).toEqual(['no', 'no', 'no']);
  expect(all(patrol(COAST, { parties, state: 'proposed' }))).toEqual(['yes', 'yes', 'reduced']);
  expect(all(patrol(COAST, { parties, state: 'underWay' }))).toEqual(['yes', 'yes', 'reduced']);
  expect(all(patrol(COAST, { parties, state: 'completed' }))).toEqual(['yes', 'no', 'no']);
  const declined = [{ agency: NEIGHBOUR, answer: 'declined' as const }];
  expect(all(patrol(COAST, { parties: declined, state: 'underWay' }))).toEqual(['yes', 'no', 'no']);
  records.set('patrol', 'p1', patrol(COAST, { parties, state: 'proposed' }));
  const decision = sees(record('unit', 'u1', ours));
  const shown = shownRecord('unit', ours, decision);
  expect(shown).toMatchObject({
    callSign: 'Falcon 1',
    kind: 'patrolVessel',
    crew: [{ people: 2, function: '' }],
  });
  expect(shown).not.toHaveProperty('name');
  expect(shown).not.toHaveProperty('bound');
});

it('a plan shows nobody’s units because a third put them into it', () => {
  const records = recordsWithAgencies();
  records.set('unit', 'u1', unit(NEIGHBOUR));
  const spy = (answer: 'asked' | 'accepted') => {
    records.set(
      'patrol',
      'p1',
      patrol(COAST, { parties: [{ agency: NEIGHBOUR, answer }], state: 'accepted' }),
    );
    const world = worldOf(records);
    return [
      decide(world, asker(COAST, ['coordinator']), 'see', record('unit', 'u1', unit(NEIGHBOUR))).verdict,
      decide(world, asker(COAST, ['coordinator']), 'order', record('unit', 'u1', unit(NEIGHBOUR))).verdict,
    ];
  };
  expect(spy('asked')).toEqual(['no', 'no']);
  expect(spy('accepted')).toEqual(['reduced', 'yes']);
});

it('records: own, aboard, asked, agreed, public, joint, released', () => {
  const records = released({ what: { kind: 'record', record: 'zone', id: 'z1' } }, { release: ['plans'] });
  const mixed = unit(POLICE, { crew: [crew(POLICE), crew(COAST)] });
  records.set('unit', 'mixed', mixed);
  const world = worldOf(records);
  const rule = (who: typeof operator, object: PolicyObject) => {
    const decision = decide(world, who, 'see', object);
    return `${decision.verdict} ${decision.rule}`;
  };
  const cases: [typeof operator, PolicyObject, string][] = [
    [operator, record('zone', 'z1', zone(COAST)), 'yes ownRecord'],
    [neighbour, record('zone', 'z1', zone(COAST)), 'yes releasedRecord'],
    [neighbour, record('zone', 'z2', zone(COAST)), 'no ownServiceRecord'],
    [
      neighbour,
      record('zone', 'z1', zone(COAST, { marking: marking(COAST, { tlp: 'red' }) })),
      'no redRecord',
    ],
    [neighbour, record('zone', 'z3', zone(COAST, { source: 'Marine Regions' })), 'yes publicLayer'],
    [neighbour, record('crossingPoint', 'c1', crossing(COAST, false)), 'no ownServiceRecord'],
    [neighbour, record('crossingPoint', 'c1', crossing(COAST, true)), 'yes jointCrossing'],
    [operator, record('unit', 'mixed', mixed), 'yes aboard'],
    [operator, record('task', 't1', task(POLICE, 'mixed')), 'yes taskToOwnUnit'],
    [neighbour, record('task', 't1', task(POLICE, 'mixed')), 'no ownServiceRecord'],
    [neighbour, record('agreement', 'a1', agreement()), 'yes agreementParty'],
    [asker(RESCUE, ['operator']), record('agreement', 'a1', agreement()), 'no ownServiceRecord'],
    [neighbour, record('release', 'r1', release()), 'reduced releasedToUs'],
    [
      neighbour,
      record('agency', COAST, { name: 'Coast', country: 'XA', service: 'coastGuard' }),
      'yes agencies',
    ],
    [asker(COAST, ['administrator']), record('zone', 'z1', zone(COAST)), 'no role'],
    [asker(COAST, ['dataProtection']), record('zone', 'z1', zone(COAST)), 'yes ownRecord'],
    [asker(COAST, ['rightsMonitor']), record('patrol', 'p', patrol(COAST)), 'reduced rightsMonitor'],
    [asker(COAST, ['wall'], { room: [NEIGHBOUR] }), record('zone', 'z2', zone(COAST)), 'no room'],
  ];
  for (const [who, object, expected] of cases) expect(rule(who, object)).toBe(expected);
});

it('people: oneself, colleagues without logins, administrators', () => {
  const records = recordsWithAgencies();
  const world = worldOf(records);
  const jo: Person = { name: 'Jo', login: 'jo', agency: POLICE, roles: ['operator'], position: 'desk 1' };
  const object = record('person', 'p-jo', jo);
  const see = (agency: typeof COAST, role: 'operator' | 'administrator', id = 'p-x') =>
    decide(world, asker(agency, [role], { personId: id as never }), 'see', object);
  expect(see(POLICE, 'operator', 'p-jo')).toMatchObject({ verdict: 'yes', rule: 'oneself' });
  expect(see(POLICE, 'operator')).toMatchObject({ verdict: 'reduced', rule: 'colleagues' });
  expect(shownRecord('person', jo, see(POLICE, 'operator'))).toEqual({ ...jo, login: '' });
  expect(
    decide(world, asker(POLICE, ['rightsMonitor'], { personId: 'p-jo' as never }), 'see', object).verdict,
  ).toBe('yes');
  expect(see(COAST, 'operator').verdict).toBe('no');
  expect(see(POLICE, 'administrator').verdict).toBe('yes');
  expect(see(NEIGHBOUR, 'administrator').verdict).toBe('no');
  expect(see(COAST, 'administrator').verdict).toBe('yes');
  const administer = (agency: typeof COAST, what: PolicyObject) =>
    decide(world, asker(agency, ['administrator']), 'administer', what).verdict;
  expect([administer(POLICE, object), administer(COAST, object), administer(NEIGHBOUR, object)]).toEqual([
    'yes',
    'yes',
    'no',
  ]);
  // Being a rescue centre shows every distress: nobody makes their own agency one.
  const police = record('agency', POLICE, {
    name: 'Police',
    country: 'XA',
    service: 'police',
    rescueCentre: true,
  });
  expect([administer(POLICE, police), administer(COAST, police)]).toEqual(['no', 'yes']);
});

it('changes: whose it is, and what for', () => {
  const records = recordsWithAgencies();
  records.set('unit', 'u1', unit(COAST));
  const world = worldOf(records);
  const may = (who: ReturnType<typeof asker>, action: Action, object: PolicyObject) =>
    decide(world, who, action, object).verdict;
  const ours = asker(COAST, ['supervisor']);
  const theirs = asker(NEIGHBOUR, ['supervisor']);
  const asked = patrol(COAST, { state: 'proposed', parties: [{ agency: NEIGHBOUR, answer: 'asked' }] });
  const led = patrol(COAST, { state: 'accepted', lead: NEIGHBOUR });
  const cases: [string, Action, PolicyObject, string, string][] = [
    ['zone', 'plan', record('zone', 'z', zone(COAST)), 'yes', 'no'],
    [
      'person by planning',
      'plan',
      record('person', 'p', { name: 'A', login: 'a', agency: COAST, roles: [] }),
      'no',
      'no',
    ],
    ['answer', 'answer', record('patrol', 'p', asked), 'no', 'yes'],
    ['led patrol', 'approve', record('patrol', 'p', led), 'no', 'yes'],
    ['led patrol', 'plan', record('patrol', 'p', led), 'yes', 'no'],
    ['task', 'order', record('task', 't', task(COAST, 'u1')), 'yes', 'no'],
    ['task of ours for nobody’s unit', 'order', record('task', 't', task(COAST, 'gone')), 'no', 'no'],
    ['task of theirs for our unit', 'order', record('task', 't', task(NEIGHBOUR, 'u1')), 'yes', 'no'],
    ['agreement', 'agree', record('agreement', 'a', agreement()), 'yes', 'no'],
    [
      'agreement between others',
      'agree',
      record('agreement', 'a', agreement({ parties: [POLICE, NEIGHBOUR] })),
      'no',
      'no',
    ],
    ['release', 'release', record('release', 'r', release()), 'yes', 'no'],
    [
      'release of another’s feed',
      'release',
      record('release', 'r', release({ what: { kind: 'feed', feedId: 'next' } })),
      'no',
      'no',
    ],
    [
      'release of what is red',
      'release',
      record('release', 'r', release({ what: { kind: 'feed', feedId: 'secret' } })),
      'no',
      'no',
    ],
    ['sensor', 'taskSensor', { kind: 'feed', feedId: feedId('radar') }, 'yes', 'no'],
    ['track', 'taskSensor', track(['radar']), 'yes', 'no'],
    ['track', 'release', track(['ais']), 'yes', 'no'],
    ['red track', 'release', track(['secret']), 'no', 'no'],
    ['crossing', 'reportCrossing', record('crossingPoint', 'c', crossing(COAST, true)), 'yes', 'no'],
  ];
  for (const [name, action, object, own, other] of cases)
    expect([name, may(ours, action, object), may(theirs, action, object)]).toEqual([name, own, other]);
});

it('the log: at home all of it, elsewhere one’s own, the rights monitor releases alone', () => {
  const world = worldOf(recordsWithAgencies());
  const read = (who: ReturnType<typeof asker>, row?: { agency?: typeof COAST; record?: string }) =>
    decide(world, who, 'readAudit', { kind: 'audit', ...(row && { row }) }).verdict;
  const home = asker(COAST, ['auditor']);
  const away = asker(NEIGHBOUR, ['auditor']);
  const monitor = asker(COAST, ['rightsMonitor']);
  expect([read(home), read(home, { agency: POLICE }), read(home, {})]).toEqual(['yes', 'yes', 'yes']);
  expect([
    read(away),
    read(away, { agency: NEIGHBOUR }),
    read(away, { agency: COAST }),
    read(away, {}),
  ]).toEqual(['reduced', 'yes', 'no', 'no']);
  expect([read(monitor), read(monitor, { record: 'release' }), read(monitor, { record: 'zone' })]).toEqual([
    'reduced',
    'yes',
    'no',
  ]);
  expect(read(operator)).toBe('no');
});
