import { expect, it } from 'vitest';
import { ROLES } from '../../../proto/domain/operations/agency.ts';
import { decide } from '../../../server/access/decide.ts';
import { ACTIONS } from '../../../server/access/decision.ts';
import { DEEDS, permission, permissionForRecords, ROLE_TABLE } from '../../../server/access/roles.table.ts';
import { asker, COAST, recordsWithAgencies, worldOf } from './worlds.ts';

it('has a row for every role and a word for every action, each with its reason', () => {
  expect(Object.keys(ROLE_TABLE)).toEqual([...ROLES]);
  const deeds = [...ACTIONS.filter((action) => action !== 'see'), 'seePicture'];
  expect(Object.keys(DEEDS).sort()).toEqual(deeds.sort());
  for (const row of Object.values(ROLE_TABLE)) {
    expect(row.text.length).toBeGreaterThan(10);
    expect(row.otherwise).toMatch(/\.$/);
    for (const [, why] of Object.values(row.deeds)) expect(why).toMatch(/\.$/);
  }
});

it('gives each role what its work needs, and no more', () => {
  const world = worldOf(recordsWithAgencies());
  const may = (role: (typeof ROLES)[number]) =>
    ACTIONS.filter((action) => decide(world, asker(COAST, [role]), action, { kind: 'any' }).verdict !== 'no');
  expect(may('operator')).toEqual([
    'see',
    'search',
    'report',
    'taskSensor',
    'reportCrossing',
    'answerAlert',
    'judgeAlert',
    'shelveAlert',
  ]);
  expect(may('coordinator')).toEqual([
    'see',
    'export',
    'plan',
    'approve',
    'answer',
    'order',
    'reportCrossing',
    'release',
    'seeAs',
  ]);
  expect(may('analyst')).toEqual(['see', 'search', 'askArchive', 'export', 'judgeAlert']);
  expect(may('supervisor')).toEqual([
    'see',
    'search',
    'askArchive',
    'export',
    'report',
    'taskSensor',
    'correctSensor',
    'plan',
    'approve',
    'answer',
    'order',
    'reportCrossing',
    'agree',
    'release',
    'releaseDistress',
    'answerAlert',
    'judgeAlert',
    'shelveAlert',
    'assignAlert',
    'configureAlerts',
    'seeAs',
  ]);
  expect(may('administrator')).toEqual(['administer', 'keepArchive']);
  expect(may('dataProtection')).toEqual(['keepArchive', 'readAudit']);
  expect(may('auditor')).toEqual(['readAudit']);
  expect(may('rightsMonitor')).toEqual(['see', 'readAudit']);
  expect(may('wall')).toEqual(['see']);
});

it('adds roles up, except on a wall', () => {
  expect(permission(['operator', 'analyst'], 'export')).toBe('yes');
  expect(permission(['rightsMonitor', 'operator'], 'seePicture')).toBe('yes');
  expect(permission(['wall', 'supervisor'], 'release')).toBe('no');
  expect(permission([], 'seePicture')).toBe('no');
  expect(permissionForRecords(['rightsMonitor'], 'patrol')).toBe('withoutIdentity');
  expect(permissionForRecords(['rightsMonitor', 'operator'], 'patrol')).toBe('yes');
  expect(permissionForRecords(['auditor'], 'patrol')).toBe('no');
});
