/** The house rules that a machine can check: who imports whom, no cycles, no long files, one clock, no junk drawers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** What each room may import besides itself; `proto` is open to all and imports nobody. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  proto: [],
  'server/feeds': [],
  'server/decode': [],
  'server/tracks': [],
  'server/detect': [],
  'server/access': ['server/operations'],
  'server/operations': [],
  'server/record': [],
  'server/publish': [
    'server/record',
    'server/feeds',
    'server/decode',
    'server/tracks',
    'server/detect',
    'server/operations',
    'server/access',
  ],
  'server/simulate': ['server/decode'],
  'server/setup': [],
  server: ['server/*'],
  'client/store': [],
  'client/link': ['client/store'],
  'client/ui': ['client/store', 'client/messages'],
  'client/messages': [],
  'client/map': ['client/store', 'client/ui', 'client/messages'],
  'client/panels': ['client/store', 'client/link', 'client/ui', 'client/messages'],
  client: ['client/*'],
};
const ROOMS = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
const MAX_LINES = 300;

interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function listSources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === 'generated' || entry.name === 'node_modules' ? [] : listSources(file);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : [];
  });
}

const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.normalize(path.posix.join(path.posix.dirname(file), name)));
}

/** The text without comments, so that a rule's name in a comment is not an offence. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const sources: Source[] = ['proto', 'server', 'client', 'test'].flatMap(listSources).map((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return { file, text, imports: importsOf(file, text) };
});
const house = sources.filter(({ file }) => !file.startsWith('test/'));

/** `fixtures` is data: open to all. */
const roomOf = (file: string): string | undefined =>
  file.startsWith('fixtures/') ? 'fixtures' : ROOMS.find((room) => file.startsWith(`${room}/`));

function mayImport(from: string, to: string): boolean {
  if (from === to || to === 'proto' || to === 'fixtures') return true;
  return (MAY_IMPORT[from] ?? []).some(
    (allowed) => allowed === to || (allowed.endsWith('/*') && to.startsWith(allowed.slice(0, -1))),
  );
}

describe('architecture', () => {
  test('the scanner sees the house', () => {
    expect(house.length).toBeGreaterThan(30);
    expect(house.reduce((sum, source) => sum + source.imports.length, 0)).toBeGreaterThan(house.length);
  });

  test('rooms import only what the plan allows', () => {
    const offences = house.flatMap(({ file, imports }) => {
      const from = roomOf(file);
      return imports.flatMap((target) => {
        const to = roomOf(target);
        return from && to && mayImport(from, to) ? [] : [`${file} imports ${target}`];
      });
    });
    expect(offences).toEqual([]);
  });

  test('no import cycles', () => {
    const graph = new Map(house.map(({ file, imports }) => [file, imports]));
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of graph.get(file) ?? []) if (graph.has(next)) visit(next, [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test(`no file over ${MAX_LINES} lines, tables apart`, () => {
    const long = sources
      .filter(({ file }) => !file.endsWith('.table.ts'))
      .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  test('the wall clock and chance enter by clock.ts alone', () => {
    const forbidden = /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\bMath\.random\(/;
    const offences = house
      .filter(
        ({ file }) => (file.startsWith('server/') || file.startsWith('proto/')) && file !== 'server/clock.ts',
      )
      .filter(({ text }) => forbidden.test(code(text)))
      .map(({ file }) => file);
    expect(offences).toEqual([]);
  });

  test('no junk drawers and no barrels', () => {
    const offences = sources
      .map(({ file }) => file)
      .filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared|index)(\/|\.(ts|tsx|mjs)$)/.test(file));
    expect(offences).toEqual([]);
  });

  test('no switched-off checks', () => {
    const offences = sources
      .filter(({ file }) => !file.endsWith('architecture.test.ts'))
      .filter(({ text }) => /@ts-(ignore|nocheck|expect-error)/.test(text))
      .map(({ file }) => file);
    expect(offences).toEqual([]);
  });
});
