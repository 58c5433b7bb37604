/** Zones on their way in or out: what every format carries, and its bounds. */
import { z } from 'zod';
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import { ZONE_PURPOSES, type Zone } from '../../../proto/domain/operations/zone.ts';
import { faultOfShape } from '../../../proto/domain/shapes/fault.ts';
import { schedule, words } from '../kinds/fields.ts';
import { heightM, MAX_CRITICAL } from '../kinds/zone.ts';
import { rulesFault, zoneRuleList } from '../kinds/zonerules.ts';

/** Letters of one file (JavaScript's, of two bytes). */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;
export const MAX_FEATURES = 5_000;

/** A zone without what the importing agency decides: its life, its marking, and its purpose where the file has none. */
export type ZoneFeature = Omit<Zone, 'life' | 'marking' | 'purpose'> & { readonly purpose?: Zone['purpose'] };

export interface ExchangeFault {
  /** `feature 3 "Harbour"`, or `file`. */
  readonly feature: string;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
}

export type FeatureRead =
  | { readonly ok: true; readonly feature: string; readonly value: ZoneFeature }
  | { readonly ok: false; readonly fault: ExchangeFault };

/** What a file has, in its order; or why it cannot be read at all. */
export type FileRead =
  | { readonly ok: true; readonly features: readonly FeatureRead[] }
  | { readonly ok: false; readonly fault: ExchangeFault };

export interface ExportedZone {
  readonly id: string;
  readonly value: Zone;
}

export const noFeature = (feature: string, what: string, where: string, remedy: string): FeatureRead => ({
  ok: false,
  fault: { feature, what, where, remedy },
});
export const noFile = (what: string, where: string, remedy: string): FileRead => ({
  ok: false,
  fault: { feature: 'file', what, where, remedy },
});

export const tooManyFeatures = (): FileRead =>
  noFile(`more than ${MAX_FEATURES} features`, 'file', 'split the file');

/** How a fault calls a feature; `index` from 0. */
export const featureName = (index: number, name: unknown): string =>
  typeof name === 'string' && name.trim() !== ''
    ? `feature ${index + 1} "${name.trim().slice(0, 40)}"`
    : `feature ${index + 1}`;

/** An empty text or null is nothing said; other programs write both. */
const said = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
/** Other programs' line ends and tabs, and letters that they cut in half. */
const text = (longest: number, lines = false) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? plain(value, lines) || undefined : (value ?? undefined)),
    words(longest, lines).optional(),
  );
const plain = (value: string, lines: boolean): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(lines ? /[^\P{Cc}\n]|\p{Cs}/gu : /\p{Cc}|\p{Cs}/gu, ' ')
    .trim();

const carried = z.object({
  name: text(80),
  floorM: said(z.coerce.number().pipe(heightM)),
  ceilingM: said(z.coerce.number().pipe(heightM)),
  note: text(2000, true),
  source: text(200),
  schedule: said(schedule),
  critical: said(z.array(schedule).max(MAX_CRITICAL)),
  rules: said(zoneRuleList),
});

/** A feature checked: its shape without fault, and what is said of it within bounds. What else is said is left out. */
export function featureRead(
  feature: string,
  shape: Shape,
  properties: Readonly<Record<string, unknown>>,
): FeatureRead {
  const fault = faultOfShape(shape);
  if (fault !== undefined) return noFeature(feature, fault.what, fault.where, fault.remedy);
  const read = carried.safeParse(properties);
  if (!read.success) {
    const [issue] = read.error.issues;
    return noFeature(
      feature,
      issue?.message ?? 'it cannot be read',
      issue?.path.join('.') ?? '',
      'correct it',
    );
  }
  const { name, ...rest } = read.data;
  const wrong = rulesFault(shape, rest.rules);
  if (wrong !== undefined) return noFeature(feature, wrong.what, wrong.where, wrong.remedy);
  // Another program's word for a purpose is not ours: who imports says what it is for.
  const purpose = ZONE_PURPOSES.find((one) => one === properties.purpose);
  const value = {
    name: name ?? feature.replace(/^feature/, 'Zone'),
    shape,
    ...(purpose !== undefined && { purpose }),
    ...Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== undefined)),
  } as ZoneFeature;
  return { ok: true, feature, value };
}

/** What every format writes of a zone beside its shape; to be read by people, not by us, are the last. */
export function properties({ id, value }: ExportedZone): Record<string, unknown> {
  const { name, purpose, floorM, ceilingM, note, source, schedule: time, critical, rules } = value;
  const { life, marking } = value;
  const all = { id, name, purpose, floorM, ceilingM, note, source, schedule: time, critical, rules };
  const told = { life, owner: marking.owner, tlp: marking.tlp };
  return Object.fromEntries(Object.entries({ ...all, ...told }).filter(([, one]) => one !== undefined));
}

/** A ring as our shapes have it: the first corner not repeated at the end, none twice in a row. */
export function ringOf(positions: readonly LatLon[]): LatLon[] {
  const ring = lineOf(positions);
  const [first] = ring;
  const last = ring.at(-1);
  if (first && last && ring.length > 1 && first.lat === last.lat && first.lon === last.lon) ring.pop();
  return ring;
}

/** Corners none of which is there twice in a row. */
export const lineOf = (positions: readonly LatLon[]): LatLon[] =>
  positions.filter(({ lat, lon }, i) => {
    const before = positions[i - 1];
    return before === undefined || before.lat !== lat || before.lon !== lon;
  });

/** Longitudes of maps that go from 0 to 360, or on past the antimeridian, are brought to ±180; others stay as they are. */
export const broughtIn = (lon: number): number =>
  lon > 180 && lon <= 360 ? lon - 360 : lon < -180 && lon >= -360 ? lon + 360 : lon;

/** Circle, corridor or line, as a point's or line's properties say; undefined where a point says nothing. */
export function pointOrLine(
  kind: 'point' | 'line',
  corners: readonly LatLon[],
  { radiusM, widthM, crossing }: Readonly<Record<string, unknown>>,
): Shape | undefined {
  const number = (value: unknown): number =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : typeof value === 'number' ? value : 0;
  if (kind === 'point')
    return radiusM === undefined || radiusM === null || corners[0] === undefined
      ? undefined
      : { kind: 'circle', centre: corners[0], radiusM: number(radiusM) };
  const line = lineOf(corners);
  if (widthM !== undefined && widthM !== null && widthM !== '')
    return { kind: 'corridor', line, widthM: number(widthM) };
  const direction = crossing === 'leftToRight' || crossing === 'rightToLeft' ? crossing : 'both';
  return { kind: 'line', line, crossing: direction };
}
