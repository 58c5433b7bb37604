/** Capture files that we write are read by what reads captures. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CapturedDatagram, PcapReader } from '../../../server/feeds/pcap.ts';
import { pcapHeader, pcapRecord } from '../../../server/simulate/pcapwriter.ts';

const AT = Date.UTC(2026, 5, 21, 10, 0, 0, 250);
const file = Buffer.concat([
  pcapHeader(),
  pcapRecord(Uint8Array.of(48, 0, 4, 0), AT),
  pcapRecord(Uint8Array.of(34, 0, 3), AT + 1001),
]);

describe('a capture', () => {
  test('gives back datagrams and times', () => {
    const got: CapturedDatagram[] = [];
    const faults: unknown[] = [];
    new PcapReader().push(file, {
      datagram: (d) => got.push({ ...d, payload: d.payload.slice() }),
      fault: (f) => faults.push(f),
    });
    expect(faults).toEqual([]);
    expect(got.map(({ timeMs, payload }) => [timeMs, [...payload]])).toEqual([
      [AT, [48, 0, 4, 0]],
      [AT + 1001, [34, 0, 3]],
    ]);
    expect(got[0]).toMatchObject({ destination: '239.255.0.1', destinationPort: 8600 });
  });

  test('is taken by tshark, its checksums too', ({ skip }) => {
    if (!existsSync('/usr/bin/tshark')) {
      console.warn('SKIPPED: tshark is not installed');
      skip();
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-pcap-'));
    try {
      const name = path.join(folder, 'two.pcap');
      writeFileSync(name, file);
      const fields = ['frame.time_epoch', 'udp.dstport', 'ip.checksum.status'].flatMap((f) => ['-e', f]);
      const out = execFileSync('/usr/bin/tshark', [
        ...['-r', name, '-o', 'ip.check_checksum:TRUE', '-T', 'fields', ...fields],
      ]).toString();
      const lines = out
        .trim()
        .split('\n')
        .map((line) => line.split('\t'));
      expect(lines.map(([, port, sum]) => [port, sum])).toEqual([
        ['8600', '1'],
        ['8600', '1'],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
