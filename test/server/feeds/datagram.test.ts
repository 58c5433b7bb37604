import { describe, expect, it } from 'vitest';
import { readDatagram } from '../../../server/feeds/datagram.ts';

const read = (text: string) => {
  const content = readDatagram(Buffer.from(text, 'latin1'));
  return 'fault' in content ? content.fault.kind : Buffer.from(content.bytes).toString('latin1');
};
const SENTENCE = '!AIVDM,1,1,,B,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A';

describe('a datagram', () => {
  it('keeps its lines', () => {
    expect(read(`${SENTENCE}\r\n`)).toBe(`${SENTENCE}\r\n`);
  });
  it('is complete even without its newline', () => {
    expect(read(SENTENCE)).toBe(`${SENTENCE}\n`);
  });
  it('loses the IEC 61162-450 header, and keeps the tag block', () => {
    expect(read(`UdPbC\0\\s:AI0001,n:12*16\\${SENTENCE}\r\n`)).toBe(`\\s:AI0001,n:12*16\\${SENTENCE}\r\n`);
  });
  it('of a binary file transfer is a named fault', () => {
    expect(read('RaUdP\0\x01\x02')).toBe('unsupported');
    expect(read('RrUdP\0\x01\x02')).toBe('unsupported');
  });
  it('may be empty', () => {
    expect(read('')).toBe('');
    expect(read('UdPbC\0')).toBe('');
  });
});
