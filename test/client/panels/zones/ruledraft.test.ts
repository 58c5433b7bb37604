import { describe, expect, test } from 'vitest';
import {
  checkRule,
  kindsFor,
  MEASURES_OF,
  newRule,
  type RuleDraft,
  ruleDraftOf,
} from '../../../../client/panels/zones/ruledraft.ts';
import { ZONE_RULE_KINDS, type ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import { zoneRuleList } from '../../../../server/operations/kinds/zonerules.ts';

const check = (draft: Partial<RuleDraft> & Pick<RuleDraft, 'kind'>, shape: 'polygon' | 'line' = 'polygon') =>
  checkRule({ ...newRule(draft.kind), ...draft }, shape);

describe('a rule', () => {
  test('is what was typed, with commas for points, without what its kind does not say', () => {
    expect(
      check({
        kind: 'speed',
        priority: 'alarm',
        maxKn: ' 12,5 ',
        afterMin: '7',
        classes: new Set(['tanker']),
        exceptMmsis: '201000001, 201000002 201000001',
        note: ' port limit ',
      }),
    ).toEqual({
      ok: true,
      value: {
        kind: 'speed',
        priority: 'alarm',
        classes: ['tanker'],
        exceptMmsis: ['201000001', '201000002'],
        maxKn: 12.5,
        note: 'port limit',
      },
    });
  });

  test('says what is wrong with it', () => {
    const fault = (draft: Partial<RuleDraft> & Pick<RuleDraft, 'kind'>, shape?: 'line') => {
      const checked = check(draft, shape);
      return checked.ok ? undefined : checked.fault;
    };
    expect(fault({ kind: 'presence' })).toBe('rule.wrong.after');
    expect(fault({ kind: 'group' })).toBe('rule.wrong.count');
    expect(fault({ kind: 'group', minCount: '2.5' })).toBe('rule.wrong.number');
    expect(fault({ kind: 'speed' })).toBe('rule.wrong.speed');
    expect(fault({ kind: 'speed', maxKn: '5', minKn: '5' })).toBe('rule.wrong.speed');
    expect(fault({ kind: 'speed', minKn: '5' })).toBeUndefined();
    expect(fault({ kind: 'loitering', afterMin: '1441' })).toBe('rule.wrong.number');
    expect(fault({ kind: 'entry', exceptMmsis: '2010' })).toBe('rule.wrong.mmsi');
    expect(fault({ kind: 'entry' }, 'line')).toBe('rule.wrong.shape');
    expect(fault({ kind: 'crossing' })).toBe('rule.wrong.shape');
    expect(fault({ kind: 'crossing' }, 'line')).toBeUndefined();
  });

  test('that is sound is taken by the server, whatever its kind', () => {
    const numbers = { afterMin: '10', maxKn: '20', minKn: '5', minCount: '3' };
    for (const kind of ZONE_RULE_KINDS) {
      const shape = kind === 'crossing' ? 'line' : 'polygon';
      const checked = checkRule({ ...newRule(kind), ...numbers, exceptMmsis: '201000001' }, shape);
      if (!checked.ok) throw new Error(`${kind}: ${checked.fault}`);
      expect(zoneRuleList.safeParse([checked.value]).success, kind).toBe(true);
      const bare = checkRule(newRule(kind), shape);
      if (bare.ok) expect(zoneRuleList.safeParse([bare.value]).success, kind).toBe(true);
      expect(MEASURES_OF[kind]).toBeDefined();
    }
  });

  test('comes back into the form as it was', () => {
    const rule: ZoneRule = {
      kind: 'presence',
      priority: 'caution',
      classes: ['cargo', 'tanker'],
      exceptMmsis: ['201000001'],
      schedule: { timeZone: 'UTC' } as never,
      afterMin: 30,
      note: 'n',
    };
    expect(checkRule(ruleDraftOf(rule), 'circle')).toEqual({ ok: true, value: rule });
  });
});

test('a line is crossed, and every area takes the rest', () => {
  expect(kindsFor('line')).toEqual(['crossing']);
  expect(kindsFor('circle')).not.toContain('crossing');
  expect(kindsFor(undefined)).toHaveLength(ZONE_RULE_KINDS.length - 1);
});
