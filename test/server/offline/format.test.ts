import { expect, it } from 'vitest';
import { formatOf } from '../../../server/offline/format.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

it.each([
  ['a/watch.nmea', '', 'auto'],
  ['a/watch.nmea.gz', '', 'auto'],
  ['sea.pcap', '', 'asterix'],
  ['land.sapient', '', 'sapient'],
  ['log.txt', '\\s:x,c:1700000000*00\\!AIVDM,1,1,,A,1,0*00', 'auto'],
  ['log.txt', '\r\n$PGHP,1,2013', 'auto'],
  ['log.txt', '2020-06-30T00:00:00Z !AIVDM,1,1,,A,1,0*00', 'auto'],
  ['log', '<?xml version="1.0"?><event/>', 'cot'],
  ['log', 'MSG,3,1,1,4CA2D6,1', 'adsb'],
  ['log', '{"now":1.0,"aircraft":[]}', 'adsb'],
  ['log', '{"MessageType":"PositionReport"', 'aisstream'],
  ['log', '\x30\x00\x30\xfd\xf7', 'asterix'],
])('takes %s that begins with %j for %s', (path, first, format) => {
  expect(formatOf(path, bytes(first))).toBe(format);
});
