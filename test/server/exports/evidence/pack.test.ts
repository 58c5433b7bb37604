/** Evidence packs: what is in them, that they can be checked without us, and that every change of one is found. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../../proto/domain/alert/alert.ts';
import type { Answer, Question } from '../../../../proto/domain/record/questions.ts';
import { checkPack } from '../../../../server/exports/evidence/checkpack.ts';
import { condition, found } from '../../operations/alerts/found.ts';
import { identityRow, pointRow, sailed, T0 } from '../../record/query/pastroom.ts';
import { DAY, exportRoom } from '../exportroom.ts';

let room: Awaited<ReturnType<typeof exportRoom>>;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pack-'));
  room = await exportRoom();
  const way = sailed(1, [
    [0, 41, 19],
    [20, 41.2, 19.1],
  ]);
  await room.write('points', way.map(pointRow));
  await room.write('identities', [identityRow({ track: 1, atMs: T0, name: '<b>ADRIA</b>' })]);
}, 60_000);
afterEach(() => {
  room.close();
  rmSync(folder, { recursive: true });
});

const VESSEL = { ask: 'vessel', words: 'adria', ...DAY } as Question;
/** One red pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const pack = () => room.taken(VESSEL, 'evidence', { pictures: [{ name: 'the chart/../x', png: PNG }] });
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

async function checked(bytes: Uint8Array) {
  const file = path.join(folder, 'pack.zip');
  writeFileSync(file, bytes);
  return checkPack(file);
}

describe('an evidence pack', () => {
  it('holds data, question, pictures, hashes and a page that loads nothing', async () => {
    const { bytesOf, name } = await pack();
    expect(name).toMatch(/^watchfloor-vessel-.*\.zip$/);
    const files = unzipSync(bytesOf);
    expect(Object.keys(files)).toEqual([
      ...['question.json', 'data/answer.json', 'data/answer.csv', 'data/points.csv', 'data/tracks.geojson'],
      ...[
        'data/tracks.nmea',
        'pictures/map.svg',
        'pictures/1-the-chart-x.png',
        'public-key.pem',
        'index.html',
      ],
      ...['SHA256SUMS', 'manifest.json', 'manifest.json.sig'],
    ]);
    const manifest = JSON.parse(text(files['manifest.json']));
    expect(manifest).toMatchObject({
      ...{
        by: 'Ana Hoxha',
        agency: 'coast guard',
        site: 'Durrës',
        serverVersion: '1.2.3',
        purpose: 'case 12',
      },
      ...{ askedFor: 'who was there', made: '2026-07-01T15:00:00.000Z', question: { ask: 'vessel' } },
    });
    for (const { path: of, bytes, sha256 } of manifest.files) {
      expect(files[of]).toHaveLength(bytes);
      expect(createHash('sha256').update(files[of]!).digest('hex')).toBe(sha256);
    }
    // Where it comes from: a file of points, one of identities.
    expect(manifest.archive.files).toHaveLength(2);
    expect(text(files['data/points.csv']).split('\r\n')).toHaveLength(23);
    const page = text(files['index.html']);
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)|<script|@import|url\(/);
    expect(page).toContain('&lt;b&gt;ADRIA');
    expect(page).not.toContain('<b>ADRIA');
    expect(page).toContain('<img src="pictures/1-the-chart-x.png"');
  });

  it('is intact as it was made, and says whose key it is', async () => {
    const { bytesOf } = await pack();
    const result = await checked(bytesOf);
    expect(result).toMatchObject({ damages: [], files: 13, by: 'Ana Hoxha' });
    expect(result.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is checked with openssl and sha256sum alone', async () => {
    const { bytesOf } = await pack();
    for (const [name, bytes] of Object.entries(unzipSync(bytesOf))) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), bytes);
    }
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder });
    const verify = () =>
      execFileSync(
        'openssl',
        [
          ...['pkeyutl', '-verify', '-pubin', '-inkey', 'public-key.pem', '-rawin'],
          ...['-in', 'manifest.json', '-sigfile', 'manifest.json.sig'],
        ],
        { cwd: folder, stdio: 'pipe' },
      ).toString();
    expect(verify()).toMatch(/Verified Successfully/);
    cpSync(path.join(folder, 'question.json'), path.join(folder, 'manifest.json'));
    expect(verify).toThrow();
  });

  it('has the reasoning where alerts are in it', async () => {
    const alert = {
      ...found('1', condition('1', { parties: [] })),
      state: 'acknowledged',
      revision: 1,
      toldMs: T0,
      history: [],
    } as unknown as Alert;
    const answer = {
      ...{ columns: ['kind'], isCut: false, missing: [], tookMs: 1 },
      rows: [{ fromMs: T0, untilMs: T0, values: { kind: alert.lead.kind }, alert }],
    } as unknown as Answer;
    const { bytesOf } = await room.taken({ ask: 'alerts', ...DAY } as Question, 'evidence', { answer });
    const files = unzipSync(bytesOf);
    const { alerts, kinds, rules } = JSON.parse(text(files['reasoning.json']));
    expect(alerts).toHaveLength(1);
    expect(kinds[alert.lead.kind]).toBeTypeOf('string');
    expect(Object.keys(rules)).toEqual([alert.lead.rule]);
    expect(text(files['index.html'])).toContain(alert.lead.rule);
  });
});

describe('a changed pack', () => {
  it('is found, whichever byte it is', async () => {
    const { bytesOf } = await pack();
    const intact = unzipSync(bytesOf);
    let told = 0;
    let same = 0;
    // A prime, so that every part of the zip is hit: heads, names, data, descriptors, the list, its end.
    for (let at = 0; at < bytesOf.length; at += at < bytesOf.length - 1500 ? 101 : 5) {
      const changed = Buffer.from(bytesOf);
      changed[at] = changed[at]! ^ (1 << (at % 8));
      if ((await checked(changed)).damages.length > 0) told += 1;
      // Deflate leaves a few bits at the end of its data unused: nothing that is in the pack is another then.
      else if (isSame(unzipSync(changed), intact)) same += 1;
      else throw new Error(`a change of byte ${at} was not found`);
    }
    expect(told).toBeGreaterThan(300);
    expect(same).toBeLessThan(20);
  }, 120_000);

  it('is named by the file that was changed', async () => {
    const { bytesOf } = await pack();
    const at = bytesOf.indexOf('pictures/1-the-chart-x.png') + 26;
    const changed = Buffer.from(bytesOf);
    changed[at + 60] = changed[at + 60]! ^ 1;
    const { damages } = await checked(changed);
    expect(damages).toEqual([{ path: 'pictures/1-the-chart-x.png', what: expect.any(String) }]);
  });

  it('is found where it was cut off or something was added', async () => {
    const { bytesOf } = await pack();
    for (const bytes of [
      bytesOf.subarray(0, -1),
      bytesOf.subarray(0, 100),
      Buffer.concat([bytesOf, Buffer.from('x')]),
    ])
      expect((await checked(bytes)).damages).not.toEqual([]);
    expect((await checked(Buffer.alloc(0))).damages).not.toEqual([]);
  });
});

function isSame(one: Record<string, Uint8Array>, other: Record<string, Uint8Array>): boolean {
  const names = Object.keys(one);
  return (
    names.join() === Object.keys(other).join() &&
    names.every((name) => Buffer.from(one[name]!).equals(other[name]!))
  );
}
