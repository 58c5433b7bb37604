/** The config file: JSON, strict, every error named with its place. */
import { z } from 'zod';
import { agencyId, PURPOSES, RETENTION, TLP } from '../proto/domain/operations/agency.ts';
import { RETENTION_CLASSES } from '../proto/domain/record/retention.table.ts';
import { detectionMapping } from './decode/detections/mapping.ts';
import { suggest } from './feeds/nearest.ts';
import { FEED_FORMATS, type SettingFault } from './feeds/settings.ts';
import { isBox, VARIABLE_NAME } from './feeds/weburl.ts';
import { keyPath, readJsonFile } from './jsonfile.ts';
import { coverageKeys, sensorKeys, sensorSchema } from './sensorsettings.ts';

const MAX_FEEDS = 256;
const MAX_ORIGINS = 16;
/** A segment of each class, and what is rolled meanwhile, must have room. */
const MIN_RECORD_BYTES = 1 << 30;

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
  keyEnv: z.string().regex(VARIABLE_NAME, 'the name of an environment variable, not its value').optional(),
  boxes: z
    .array(
      z
        .tuple([z.number(), z.number(), z.number(), z.number()])
        .refine(isBox, 'an area is written [south, west, north, east], in degrees; one over 180° is two'),
    )
    .min(1)
    .max(64)
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

const recordFields = {
  off: z.boolean().optional(),
  keepDays: z.partialRecord(z.enum(RETENTION_CLASSES), z.number().positive().max(36_500)).optional(),
  maxBytes: z.number().int().min(MIN_RECORD_BYTES).optional(),
  classes: z.record(z.string().min(1).max(80), z.enum(RETENTION_CLASSES)).optional(),
  queryMemoryMb: z
    .number()
    .int()
    .min(128)
    .max(1 << 20)
    .optional(),
  queryThreads: z.number().int().min(1).max(64).optional(),
};

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
  record: z.strictObject(recordFields).optional(),
};
const fileSchema = z.strictObject(fileFields);
/** The config file as it stands there: what is absent was not said. */
export type FileConfig = z.infer<typeof fileSchema>;

/** The file's settings; `{}` where it is broken, with every reason added to `faults`. */
export function readConfigFile(path: string, faults: SettingFault[]): FileConfig {
  const json = readJsonFile(path, { option: '--config', page: 'docs/configuration.md' }, faults);
  if (json === undefined) return {};
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  faults.push(...parsed.error.issues.flatMap((issue) => faultsOf(issue, path, [])));
  return {};
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
  if (keys.at(-1) === 'keepDays') return [...RETENTION_CLASSES];
  if (keys[0] === 'record') return Object.keys(recordFields);
  return Object.keys(keys[0] === 'feeds' ? feedFields : fileFields);
}
