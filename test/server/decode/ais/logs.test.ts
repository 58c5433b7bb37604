import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpus, decode } from '../corpus.ts';

const count = (faults: readonly { readonly kind: string }[], kind: string): number =>
  faults.filter((fault) => fault.kind === kind).length;

describe('real logs', () => {
  const kystverket = corpus('ais/kystverket/Ais1000Lines.nm4');
  test.skipIf(kystverket === undefined)(
    'Ais1000Lines: all 877 messages, 246 wrong tag checksums told',
    () => {
      let withTime = 0;
      const { messages, faults } = decode(readFileSync(kystverket ?? ''), (record) => {
        if (record.timeSource === 'tag') withTime++;
      });
      expect(messages).toHaveLength(877);
      expect(count(faults, 'tag-checksum')).toBe(246);
      expect(faults).toHaveLength(246);
      expect(withTime).toBeGreaterThan(600);
    },
  );

  const noaadata = corpus('ais/noaadata/test.ais');
  test.skipIf(noaadata === undefined)(
    'noaadata: at least 853 messages, each with its station and time',
    () => {
      let stamped = 0;
      const { messages, faults } = decode(readFileSync(noaadata ?? ''), (record) => {
        if (record.timeSource === 'suffix' && record.station !== undefined) stamped++;
      });
      expect(messages.length).toBeGreaterThanOrEqual(853);
      expect(stamped).toBe(messages.length);
      expect(faults.filter(({ kind }) => kind !== 'unsupported')).toEqual([]);
    },
  );

  const gatehouse = corpus('ais/dma/stream_example.txt');
  test.skipIf(gatehouse === undefined)('a log with $PGHP lines: every message has their time', () => {
    let timed = 0;
    const { messages, faults } = decode(readFileSync(gatehouse ?? ''), (record) => {
      if (record.timeSource === 'pghp') timed++;
    });
    expect(messages.length).toBeGreaterThan(4000);
    expect(timed).toBe(messages.length);
    expect(faults).toEqual([]);
  });

  const mixed = corpus('ais/opencpn/Hakefjord.log');
  test.skipIf(mixed === undefined)('a mixed log: AIS decoded, other sentences told as such', () => {
    const { messages, faults } = decode(readFileSync(mixed ?? ''));
    expect(messages.length).toBeGreaterThan(15_800);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['unsupported', 'checksum']));
    expect(faults.filter(({ sample }) => /!..VD[MO]/.test(sample))).toEqual([]);
  });
});
