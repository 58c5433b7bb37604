import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { firstStampOf, firstTimeOf, openRecording } from '../../../server/feeds/recording.ts';

const dir = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(dir, { recursive: true }));
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
const TAGGED = '\\c:1565218798*53\\!BSVDM,1,1,,A,13mb9U0P00PRk8fT5nw>4?wj2006,0*5D\r\n';
const RMC = '$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58\r\n';

describe('a recording', () => {
  it('says when it begins, packed or not, whatever stands before', async () => {
    const text = `# a comment\n!AIVDM,1,1,,A,x,0*00\n${TAGGED}`;
    expect(await firstTimeOf(write('plain', text), 'auto')).toBe(1_565_218_798_000);
    expect(await firstTimeOf(write('packed', gzipSync(text)), 'auto')).toBe(1_565_218_798_000);
  });

  it('takes the receiver’s word before an instrument’s', async () => {
    expect(await firstStampOf(write('both', RMC + TAGGED), 'auto')).toEqual({
      ms: 1_565_218_798_000,
      by: 'receiver',
    });
    expect(await firstStampOf(write('rmc', `!AIVDM\n${RMC.trimEnd()}`), 'auto')).toEqual({
      ms: Date.UTC(2015, 6, 20, 9, 22, 11),
      by: 'instrument',
    });
  });

  it('has no time when nothing says one, when it is empty, missing or a directory', async () => {
    expect(await firstTimeOf(write('untimed', '!AIVDM,1,1,,A,x,0*00\n'), 'auto')).toBeUndefined();
    expect(await firstTimeOf(write('empty', ''), 'auto')).toBeUndefined();
    expect(await firstTimeOf(join(dir, 'missing'), 'auto')).toBeUndefined();
    expect(await firstTimeOf(dir, 'auto')).toBeUndefined();
  });

  it('rejects with the system’s code', async () => {
    await expect(openRecording(join(dir, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(openRecording(dir)).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(openRecording('/dev/null')).rejects.toThrow('not a regular file');
  });
});

const corpora = process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora';
const present = existsSync(join(corpora, 'ais'));
if (!present)
  console.warn(`SKIPPED: no corpora at ${corpora}: first times of real recordings are not checked`);

describe.skipIf(!present)('real recordings', () => {
  it.each([
    ['dma/stream_example.txt', '2010-06-11T11:46:11.390Z'],
    ['opencpn/Hakefjord.log', '2015-07-20T09:22:11Z'],
    ['kystverket/Ais1000Lines.nm4', '2019-08-07T22:59:58Z'],
    ['noaadata/test.ais', '2006-07-15T00:01:33Z'],
  ])('%s', async (file, iso) => {
    expect(await firstTimeOf(join(corpora, 'ais', file), 'auto')).toBe(Date.parse(iso));
  });
});
