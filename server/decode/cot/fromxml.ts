/** An XML document as a Cursor on Target event, or what it lacks (CoT base schema 2.0). */
import { type CotEvent, decimal, type XmlElement } from './event.ts';

/** Larger than any height or error: the schema's "not known" is 9999999, many senders write one nine less. */
const UNKNOWN_M = 999_999;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/;

/** Never throws; ranges are the caller's to check. */
export function eventOf(root: XmlElement): { readonly event: CotEvent } | { readonly wrong: string } {
  const { uid, type, how, time, start, stale, access, qos, opex } = root.attributes;
  const point = root.children.find(({ name }) => name === 'point')?.attributes;
  const timeMs = epochOf(time);
  const staleMs = epochOf(stale);
  const lat = decimal(point?.lat);
  const lon = decimal(point?.lon);
  if (!uid || !type) return { wrong: 'an event without uid or type' };
  if (timeMs === undefined || staleMs === undefined) return { wrong: 'an event without time or stale' };
  if (lat === undefined || lon === undefined) return { wrong: 'an event without a point' };
  const [haeM, ceM, leM] = [known(point?.hae), known(point?.ce), known(point?.le)];
  return {
    event: {
      uid,
      type,
      how: how ?? '',
      timeMs,
      startMs: epochOf(start) ?? timeMs,
      staleMs,
      lat,
      lon,
      ...(haeM !== undefined && { haeM }),
      ...(ceM !== undefined && { ceM }),
      ...(leM !== undefined && { leM }),
      ...(access && { access }),
      ...(qos && { qos }),
      ...(opex && { opex }),
      detail: root.children.find(({ name }) => name === 'detail')?.children ?? [],
    },
  };
}

function known(text: string | undefined): number | undefined {
  const value = decimal(text);
  return value === undefined || value >= UNKNOWN_M ? undefined : value;
}

/** An ISO 8601 time; without a zone it is UTC, as CoT wants it. */
function epochOf(text: string | undefined): number | undefined {
  const [, local, zone] = TIME.exec(text?.trim() ?? '') ?? [];
  if (local === undefined) return undefined;
  const ms = Date.parse(`${local}${zone ?? 'Z'}`);
  return Number.isNaN(ms) ? undefined : ms;
}
