/** Cursor on Target events as XML: the way back, for simulation and for sending on. */
import type { CotEvent, XmlElement } from './event.ts';

/** What the schema writes for a height or an error that is not known. */
const UNKNOWN = '9999999.0';

/**
 * The event as one document. Servers want a declaration before each event, a newline after it, and nothing behind
 * `</event>` (TAK protocol version 0). Characters that XML forbids are left out.
 */
export function encodeCotXml(event: CotEvent): string {
  const { uid, type, how, timeMs, startMs, staleMs, access, qos, opex } = event;
  const point = {
    lat: String(event.lat),
    lon: String(event.lon),
    hae: event.haeM === undefined ? UNKNOWN : String(event.haeM),
    ce: event.ceM === undefined ? UNKNOWN : String(event.ceM),
    le: event.leM === undefined ? UNKNOWN : String(event.leM),
  };
  const attributes = {
    version: '2.0',
    uid,
    type,
    how,
    time: isoTime(timeMs),
    start: isoTime(startMs),
    stale: isoTime(staleMs),
    ...(access !== undefined && { access }),
    ...(qos !== undefined && { qos }),
    ...(opex !== undefined && { opex }),
  };
  const body = `${openTag('point', point)}/><detail>${encodeElements(event.detail)}</detail>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${openTag('event', attributes)}>${body}</event>`;
}

/** Elements one after another, without declaration: also what `xmlDetail` of the TAK protocol holds. */
export function encodeElements(elements: readonly XmlElement[]): string {
  return elements
    .map(({ name, attributes, text, children }) => {
      const inner = escapeXml(text) + encodeElements(children);
      return inner === ''
        ? `${openTag(name, attributes)}/>`
        : `${openTag(name, attributes)}>${inner}</${name}>`;
    })
    .join('');
}

const openTag = (name: string, attributes: Readonly<Record<string, string>>): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')}`;

const isoTime = (ms: number): string => new Date(ms).toISOString();

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // as themselves, readers make blanks of them
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** XML 1.0, production 2: no other control characters, no half surrogates, not U+FFFE and U+FFFF. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be found
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES[character] ?? character);
