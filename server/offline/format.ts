/** What a recording is, by its name and its first bytes. */
import { extname } from 'node:path';
import type { FeedFormat } from '../feeds/settings.ts';

const BY_EXTENSION: Readonly<Record<string, FeedFormat>> = {
  '.nmea': 'auto',
  '.ais': 'auto',
  '.aivdm': 'auto',
  '.sapient': 'sapient',
  '.cot': 'cot',
  '.sbs': 'adsb',
  '.pcap': 'asterix',
  '.pcapng': 'asterix',
  '.ast': 'asterix',
};

/** @param first the file's first bytes, unpacked */
export function formatOf(path: string, first: Uint8Array): FeedFormat {
  const known = BY_EXTENSION[extname(path.replace(/\.gz$/, '')).toLowerCase()];
  if (known !== undefined) return known;
  const head = Buffer.from(first.subarray(0, 256)).toString('latin1').trimStart();
  if (head.startsWith('<')) return 'cot';
  if (/^\{.*"MessageType"/s.test(head)) return 'aisstream';
  if (/^(?:MSG|SEL|ID|AIR|STA|CLK),/.test(head) || head.startsWith('{') || /^[*@][0-9a-f]/i.test(head))
    return 'adsb';
  if (/[!$\\]/.test(head) || !/[^\t\r\n\x20-\x7e]/.test(head)) return 'auto';
  // A capture, or blocks of a category and their length (Eurocontrol, part 1).
  return 'asterix';
}
