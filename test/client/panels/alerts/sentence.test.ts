import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../../../client/messages/en.table.ts';
import { say, startWords } from '../../../../client/messages/words.ts';
import { clueSaid, clueWord } from '../../../../client/panels/alerts/evidence.ts';
import type { Names } from '../../../../client/panels/alerts/names.ts';
import { ruleMeaning } from '../../../../client/panels/alerts/rulemeaning.ts';
import {
  alertSentence,
  conditionSentence,
  SAID_IN_SENTENCES,
} from '../../../../client/panels/alerts/sentence.ts';
import type { Clue, Condition } from '../../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, FAMILIES } from '../../../../proto/domain/alert/kinds.table.ts';
import { THING_CLASSES } from '../../../../proto/domain/alert/thingclass.ts';
import { THRESHOLD_TABLES } from '../../../../proto/domain/alert/thresholds/alltables.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { alert, condition, party } from './alerts.ts';

const table = (rows: Readonly<Record<string, object>>): never =>
  new Map(Object.entries(rows).map(([id, value]) => [id, { id, value }])) as never;

const names: Names = {
  tables: {
    agency: table({ 'al-police': { name: 'Border Police' } }),
    zone: table({ cable: { name: 'Otranto cable' } }),
    sector: table({ north: { name: 'Sea north' } }),
    crossingPoint: table({ muriqan: { name: 'Muriqan' } }),
    unit: table({ u1: { callSign: 'Petrit 1' } }),
    patrol: table({ p1: { title: 'Green Watch' } }),
    task: table({ t1: { unitId: 'u1' } }),
    watchList: table({ w1: { name: 'Cables' } }),
  },
  sensor: (id) => (id === 's1' ? 'Sazan radar' : undefined),
  feed: (id) => (id === 'radar-sazan' ? 'Radar, Sazan' : undefined),
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
      'MARA LUNE and 2 more runs at 42.0 kn (fast from 30.0 kn on)',
    );
  });

  test('names what has no name by what it is, and begins with a capital', () => {
    expect(said({ kind: 'borderCrossed', parties: [anonymous], measured: { value: 900, unit: 'm' } })).toBe(
      'Contact at sea 7 crossed the border 900 m from the nearest crossing point (told from 6 min on)',
    );
    expect(said({ kind: 'zoneEntry', parties: [], about: { zoneId: 'cable' } })).toMatch(/^Otranto cable/);
  });

  test('names zones, sectors, crossing points, units, patrols, tasks’ units, sensors and lists', () => {
    expect(said({ kind: 'zoneSpeed', about: { zoneId: 'cable' } })).toContain('in Otranto cable');
    expect(said({ kind: 'sectorUncovered', parties: [], about: { sectorId: 'north' } })).toBe(
      'No suitable unit has covered Sea north for 11 min (limit 6 min)',
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
          ...['who', 'other', 'measured', 'threshold', 'zone', 'sector', 'crossing', 'unit', 'patrol'],
          ...['sensor', 'feed', 'list', 'sign', 'seenBy', ...SAID_IN_SENTENCES],
        ],
        key,
      ).toContain(name);
});

test('what is in no list any more is called as it was when it was told', () => {
  const gone = {
    kind: 'sensorLost',
    parties: [],
    about: { sensorId: 'land-border/5f0c7a1e' as never },
  } as const;
  expect(said({ ...gone, evidence: [{ what: 'sensorName', text: 'Seismic 3' }] })).toBe(
    'Seismic 3 has been gone or faulty for 11 min (limit 6 min)',
  );
  expect(said({ ...gone, evidence: [] })).toMatch(/^Land-border\/5f0c7a1e/);
  const zone = [{ what: 'zone', text: 'Old bay' }];
  expect(said({ kind: 'zonePresence', about: { zoneId: 'removed' }, evidence: zone })).toContain(
    'in Old bay',
  );
});

test('distress says by which sign, and keeps abbreviations', () => {
  const sign = (what: string): string => said({ kind: 'distress', evidence: [{ what }] });
  expect(sign('distressDevice')).toBe(
    'MARA LUNE is in distress: active distress device (one sign is enough)',
  );
  expect(sign('distressCall')).toBe('MARA LUNE is in distress: DSC distress call (one sign is enough)');
});

describe('what is dark', () => {
  const seen = [{ what: 'seenBy', text: 'radar-sazan', measure: { value: 9, unit: 'count' } }] as const;

  test('stopped sending, by so much, and a sensor sees it by its name', () => {
    expect(said({ kind: 'darkContact', rule: 'picture/switchedOff', evidence: seen })).toBe(
      'MARA LUNE stopped sending 11 min ago (limit 6 min) and Radar, Sazan still sees it',
    );
  });

  test('never sent, and would be heard', () => {
    const chance = {
      measured: { value: 0.96, unit: 'ratio' },
      threshold: { value: 0.9, unit: 'ratio' },
    } as const;
    expect(
      said({
        kind: 'darkContact',
        rule: 'picture/callsItShip',
        parties: [anonymous],
        evidence: [],
        ...chance,
      }),
    ).toBe(
      'Contact at sea 7 sends no AIS, and a sensor calls it a ship: it would be heard with 96 % (told from 90 % on)',
    );
  });
});

test('what is less than its limit is said so', () => {
  const kn = (value: number) => ({ value, unit: 'kn' }) as const;
  const of = { kind: 'zoneSpeed', about: { zoneId: 'cable' }, rule: 'zone/cable/0' } as const;
  expect(said({ ...of, measured: kn(12), threshold: kn(6) })).toBe(
    'MARA LUNE makes 12.0 kn in Otranto cable (at most 6.0 kn)',
  );
  expect(said({ ...of, measured: kn(2), threshold: kn(6) })).toBe(
    'MARA LUNE makes only 2.0 kn in Otranto cable (at least 6.0 kn)',
  );
});

test('a piece of evidence names sensors, directions and agencies, and keeps its numbers readable', () => {
  const line = (clue: Clue, kind: Condition['kind'] = 'silence'): string =>
    [clueWord(say, clue.what), ...clueSaid(say, clue, condition({ kind }), names)].join(' | ');
  const count = (value: number) => ({ value, unit: 'count' }) as const;
  expect(line({ what: 'seenBy', text: 's1', measure: count(9) })).toBe('Seen by | Sazan radar | 9 times');
  expect(line({ what: 'heardBy', text: 'radar-sazan, ais' })).toBe('Heard by | Radar, Sazan, ais');
  expect(line({ what: 'listedBy', text: 'al-police' })).toBe('Owner of the list | Border Police');
  expect(line({ what: 'course', measure: { value: 7.31, unit: 'deg' } })).toBe('Course | 007°');
  expect(line({ what: 'speedBetween', measure: { value: 1265.7, unit: 'kn' } })).toContain('1 266 kn');
  expect(line({ what: 'speed', measure: { value: 2.2, unit: 'kn' } }, 'groupSize')).toBe('Speed | 4.1 km/h');
  expect(line({ what: 'changed.shipType', text: '70 → 30' })).toBe('Type | Cargo → Fishing');
});

/** Where the wiring finds troubles of the system itself. */
const TROUBLES = ['troubles.ts', 'recordtroubles.ts', 'archiving.ts', 'questions.ts'] as const;

describe('every word that the detectors say', () => {
  const server = path.resolve(import.meta.dirname, '../../../../server');
  const room = path.join(server, 'detect');
  const sources = [
    ...readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(room, file)),
    ...TROUBLES.map((file) => path.join(server, file)),
  ]
    .map((file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .join('\n');

  /** What a member is given, as written: up to the comma, semicolon, bracket or line that ends it. */
  const given = (member: string): string[] =>
    [...sources.matchAll(new RegExp(`\\b${member}:\\s*([^,;}]*)`, 'g'))].map(([, text]) => text!.trim());
  /** The words of an expression: behind a condition's question mark, where it has one. */
  const quoted = (text: string): string[] =>
    [...text.slice(text.indexOf('?') + 1).matchAll(/'([^']+)'/g)].map(([, word]) => word!);

  test('of evidence is in the catalogue', () => {
    const words = new Set(
      given('what')
        // Not types, nor what is put together.
        .filter((text) => !/[`|[]/.test(text))
        .flatMap(quoted),
    );
    for (const [, called] of sources.matchAll(/\bclue\('(\w+)'/g)) words.add(called!);
    for (const [, moment] of sources.matchAll(/#moment\([^)]*'(\w+)', '\w+'\)/g)) words.add(moment!);
    for (const [, matched] of sources.matchAll(/\['(matched\w+)'/g)) words.add(matched!);
    // What stands in a variable, and a distress by how it is told.
    for (const word of ['leftToRight', 'rightToLeft', 'distressDevice', 'distressCall', 'reportedBy'])
      words.add(word);
    expect(words.size).toBeGreaterThan(150);
    expect([...words].filter((word) => !(`clue.${word}` in en))).toEqual([]);
  });

  test('that is put together is in the catalogue in all its forms', () => {
    const put = given('what').flatMap((text) => [...text.matchAll(/`(\w+)\.\$\{/g)].map(([, stem]) => stem!));
    expect(put).toContain('why');
    for (const stem of put) expect(Object.keys(en).some((key) => key.startsWith(`clue.${stem}.`))).toBe(true);
  });

  test('of a retraction is in the catalogue', () => {
    const why = [...sources.matchAll(/retract\([^)]*'(\w+)'\)/g)].map(([, word]) => word ?? '');
    expect(why.length).toBeGreaterThan(3);
    expect(why.filter((word) => !(`retraction.${word}` in en))).toEqual([]);
  });

  test('of a rule says what it means', () => {
    const rules = given('rule').flatMap((text) =>
      [...text.matchAll(/'(\w+[./]\w+)'/g)].map(([, rule]) => rule!),
    );
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter((rule) => ruleMeaning(say, rule) === undefined)).toEqual([]);
    for (const rule of ['zone/cable/0', 'crossingPoint/c1/reportEveryMin', 'watchList/w1'])
      expect(ruleMeaning(say, rule)).toBeDefined();
  });

  test('of a trouble of the system has its name, its sentence and its rule', () => {
    // Nobody else finds troubles: who does stands in TROUBLES.
    const finders = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') &&
        /kind: '(storage|clock|pictureStale)'/.test(readFileSync(path.join(server, file), 'utf8')),
    );
    for (const file of finders) expect(TROUBLES).toContain(file);
    // `lasts(name, …, what`, with what is asked between, and evidence as it stands.
    const timings = ['timesAhead', 'timesBehind', 'timesLate'];
    const words = new Set([...timings, 'freeSpace', 'notKept', 'clockStep', 'tickLate', 'queryDown']);
    for (const [, what] of sources.matchAll(/\blasts\(\s*(?!'(?:storage|clock)')'[\w-]+',[^')]*'(\w+)',/g))
      words.add(what!);
    expect(words).toContain('recorderDown');
    expect(words).toContain('nothingMayGo');
    for (const what of words) {
      expect(en).toHaveProperty([`clue.${what}`]);
      expect(ruleMeaning(say, `system/${what}`), what).toBeDefined();
      const kind = ['storage', 'clock', 'pictureStale'].find((one) => `alert.${one}.${what}` in en);
      expect(kind ?? (what === 'tickLate' ? 'pictureStale' : undefined), what).toBeDefined();
    }
  });
});

test('a sentence of a rule alone is of a kind, and of a rule, a unit or what is below that there is', () => {
  const own = Object.keys(en)
    .filter((key) => key.startsWith('alert.') && key.split('.').length > 2)
    .map((key) => key.split('.').slice(1));
  for (const [kind, what] of own) {
    expect(ALERT_KINDS).toContain(kind);
    const isRule = [...THRESHOLD_TABLES.values()].some(({ rows }) => what! in rows);
    const isSaid = Object.keys(en).some((key) => key.startsWith('alerts.rule.') && key.endsWith(`.${what}`));
    expect([isRule, isSaid, what === 'below', what === 'count'], `${kind}.${what}`).toContain(true);
  }
});
