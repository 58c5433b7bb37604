/** The config file: JSON, strict, every error named with its place. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { agencyId, PURPOSES, RETENTION, TLP } from '../proto/domain/operations/agency.ts';
import { detectionMapping } from './decode/detections/mapping.ts';
import { suggest } from './feeds/nearest.ts';
import { reasonOf } from './feeds/reasons.ts';
import { FEED_FORMATS, type SettingFault } from './feeds/settings.ts';
import { coverageKeys, sensorKeys, sensorSchema } from './sensorsettings.ts';

const MAX_FEEDS = 256;
const MAX_ORIGINS = 16;

/** As `server/operations` wants an agency's id. */
const agency = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'an agency is written like "xa-coast-guard"')
  .transform(agencyId);

/** What a browser calls where the page comes from: scheme, host, and the port where it is not the usual one. */
const origin = z
  .string()
  .refine(
    (text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text,
    'an origin is written like "https://watch.example"',
  );

const feedFields = {
  url: z.string(),
  name: z.string().min(1).max(80).optional(),
  format: z.enum(FEED_FORMATS).optional(),
  intervalS: z.number().positive().max(86_400).optional(),
  sensor: sensorSchema.optional(),
  sensors: z.record(z.string().min(1).max(80), sensorSchema).optional(),
  editions: z
    .record(
      z.string().regex(/^\d{3}$/, 'a category has three digits: "048"'),
      z.string().regex(/^\d{1,2}\.\d{1,2}$/, 'an edition is written like "1.15"'),
    )
    .optional(),
  send: z
    .strictObject({
      everyS: z.number().min(1).max(3600).optional(),
      agency: agency.optional(),
      inExercise: z.boolean().optional(),
      withPeople: z.boolean().optional(),
    })
    .optional(),
  mappings: z.array(detectionMapping).min(1).max(64).optional(),
  owner: agency.optional(),
  purpose: z.enum(PURPOSES).optional(),
  tlp: z.enum(TLP).optional(),
  retention: z.enum(RETENTION).optional(),
};
const feedEntry = z.strictObject(feedFields);
/** A feed with its settings beside the URL. */
export type FeedEntry = z.infer<typeof feedEntry>;

const fileFields = {
  host: z.string().min(1).optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  data: z.string().min(1).optional(),
  site: z.string().max(80).optional(),
  agency: agency.optional(),
  rescueCentre: agency.optional(),
  origins: z.array(origin).max(MAX_ORIGINS).optional(),
  feeds: z
    .array(z.union([z.string(), feedEntry]))
    .max(MAX_FEEDS)
    .optional(),
};
const fileSchema = z.strictObject(fileFields);
/** The config file as it stands there: what is absent was not said. */
export type FileConfig = z.infer<typeof fileSchema>;

/** The file's settings; `{}` where it is broken, with every reason added to `faults`. */
export function readConfigFile(path: string, faults: SettingFault[]): FileConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    faults.push({
      where: '--config',
      what: reasonOf(error, path),
      remedy: 'docs/configuration.md shows an example',
    });
    return {};
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const at = firstWrong(text);
    const before = text.slice(0, at).split('\n');
    faults.push({
      where: `${path}:${before.length}:${before.at(-1)!.length + 1}`,
      what:
        at === text.length ? 'not JSON: it ends too early' : `not JSON: “${text[at]}” is not expected here`,
      remedy: 'Check commas, quotes and brackets up to there; JSON has no comments',
    });
    return {};
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  faults.push(...parsed.error.issues.flatMap((issue) => faultsOf(issue, path, [])));
  return {};
}

/**
 * Where text stops being the beginning of any JSON; its length where it only ends too early. The parser's own message
 * does not always say it, and may quote a feed's URL with its password.
 */
function firstWrong(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON|Unterminated/.test(message) || new RegExp(`position ${text.length}\\b`).test(message);
  }
}

function faultsOf(issue: z.core.$ZodIssue, path: string, above: readonly PropertyKey[]): SettingFault[] {
  const keys = [...above, ...issue.path];
  const where = keys.length === 0 ? path : `${path}: ${keyPath(keys)}`;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(keys);
    return issue.keys.map((key) => ({ where, what: `unknown key “${key}”`, remedy: suggest(key, known) }));
  }
  if (issue.code === 'invalid_union') {
    // A feed is a text or an object: only what is wrong with the one that was meant is said.
    const meant = issue.errors.find(
      (issues) => !issues.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type'),
    );
    if (meant !== undefined) return meant.flatMap((inner) => faultsOf(inner, path, keys));
    return [
      {
        where,
        what: 'neither a URL nor an object with one',
        remedy: 'Write "tcp://HOST:PORT" or {"url": …}',
      },
    ];
  }
  return [{ where, what: issue.message, remedy: 'docs/configuration.md lists every key and its values' }];
}

function knownKeys(keys: readonly PropertyKey[]): string[] {
  if (keys.at(-1) === 'coverage') return coverageKeys;
  if (keys.at(-1) === 'sensor' || keys.at(-2) === 'sensors') return sensorKeys;
  if (keys.at(-2) === 'mappings') return Object.keys(detectionMapping.shape);
  return Object.keys(keys[0] === 'feeds' ? feedFields : fileFields);
}

const keyPath = (keys: readonly PropertyKey[]): string =>
  keys.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
