/** Who is offered which part and which workspace. */
import { describe, expect, it } from 'vitest';
import { partsFor, workspacesFor } from '../../../../client/panels/administration/parts.ts';
import { agencyId, type Role } from '../../../../proto/domain/operations/agency.ts';
import type { Me } from '../../../../proto/domain/operations/session.ts';

const me = (roles: readonly Role[], may: readonly string[], more: Partial<Me> = {}): Me => ({
  name: 'Mira',
  agency: agencyId('xa-coast-guard'),
  roles,
  how: 'session',
  may,
  ...more,
});

describe('what a person is offered', () => {
  it('is the people and the own account for an administrator, and no map', () => {
    const admin = me(['administrator'], ['administer', 'keepArchive']);
    expect(partsFor(admin)).toEqual(['people', 'archive', 'own']);
    // Of another agency than the site's.
    expect(partsFor(me(['administrator'], ['administer']))).toEqual(['people', 'own']);
    expect(workspacesFor(admin)).toEqual(['administration']);
  });

  it('is the log for an auditor', () => {
    expect(partsFor(me(['auditor'], ['readAudit']))).toEqual(['audit', 'own']);
  });

  it('is what was agreed and released for an operator', () => {
    const operator = me(['operator'], ['see', 'search']);
    expect(partsFor(operator)).toEqual(['agreements', 'releases', 'own']);
    expect(workspacesFor(operator)).toEqual([
      'picture',
      'alerts',
      'patrols',
      'replay',
      'feeds',
      'wall',
      'administration',
    ]);
  });

  it('is what is watched for, for those who may set it', () => {
    const sets = me(['supervisor'], ['see', 'configureAlerts']);
    expect(partsFor(sets)).toEqual(['agreements', 'releases', 'watchLists', 'detection', 'own']);
    expect(partsFor({ ...sets, seesAs: agencyId('xc-coast-guard') })).not.toContain('detection');
  });

  it('is nothing of one’s own while looking as another agency, but the way to look as a third', () => {
    const looking = me(['supervisor'], ['see', 'seeAs'], { seesAs: agencyId('xc-coast-guard') });
    expect(partsFor(looking)).toEqual(['agreements', 'releases', 'seeAs']);
  });

  it('is no administration for a wall, nor for nobody', () => {
    expect(workspacesFor(me(['wall'], ['see']))).toEqual(['picture', 'alerts', 'patrols', 'feeds', 'wall']);
    expect(workspacesFor(undefined)).toEqual([]);
  });
});
