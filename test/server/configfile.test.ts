import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SensorKind } from '../../proto/domain/sensor.ts';
import { readConfigFile } from '../../server/configfile.ts';
import { describeFault, type SettingFault } from '../../server/feeds/settings.ts';

const dir = mkdtempSync(join(tmpdir(), 'configfile-'));
afterAll(() => rmSync(dir, { recursive: true }));

function read(content: string) {
  const path = join(dir, 'site.json');
  writeFileSync(path, content);
  const faults: SettingFault[] = [];
  const config = readConfigFile(path, faults);
  return { config, text: faults.map(describeFault).join('\n').replaceAll(path, 'site.json') };
}

describe('the config file', () => {
  it('gives what stands in it, a byte order mark aside', () => {
    const { config, text } = read('\uFEFF{"port": 1, "feeds": ["tcp://a:1", {"url": "tcp://b:1"}]}');
    expect(text).toBe('');
    expect(config).toEqual({ port: 1, feeds: ['tcp://a:1', { url: 'tcp://b:1' }] });
  });

  it('says what is kept how long, and in which class a feed is', () => {
    const record = {
      keepDays: { land: 2, sea: 90 },
      maxBytes: 50_000_000_000,
      classes: { 'North mast': 'own' },
    };
    const { config, text } = read(JSON.stringify({ record }));
    expect(text).toBe('');
    expect(config).toEqual({ record });
    expect(read('{"record": {"keepDay": {}}}').text).toContain(
      'site.json: record: unknown key “keepDay”. Did you mean “keepDays”?',
    );
    for (const wrong of [
      '{"keepDays": {"lands": 2}}',
      '{"keepDays": {"land": 0}}',
      '{"maxBytes": 5}',
      '{"classes": {"a": "air"}}',
    ])
      expect(read(`{"record": ${wrong}}`).text).toContain('site.json: record.');
  });

  it('says where a sensor stands and what it should see', () => {
    const { config, text } = read(
      `{"feeds": [{"url": "udp://0.0.0.0:8600?format=asterix", "editions": {"048": "1.15"}, "sensors": {"25-201": {
        "name": "Rumija", "kind": "radar", "position": [42.1, 19.2], "heightM": 1594, "orientationDeg": -0.5,
        "coverage": {"rangeM": 90000, "sectorsDeg": [[180, 330]], "blindSectorsDeg": [[200, 210]], "detectionProbability": 0.9},
        "sigmaRangeM": 20, "sigmaAzimuthDeg": 0.2, "periodS": 3, "trust": 0.9}}}]}`,
    );
    expect(text).toBe('');
    expect(config.feeds).toMatchObject([
      {
        editions: { '048': '1.15' },
        sensors: {
          '25-201': {
            name: 'Rumija',
            kind: SensorKind.radar,
            lat: 42.1,
            lon: 19.2,
            heightM: 1594,
            orientationDeg: -0.5,
            coverage: {
              rangeM: 90_000,
              sectors: [{ fromDeg: 180, toDeg: 330 }],
              blindSectors: [{ fromDeg: 200, toDeg: 210 }],
              detectionProbability: 0.9,
            },
            sigmaRangeM: 20,
            periodMs: 3000,
          },
        },
      },
    ]);
  });

  it.each([
    [
      '{"prot": 1}',
      'site.json: unknown key “prot”. Did you mean “port”? There are: host, port, data, site, agency, rescueCentre, origins, feeds, record.',
    ],
    ['{"feeds": [{"url": "x", "nmae": 1}]}', 'site.json: feeds[0]: unknown key “nmae”. Did you mean “name”?'],
    ['{"port": "8080"}', 'site.json: port: Invalid input: expected number, received string.'],
    ['{"port": 70000}', 'site.json: port: Too big'],
    ['{"feeds": [{"name": "x"}]}', 'site.json: feeds[0].url: Invalid input: expected string'],
    [
      '{"feeds": [{"url": "x", "format": "asterisk"}]}',
      'site.json: feeds[0].format: Invalid option: expected one of "auto"|"ais"|"nmea"',
    ],
    [
      '{"feeds": [{"url": "x", "sensor": {"hightM": 1}}]}',
      'site.json: feeds[0].sensor: unknown key “hightM”. Did you mean “heightM”?',
    ],
    [
      '{"feeds": [{"url": "x", "sensors": {"1-2": {"coverage": {"rangeM": 1, "blindSectorDeg": []}}}}]}',
      'site.json: feeds[0].sensors.1-2.coverage: unknown key “blindSectorDeg”. Did you mean “blindSectorsDeg”?',
    ],
    [
      '{"feeds": [{"url": "x", "sensor": {"coverage": {"minRangeM": 5}}}]}',
      'site.json: feeds[0].sensor.coverage.rangeM: Invalid input: expected number',
    ],
    [
      '{"feeds": [{"url": "x", "editions": {"048": "new"}}]}',
      'site.json: feeds[0].editions.048: an edition is written like "1.15"',
    ],
    ['{"feeds": [{"url": "x", "intervalS": 0}]}', 'site.json: feeds[0].intervalS: Too small'],
    [
      '{"feeds": [1]}',
      'site.json: feeds[0]: neither a URL nor an object with one. Write "tcp://HOST:PORT" or {"url": …}.',
    ],
    ['{"agency": "Coast Guard"}', 'site.json: agency: an agency is written like "xa-coast-guard"'],
    [
      '{"origins": ["https://watch.example/"]}',
      'site.json: origins[0]: an origin is written like "https://watch.example"',
    ],
    ['[]', 'site.json: Invalid input: expected object, received array'],
    ['{\n  "port": 1,\n}', 'site.json:3:1: not JSON: “}” is not expected here'],
    ['{\n  "port": 1,\n  // a comment\n}', 'site.json:3:3: not JSON: “/” is not expected here'],
    ['{"feeds": ["tcp://u:secret@a:1",]}', 'site.json:1:33: not JSON: “]” is not expected here'],
    ["{'port': 1}", "site.json:1:2: not JSON: “'” is not expected here"],
    ['{"port": 080}', 'site.json:1:11: not JSON: “8” is not expected here'],
    ['{"port": 1} x', 'site.json:1:13: not JSON: “x” is not expected here'],
    ['{"site": trux}', 'site.json:1:13: not JSON: “x” is not expected here'],
    ['', 'site.json:1:1: not JSON: it ends too early'],
    ['{"port": 1', 'site.json:1:11: not JSON: it ends too early'],
    ['{"site": "Vlo', 'site.json:1:14: not JSON: it ends too early'],
  ])('%s is refused with its place', (content, expected) => {
    const { config, text } = read(content);
    expect(text).toContain(expected);
    expect(config).toEqual({});
  });
});
