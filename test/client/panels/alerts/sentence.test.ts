import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../../../client/messages/en.table.ts';
import { say, startWords } from '../../../../client/messages/words.ts';
import { alertSentence, conditionSentence, type Names } from '../../../../client/panels/alerts/sentence.ts';
import type { Condition } from '../../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, FAMILIES } from '../../../../proto/domain/alert/kinds.table.ts';
import { THING_CLASSES } from '../../../../proto/domain/alert/thingclass.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { alert, condition, party } from './alerts.ts';

const table = (rows: Readonly<Record<string, object>>): never =>
  new Map(Object.entries(rows).map(([id, value]) => [id, { id, value }])) as never;

const names: Names = {
  tables: {
    zone: table({ cable: { name: 'Otranto cable' } }),
    sector: table({ north: { name: 'Sea north' } }),
    crossingPoint: table({ muriqan: { name: 'Muriqan' } }),
    unit: table({ u1: { callSign: 'Petrit 1' } }),
    patrol: table({ p1: { title: 'Green Watch' } }),
    task: table({ t1: { unitId: 'u1' } }),
    watchList: table({ w1: { name: 'Cables' } }),
  },
  sensor: (id) => (id === 's1' ? 'Sazan radar' : undefined),
  feed: () => undefined,
};

beforeAll(() => startWords());

const said = (of: Partial<Condition>): string => conditionSentence(say, condition(of), names);
const anonymous = { ...party(7, { kind: TrackKind.seaContact }), mmsi: undefined, name: undefined } as never;

describe('a sentence', () => {
  test('says who, what, how much and the limit', () => {
    expect(alertSentence(say, alert(), names)).toBe(
      'MARA LUNE has sent nothing for 11 min where it would be heard (limit 6 min)',
    );
  });

  test('names both of two, and how many of several', () => {
    const both = [party(1), party(2, { name: 'VENTO' })];
    expect(said({ kind: 'rendezvous', parties: both })).toBe(
      'MARA LUNE and VENTO have lain together at sea for 11 min (limit 6 min)',
    );
    const knots = { measured: { value: 42, unit: 'kn' }, threshold: { value: 30, unit: 'kn' } } as const;
    expect(said({ kind: 'goFast', parties: [...both, party(3)], ...knots })).toBe(
      'MARA LUNE and 2 more is small and makes 42.0 kn (limit 30.0 kn)',
    );
  });

  test('names what has no name by what it is, and begins with a capital', () => {
    expect(said({ kind: 'borderCrossed', parties: [anonymous], measured: { value: 900, unit: 'm' } })).toBe(
      'Contact at sea 7 crossed the border 0.49 NM from the nearest crossing point (limit 6 min)',
    );
    expect(said({ kind: 'zoneEntry', parties: [], about: { zoneId: 'cable' } })).toMatch(/^Otranto cable/);
  });

  test('names zones, sectors, crossing points, units, patrols, tasks’ units, sensors and lists', () => {
    expect(said({ kind: 'zoneSpeed', about: { zoneId: 'cable' } })).toContain('in Otranto cable');
    expect(said({ kind: 'sectorUncovered', parties: [], about: { sectorId: 'north' } })).toMatch(
      /^Sea north/,
    );
    expect(said({ kind: 'crossingSilent', parties: [], about: { crossingPointId: 'muriqan' } })).toMatch(
      /^Muriqan has not reported for 11 min/,
    );
    expect(said({ kind: 'unitOverdue', parties: [], about: { unitId: 'u1' } })).toMatch(
      /^Petrit 1 is overdue/,
    );
    expect(said({ kind: 'taskUnanswered', parties: [], about: { taskId: 't1' } })).toMatch(/^Petrit 1/);
    expect(said({ kind: 'patrolNotStarted', parties: [], about: { patrolId: 'p1' } })).toMatch(
      /^Green Watch/,
    );
    expect(said({ kind: 'sensorLost', parties: [], about: { sensorId: 's1' as never } })).toMatch(/^Sazan/);
    expect(said({ kind: 'watchListVessel', about: { watchListId: 'w1' } })).toContain('watch list Cables');
  });

  test('stays one where what it is about is gone, or not to be seen', () => {
    expect(said({ kind: 'zoneSpeed' })).toContain('in a zone');
    expect(said({ kind: 'zoneSpeed', about: { zoneId: 'removed' } })).toContain('in removed');
    expect(said({ kind: 'silence', parties: [] })).toMatch(/^Something has sent nothing/);
  });

  test('of a kind with several rules is that of the rule, or of what was measured', () => {
    const of = { kind: 'unitOverdue', parties: [], about: { unitId: 'u1' } } as const;
    expect(said({ ...of, rule: 'unitOverdue.silentS' })).toBe(
      'Petrit 1 has not been heard of for 11 min (limit 6 min)',
    );
    expect(said({ ...of, rule: 'unitOverdue.graceS' })).toBe('Petrit 1 is overdue by 11 min (limit 6 min)');
    const counted = {
      measured: { value: 5, unit: 'count' },
      threshold: { value: 2, unit: 'count' },
    } as const;
    expect(said({ kind: 'borderCrossed', rule: 'zone/line/0', ...counted })).toBe(
      'MARA LUNE crossed the border, 5 seen together (told from 2 on)',
    );
  });
});

test('every kind, family and class has its words, and a sentence leaves no parameter open', () => {
  for (const kind of ALERT_KINDS) {
    expect(en).toHaveProperty([`alert.${kind}`]);
    expect(en).toHaveProperty([`alerts.kind.${kind}`]);
    expect(said({ kind })).not.toMatch(/\{\{|undefined/);
  }
  for (const family of FAMILIES) expect(en).toHaveProperty([`alerts.family.${family}`]);
  for (const each of THING_CLASSES) expect(en).toHaveProperty([`alerts.class.${each}`]);
  for (const [key, text] of Object.entries(en).filter(([key]) => key.startsWith('alert.')))
    for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g))
      expect(
        [
          'who',
          'other',
          'measured',
          'threshold',
          'zone',
          'sector',
          'crossing',
          'unit',
          'patrol',
          'sensor',
          'feed',
          'list',
        ],
        key,
      ).toContain(name);
});

describe('every word that the detectors say', () => {
  const room = path.resolve(import.meta.dirname, '../../../../server/detect');
  const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(room, file), 'utf8'))
    .join('\n');

  test('of evidence is in the catalogue', () => {
    const words = new Set<string>();
    for (const [, plain] of sources.matchAll(/\bwhat: '([\w.]+)'/g)) if (plain) words.add(plain);
    for (const [, one, other] of sources.matchAll(/\bwhat: [^'\n]*\? '(\w+)' : '(\w+)'/g))
      for (const word of [one, other]) if (word) words.add(word);
    for (const [, called] of sources.matchAll(/\bclue\('(\w+)'/g)) if (called) words.add(called);
    expect(words.size).toBeGreaterThan(100);
    expect([...words].filter((word) => !(`clue.${word}` in en))).toEqual([]);
  });

  test('that is put together is in the catalogue in all its forms', () => {
    const put = [...sources.matchAll(/\bwhat: `(\w+)\.\$\{/g)].map(([, stem]) => stem ?? '');
    for (const stem of put) expect(Object.keys(en).some((key) => key.startsWith(`clue.${stem}.`))).toBe(true);
  });

  test('of a retraction is in the catalogue', () => {
    const why = [...sources.matchAll(/retract\([^)]*'(\w+)'\)/g)].map(([, word]) => word ?? '');
    expect(why.length).toBeGreaterThan(3);
    expect(why.filter((word) => !(`retraction.${word}` in en))).toEqual([]);
  });
});
