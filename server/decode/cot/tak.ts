/** TAK protocol version 1: events as protobuf, behind the header of a datagram or of a stream. */
import { atakmap } from '../../../proto/generated/tak.js';
import { encodeElements } from './encodexml.ts';
import { type CotEvent, decimal, element, type XmlElement } from './event.ts';
import { readFragment } from './xml.ts';

const { TakMessage } = atakmap.commoncommo.protobuf.v1;
type Detail = atakmap.commoncommo.protobuf.v1.IDetail;

/** The first byte of both headers. */
export const MAGIC = 0xbf;
/** The protocol's version, between two magic bytes, before a datagram's message. */
export const VERSION = 1;
/** What the protocol writes for a height or an error that is not known; XML writes one more nine. */
export const UNKNOWN_M = 999_999;

/** `mesh`: `bf 01 bf`, for datagrams. `stream`: `bf` and the message's length as a varint, for connections. */
export type TakFraming = 'mesh' | 'stream';

/** The event with its header. Detail elements that the schema has no field for travel as XML text. */
export function encodeTak(event: CotEvent, framing: TakFraming): Uint8Array {
  const writer = TakMessage.encode({
    cotEvent: {
      type: event.type,
      access: event.access ?? '',
      qos: event.qos ?? '',
      opex: event.opex ?? '',
      uid: event.uid,
      sendTime: event.timeMs,
      startTime: event.startMs,
      staleTime: event.staleMs,
      how: event.how,
      lat: event.lat,
      lon: event.lon,
      hae: event.haeM ?? UNKNOWN_M,
      ce: event.ceM ?? UNKNOWN_M,
      le: event.leM ?? UNKNOWN_M,
      detail: encodeDetail(event.detail),
    },
  });
  if (framing === 'mesh') return Buffer.concat([Uint8Array.of(MAGIC, VERSION, MAGIC), writer.finish()]);
  return Buffer.concat([Uint8Array.of(MAGIC), writer.ldelim().finish()]);
}

/** A message without its header. An event, or undefined where the message holds none; throws on what is no message. */
export function decodeTak(bytes: Uint8Array): CotEvent | undefined {
  const { cotEvent } = TakMessage.decode(bytes);
  if (!cotEvent) return undefined;
  const { uid, type, how, sendTime, startTime, staleTime, lat, lon, hae, ce, le } = cotEvent;
  const { access, qos, opex, detail } = cotEvent;
  return {
    uid: uid ?? '',
    type: type ?? '',
    how: how ?? '',
    timeMs: milliseconds(sendTime),
    startMs: milliseconds(startTime),
    staleMs: milliseconds(staleTime),
    lat: lat ?? 0,
    lon: lon ?? 0,
    ...(isKnown(hae) && { haeM: hae }),
    ...(isKnown(ce) && { ceM: ce }),
    ...(isKnown(le) && { leM: le }),
    ...(access && { access }),
    ...(qos && { qos }),
    ...(opex && { opex }),
    detail: detail ? decodeDetail(detail) : [],
  };
}

/** Within a number's exact range: 64 bits that no clock ever says become some large number, and a late time. */
const milliseconds = (value: number | { toNumber(): number } | null | undefined): number =>
  typeof value === 'object' ? (value?.toNumber() ?? 0) : (value ?? 0);

const isKnown = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value < UNKNOWN_M;

/** Well-known elements: their name, the field, its attributes, and which of them are numbers. */
const WELL_KNOWN = [
  { name: 'contact', field: 'contact', texts: ['endpoint', 'callsign'], numbers: [] },
  { name: '__group', field: 'group', texts: ['name', 'role'], numbers: [] },
  { name: 'precisionlocation', field: 'precisionLocation', texts: ['geopointsrc', 'altsrc'], numbers: [] },
  { name: 'status', field: 'status', texts: [], numbers: ['battery'] },
  { name: 'takv', field: 'takv', texts: ['device', 'platform', 'os', 'version'], numbers: [] },
  { name: 'track', field: 'track', texts: [], numbers: ['speed', 'course'] },
] as const;
type WellKnown = (typeof WELL_KNOWN)[number];

/** An element goes into its field only where nothing of it would be lost (TAK protocol, "detail" rules). */
function encodeDetail(elements: readonly XmlElement[]): Detail {
  const detail: Record<string, object> = {};
  const others: XmlElement[] = [];
  for (const one of elements) {
    const known = WELL_KNOWN.find(({ name }) => name === one.name);
    const fields = known === undefined || known.field in detail ? undefined : fieldsOf(one, known);
    if (known === undefined || fields === undefined) others.push(one);
    else detail[known.field] = fields;
  }
  return { ...detail, xmlDetail: encodeElements(others) };
}

function fieldsOf(one: XmlElement, known: WellKnown): Record<string, string | number> | undefined {
  const { attributes, children, text } = one;
  const names: readonly string[] = [...known.texts, ...known.numbers];
  const given = Object.entries(attributes);
  if (children.length > 0 || text !== '' || given.length === 0) return undefined;
  if (given.some(([name, value]) => !names.includes(name) || value === '')) return undefined;
  const fields: Record<string, string | number> = { ...attributes };
  for (const name of known.numbers) {
    const value = decimal(attributes[name]);
    // a number that is not there could not be told from zero
    if (value === undefined || String(value) !== attributes[name]) return undefined;
    if (known.name === 'status' && !(Number.isInteger(value) && value >= 0 && value < 2 ** 32))
      return undefined;
    fields[name] = value;
  }
  return fields;
}

function decodeDetail(detail: Detail): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const { name, field, texts, numbers } of WELL_KNOWN) {
    const fields = detail[field] as Record<string, unknown> | null | undefined;
    if (!fields) continue;
    const attributes: Record<string, string> = {};
    for (const text of texts) if (fields[text]) attributes[text] = String(fields[text]);
    for (const number of numbers) attributes[number] = String(fields[number] ?? 0);
    elements.push(element(name, attributes));
  }
  if (!detail.xmlDetail) return elements;
  const others = readFragment(detail.xmlDetail);
  if ('wrong' in others) throw new Error(others.wrong);
  return [...elements, ...others.elements];
}
