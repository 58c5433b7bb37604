import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { epochMs } from '../../../proto/domain/units.ts';
import { parseDurationMs, simulateCommand } from '../../../server/simulate/command.ts';
import { SCENARIOS } from './demonstrationscenario.ts';

const START = '2026-06-21T10:00:00Z';
const scratch: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), 'watchfloor-simulate-'));
  scratch.push(made);
  return made;
};
afterEach(() => {
  for (const made of scratch.splice(0)) rmSync(made, { recursive: true });
});

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await simulateCommand(args, {
    nowMs: () => epochMs(Date.parse(START)),
    write: async (text) => {
      out += text;
      return true;
    },
    complain: (text) => {
      err += text;
    },
    scenarioFolder: SCENARIOS,
  });
  return { code, out, err };
}

describe('watchfloor simulate', () => {
  test('writes tagged sentences to standard output and a summary to standard error', async () => {
    const { code, out, err } = await run('--duration', '10s', '--seed', '5');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) expect(line).toMatch(/^\\[^\\]+\*[0-9A-F]{2}\\!AIVDM,.*\*[0-9A-F]{2}$/);
    expect(JSON.parse(err)).toMatchObject({ seed: 5, durationMs: 10_000, scenario: 'southern-adriatic' });
    expect(await run('--duration', '10s', '--seed', '5', '--start', START)).toMatchObject({ out });
  });

  test('writes a file a feed, and the truth', async () => {
    const out = folder();
    const truth = path.join(folder(), 'truth.jsonl');
    expect((await run('--duration', '20s', '--out', out, '--truth', truth)).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'adsb-tirana.sbs',
      'ais-albania.nmea',
      'ais-apulia.nmea',
      'ais-montenegro.nmea',
      'land-border.sapient',
      'neighbour-apulia.pcap',
      'radar-durres.nmea',
      'radar-sazan.pcap',
      'radar-volujica.pcap',
      'units.cot',
    ]);
    const said = readFileSync(truth, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(said.map((v) => v.atMs)).size).toBe(2);
    expect(said[0]).toMatchObject({
      mmsi: expect.any(Number),
      lat: expect.any(Number),
      sogKn: expect.any(Number),
    });
  });

  test('writes as many vessels as it is asked for, anywhere', async () => {
    const out = folder();
    const asked = ['--vessels', '50', '--area=-36,170,-34,172', '--duration', '20s', '--rate', '30'];
    const truth = path.join(out, 'truth.jsonl');
    const { code, err } = await run(...asked, '--out', out, '--truth', truth);
    expect(code).toBe(0);
    const { heard, bytes } = JSON.parse(err);
    expect(heard).toBeGreaterThan(500);
    expect(readFileSync(path.join(out, 'load.nmea')).length).toBe(bytes);
    expect(readFileSync(truth, 'utf8').trimEnd().split('\n').length).toBe(100);
    expect((await run(...asked)).out).toBe(readFileSync(path.join(out, 'load.nmea'), 'latin1'));
  });

  test('stops when the reader has gone', async () => {
    let writes = 0;
    const code = await simulateCommand(['--duration', '1h'], {
      nowMs: () => epochMs(Date.parse(START)),
      write: async () => ++writes < 2,
      complain: () => undefined,
      scenarioFolder: SCENARIOS,
    });
    expect([code, writes]).toEqual([0, 2]);
  });

  test.each([
    [['--duration', 'soon'], /--duration: "soon"/, 2],
    [['--seed', 'x'], /--seed: "x"/, 2],
    [['--loss', '1.5'], /--loss: "1.5" is no number from 0 to 1/, 2],
    [['--start', 'noon'], /--start: "noon"/, 2],
    [['--colour', 'red'], /colour/, 2],
    [['--scenario', 'atlantis'], /"atlantis".*there are: southern-adriatic/, 1],
    [['--vessels', '0', '--area', '1,2,3,4'], /--vessels: "0" is no number from 1 to 1000000/, 2],
    [['--vessels', '5'], /--area: "" is no area S,W,N,E/, 2],
    [['--vessels', '5', '--area', '3,2,1,4'], /--area: "3,2,1,4" holds nothing/, 2],
    [['--vessels', '5', '--area', '1,2,3,4', '--scenario', 'x'], /--scenario: not together/, 2],
    [['--area', '1,2,3,4'], /--area: of --vessels/, 2],
    [['--rate', '5'], /--rate: of --vessels/, 2],
    [['--duration', '1s', '--truth', '/nowhere/truth.jsonl'], /nowhere/, 1],
  ])('%j is refused with a reason', async (args, why, expected) => {
    const { code, err } = await run(...args);
    expect(err).toMatch(why);
    expect(code).toBe(expected);
  });

  test('durations', () => {
    expect(['90', '90s', '30m', '1.5h', '2d', '', 'h', '0', '-1h'].map(parseDurationMs)).toEqual([
      90_000,
      90_000,
      1_800_000,
      5_400_000,
      172_800_000,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
