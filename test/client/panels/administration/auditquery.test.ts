/** What is asked of the log; tokens as they are made. */
import { describe, expect, it } from 'vitest';
import {
  auditFaults,
  auditPath,
  detailLines,
  exportPath,
  NO_FILTER,
} from '../../../../client/panels/administration/auditquery.ts';
import { checkToken } from '../../../../client/panels/administration/tokendraft.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0);

describe('a question to the log', () => {
  it('says only what was typed', () => {
    expect(auditPath(NO_FILTER, NOW, undefined)).toBe('/api/audit?limit=100');
    const filter = { ...NO_FILTER, from: '2026-11-22 10:00', action: ' search ', outcome: 'no' } as const;
    const fromMs = Date.UTC(2026, 10, 22, 10, 0);
    expect(auditPath(filter, NOW, 812)).toBe(
      `/api/audit?fromMs=${fromMs}&action=search&outcome=no&beforeSeq=812&limit=100`,
    );
    expect(exportPath({ ...NO_FILTER, kind: 'release' }, NOW, 'court & case 3')).toBe(
      '/api/audit/export?kind=release&reason=court+%26+case+3',
    );
  });

  it('names a time that is none', () => {
    expect(auditFaults({ ...NO_FILTER, from: 'yesterday' }, NOW)).toEqual({ from: 'admin.time.wrong' });
    expect(auditFaults({ ...NO_FILTER, until: '2026-11-22 10:00' }, NOW)).toEqual({});
  });

  it('shows details as they were written', () => {
    expect(detailLines({ details: null })).toEqual([]);
    expect(detailLines({ details: '{"rule":"role","n":[1]}' })).toEqual([
      ['rule', 'role'],
      ['n', '[1]'],
    ]);
    expect(detailLines({ details: 'cut {' })).toEqual([['', 'cut {']]);
  });
});

describe('a token', () => {
  it('has a name, a role, and an end within a year', () => {
    const sound = { title: ' weather board ', roles: ['operator'], until: '+90d' } as const;
    expect(checkToken(sound, NOW)).toEqual({
      ok: true,
      value: { title: 'weather board', roles: ['operator'], untilMs: NOW + 90 * 86_400_000 },
    });
    expect(checkToken({ title: '', roles: [], until: '+400d' }, NOW)).toEqual({
      ok: false,
      faults: {
        title: 'own.token.wrong.title',
        roles: 'own.token.wrong.roles',
        until: 'own.token.wrong.until',
      },
    });
  });
});
