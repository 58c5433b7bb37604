/** The server's settings, read once: options, then environment, then config file, then defaults. */
import { BlockList, isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FeedId, feedId } from '../proto/domain/ids.ts';
import { type FeedEntry, type FileConfig, readConfigFile } from './configfile.ts';
import { tablesOf } from './decode/asterix/editions.ts';
import type { DecodingSettings } from './decoders.ts';
import { suggest } from './feeds/nearest.ts';
import { describeFault, type FeedSettings, type SettingFault } from './feeds/settings.ts';
import { displayUrl, parseFeedUrl } from './feeds/url.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** The simulated coast instead of feeds. */
  readonly demonstration: boolean;
  readonly seed: number;
  /** What the place calls itself; empty where it does not. */
  readonly site: string;
  /** Ids and names are unique. */
  readonly feeds: readonly FeedSettings[];
  /** How their bytes are read, where the site says so. */
  readonly decoding: ReadonlyMap<FeedId, DecodingSettings>;
}

export type ReadConfig =
  | { readonly config: Config }
  /** `text` is ready to print; the process ends with code 2. */
  | { readonly faults: readonly SettingFault[]; readonly text: string };

export const SERVE_USAGE = `watchfloor serve [options]
  --host ADDRESS   where to listen (127.0.0.1; only this machine in this version)
  --port PORT      (8080)
  --data DIR       where to keep things (./data)
  --config FILE    settings as JSON; docs/configuration.md
  --feed URL       a feed, more than once if you like: tcp://HOST:PORT, tcp-listen://HOST:PORT, udp://HOST:PORT,
                   mqtt://HOST?topic=T, file:PATH?rate=1&loop=1, - for standard input; with &format=F:
                   auto, ais, nmea, asterix, sapient, cot, adsb, detections
  --demo           the simulated coast; the default without --feed and --config
  --seed N         another simulated day (1)`;

const OPTIONS = {
  host: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  feed: { type: 'string', multiple: true },
  demo: { type: 'boolean' },
  seed: { type: 'string' },
} as const;
type Option = keyof typeof OPTIONS;

/**
 * @param args what follows `serve`
 * @param env WATCHFLOOR_HOST, WATCHFLOOR_PORT, WATCHFLOOR_DATA and WATCHFLOOR_CONFIG stand in for missing options
 */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReadConfig {
  const faults: SettingFault[] = [];
  const { values, given } = readOptions(args, env, faults);
  const file = values.config === undefined ? {} : readConfigFile(values.config, faults);
  const number = (option: 'port' | 'seed', most: number): number | undefined => {
    const text = values[option];
    if (text === undefined || (/^\d{1,10}$/.test(text) && Number(text) <= most))
      return text === undefined ? undefined : Number(text);
    const what = `“${text}” is no ${option}`;
    faults.push({ where: given(option), what, remedy: `Give a whole number from 0 to ${most}` });
    return undefined;
  };
  const host = values.host ?? file.host ?? '127.0.0.1';
  checkHost(host, values.host === undefined ? `${values.config}: host` : given('host'), faults);
  const hasOwnFeeds = values.config !== undefined || values.feed.length > 0;
  if (values.demo && hasOwnFeeds) {
    faults.push({
      where: '--demo',
      what: 'the demonstration does not mix with --feed or --config',
      remedy: 'Leave one of them out',
    });
  }
  const config: Config = {
    host,
    port: number('port', 65_535) ?? file.port ?? 8080,
    dataDir: resolve(values.data ?? file.data ?? 'data'),
    demonstration: !hasOwnFeeds,
    seed: number('seed', 0xffff_ffff) ?? 1,
    site: file.site ?? '',
    ...readFeeds(values, file, faults),
  };
  if (faults.length === 0) return { config };
  return { faults, text: faults.map(describeFault).join('\n') };
}

interface Options {
  host?: string;
  port?: string;
  data?: string;
  config?: string;
  seed?: string;
  demo: boolean;
  feed: string[];
}

function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  faults: SettingFault[],
) {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const values: Options = { demo: false, feed: [] };
  const known = Object.keys(OPTIONS).map((option) => `--${option}`);
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      const remedy = `Feeds are given as --feed ${displayUrl(token.value)}; options: ${known.join(', ')}`;
      faults.push({ where: displayUrl(token.value), what: 'stands alone', remedy });
    } else if (!Object.hasOwn(OPTIONS, token.name)) {
      faults.push({ where: token.rawName, what: 'no such option', remedy: suggest(token.rawName, known) });
    } else {
      setOption(values, token.name as Option, token.value, faults);
    }
  }
  const fromEnv = new Set<Option>();
  for (const option of ['host', 'port', 'data', 'config'] as const) {
    const value = env[variableOf(option)];
    if (values[option] !== undefined || value === undefined || value === '') continue;
    values[option] = value;
    fromEnv.add(option);
  }
  return { values, given: (option: Option) => (fromEnv.has(option) ? variableOf(option) : `--${option}`) };
}

function setOption(values: Options, option: Option, value: string | undefined, faults: SettingFault[]): void {
  const where = `--${option}`;
  if (option === 'demo') {
    values.demo = true;
    if (value !== undefined) faults.push({ where, what: 'takes no value', remedy: 'Write --demo alone' });
  } else if (value === undefined || value === '' || (value !== '-' && value.startsWith('--'))) {
    faults.push({ where, what: 'its value is missing', remedy: `Write ${where} VALUE` });
  } else if (option === 'feed') {
    values.feed.push(value);
  } else if (values[option] !== undefined) {
    faults.push({ where, what: 'is given twice', remedy: 'Give it once' });
  } else {
    values[option] = value;
  }
}

const variableOf = (option: Option): string => `WATCHFLOOR_${option.toUpperCase()}`;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** Without sign-in, whoever reaches the port sees everything: only this machine may. */
function checkHost(host: string, where: string, faults: SettingFault[]): void {
  const version = isIP(host);
  if (host === 'localhost' || (version !== 0 && LOOPBACK.check(host, version === 6 ? 'ipv6' : 'ipv4')))
    return;
  faults.push({
    where,
    what: `${host} is reachable by others, and this version has no sign-in yet: it refuses to listen there`,
    remedy: 'Use 127.0.0.1, and from elsewhere a tunnel: ssh -L 8080:127.0.0.1:8080 THIS-MACHINE',
  });
}

function readFeeds(
  options: Options,
  file: FileConfig,
  faults: SettingFault[],
): Pick<Config, 'feeds' | 'decoding'> {
  const feeds: FeedSettings[] = [];
  const decoding = new Map<FeedId, DecodingSettings>();
  const add = (entry: FeedEntry, where: string, baseDir: string) => {
    const parsed = parseFeedUrl(entry.url, where, baseDir);
    if ('fault' in parsed) return void faults.push(parsed.fault);
    const settings = completed(parsed.settings, entry, where, faults);
    const same = feeds.find((feed) => feed.id === settings.id);
    const twoStdin = settings.transport === 'stdin' && feeds.some((feed) => feed.transport === 'stdin');
    if (same !== undefined) {
      const remedy = 'Give each its own name: name=NAME';
      faults.push({ where, what: `two feeds are called “${settings.name}”`, remedy });
    } else if (twoStdin) {
      faults.push({ where, what: 'standard input can only be read once', remedy: 'Leave one of them out' });
    }
    feeds.push(settings);
    const said = decodingOf(entry);
    checkDecoding(settings, said, where, faults);
    decoding.set(settings.id, said);
  };
  const configDir = options.config === undefined ? '.' : dirname(options.config);
  for (const [i, feed] of (file.feeds ?? []).entries()) {
    const entry = typeof feed === 'string' ? { url: feed } : feed;
    add(entry, `${options.config}: feeds[${i}]`, configDir);
  }
  for (const url of options.feed) add({ url }, '--feed', '.');
  return { feeds, decoding };
}

/** What is said of the decoder fits the format. */
function checkDecoding(
  { format }: FeedSettings,
  { editions, mappings }: DecodingSettings,
  where: string,
  faults: SettingFault[],
): void {
  if (format === 'detections' && mappings === undefined) {
    const remedy = 'Add "mappings" to the feed in the config file; docs/formats/mqtt.md shows one';
    faults.push({ where, what: 'nothing says what the JSON on its topics means', remedy });
  }
  for (const [key, value, of] of [
    ['mappings', mappings, 'detections'],
    ['editions', editions, 'asterix'],
  ] as const) {
    if (value === undefined || format === of) continue;
    const remedy = `Leave it out, or write "format": "${of}"`;
    faults.push({ where: `${where}.${key}`, what: `the format is ${format}`, remedy });
  }
  try {
    if (editions !== undefined) tablesOf(editions);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    faults.push({ where: `${where}.editions`, what, remedy: 'docs/formats/asterix.md lists the editions' });
  }
}

const decodingOf = ({ sensor, sensors, editions, mappings }: FeedEntry): DecodingSettings => ({
  ...(sensor && { sensor }),
  ...(sensors && { sensors }),
  ...(editions && { editions }),
  ...(mappings && { mappings }),
});

/** The URL's settings with the entry's own; the same thing said in both is a fault. */
function completed(
  settings: FeedSettings,
  entry: FeedEntry,
  where: string,
  faults: SettingFault[],
): FeedSettings {
  const query = new URLSearchParams(entry.url.split('?')[1] ?? '');
  for (const [key, inUrl] of [
    ['name', 'name'],
    ['format', 'format'],
    ['intervalS', 'interval'],
  ] as const) {
    if (entry[key] === undefined || !query.has(inUrl)) continue;
    const what = `“${key}” is said twice: here and as ${inUrl}= in the URL`;
    faults.push({ where: `${where}.${key}`, what, remedy: 'Leave one of them out' });
  }
  return {
    ...settings,
    ...(entry.name !== undefined && { id: feedId(entry.name), name: entry.name }),
    ...(entry.format !== undefined && { format: entry.format }),
    ...(entry.intervalS !== undefined && { intervalMs: entry.intervalS * 1000 }),
  };
}
