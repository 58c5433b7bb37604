import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { detect } from '../../../server/commands/detect.ts';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import { tagged } from '../../../server/simulate/tagblock.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-detect-'));
afterAll(() => rmSync(folder, { recursive: true }));
const START_MS = Date.UTC(2026, 5, 15, 12);
const file = (name: string, text: string): string => {
  const to = path.join(folder, name);
  writeFileSync(to, text, 'latin1');
  return to;
};

async function run(...args: string[]): Promise<{ exit: number; out: string; words: string }> {
  let out = '';
  let words = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text);
    return true;
  });
  const exit = await detect.run(args);
  vi.restoreAllMocks();
  return { exit, out, words };
}
const linesOf = (out: string) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Eastward at twelve knots along 41° N, a report every ten seconds for twenty minutes; and a MOB device after ten. */
function recording(): string {
  let text = '';
  for (let s = 0; s <= 1200; s += 10) {
    const lon = 18.9 + (s * 12 * 0.514444) / (111_195 * Math.cos((41 * Math.PI) / 180));
    const position = { mmsi: 201_000_001, lat: 41, lon, sogKn: 12, cogDeg: 90, utcSecond: s % 60 };
    text += tagged(encodeAis({ type: 1, ...position }), 'test', START_MS + s * 1000, 1);
    if (s !== 600) continue;
    const device = { mmsi: 972_000_123, navStatus: 14, lat: 41.1, lon: 18.95, utcSecond: 0 };
    text += tagged(encodeAis({ type: 1, ...device }), 'test', START_MS + s * 1000, 1);
  }
  return text;
}

/** Its western edge lies at 18.95° E, 4.2 km from the beginning: 11 min 20 s at twelve knots. */
const ZONE = {
  id: 'bay',
  name: 'Bay',
  shape: {
    kind: 'polygon',
    rings: [
      [
        { lat: 40.9, lon: 18.95 },
        { lat: 41.05, lon: 18.95 },
        { lat: 41.05, lon: 19.1 },
        { lat: 40.9, lon: 19.1 },
      ],
    ],
  },
  rules: [{ kind: 'entry' }],
};

it('tells a distress and an entry, each on a line with what proves it, and sums up', async () => {
  const config = file('zone.json', JSON.stringify({ zones: [ZONE] }));
  const { exit, out, words } = await run('--config', config, file('sea.nmea', recording()));
  expect(exit).toBe(0);
  const alerts = linesOf(out);
  expect(alerts.map(({ kind, priority }) => [kind, priority])).toEqual(
    expect.arrayContaining([
      ['distress', 'emergency'],
      ['zoneEntry', 'warning'],
    ]),
  );
  const distress = alerts.find(({ kind }) => kind === 'distress');
  expect(distress).toMatchObject({ mmsis: ['972000123'], provedMs: START_MS + 600_000 });
  expect(distress.raisedMs - distress.provedMs).toBeLessThanOrEqual(2000);
  const entry = alerts.find(({ kind }) => kind === 'zoneEntry');
  expect(entry).toMatchObject({ mmsis: ['201000001'], about: { zoneId: 'bay' } });
  const enteredMs = START_MS + (0.05 * 111_195 * Math.cos((41 * Math.PI) / 180) * 1000) / (12 * 0.514444);
  expect(Math.abs(entry.provedMs - enteredMs)).toBeLessThanOrEqual(15_000);
  expect(linesOf(words).at(-1)).toMatchObject({
    messages: 122,
    vessels: 2,
    alerts: { emergency: { count: 1 } },
  });
});

it('gives the same bytes for the same files', async () => {
  const sea = file('sea.nmea', recording());
  const [once, again] = [await run(sea), await run(sea)];
  expect(once.out).not.toBe('');
  expect(again).toEqual(once);
});

it('says what is wrong with its settings and arguments, and ends with 2', async () => {
  const sea = file('sea.nmea', recording());
  const bad = file('bad.json', JSON.stringify({ zones: [{ ...ZONE, colour: 'red' }] }));
  expect(await run('--config', bad, sea)).toMatchObject({ exit: 2, out: '' });
  expect((await run('--config', bad, sea)).words).toContain('zones[0]: unknown key “colour”');
  expect((await run()).exit).toBe(2);
  expect((await run('--format', 'morse', sea)).words).toContain("'morse' is no format");
});

it('ends with 1 where nothing can be used or a file is not there', async () => {
  expect((await run(path.join(folder, 'none.nmea'))).exit).toBe(1);
  expect((await run(file('words.nmea', 'no sentence at all\r\n'))).exit).toBe(1);
});
