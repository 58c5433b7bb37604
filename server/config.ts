/** The server's settings, read once: options, then environment, then config file, then defaults. */
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AgencyId } from '../proto/domain/operations/agency.ts';
import { type ConfiguredFeeds, readFeeds } from './configfeeds.ts';
import { readConfigFile } from './configfile.ts';
import { type RecordConfig, readRecord } from './configrecord.ts';
import { suggest } from './feeds/nearest.ts';
import { describeFault, type SettingFault } from './feeds/settings.ts';
import { displayUrl } from './feeds/url.ts';

export interface Config extends ConfiguredFeeds {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** The simulated coast instead of feeds. */
  readonly demonstration: boolean;
  readonly seed: number;
  /** What the place calls itself; empty where it does not. */
  readonly site: string;
  /** The site's own, which owns the feeds that name no other; the one that was entered first, where absent. */
  readonly agency?: AgencyId;
  /** Distress is told to it at once. */
  readonly rescueCentre?: AgencyId;
  /** Pages of these may use the server, beside those on loopback: `https://watch.example`. */
  readonly origins: readonly string[];
  /** What is kept of what comes and is shown; absent: nothing. */
  readonly record?: RecordConfig;
}

export type ReadConfig =
  | { readonly config: Config }
  /** `text` is ready to print; the process ends with code 2. */
  | { readonly faults: readonly SettingFault[]; readonly text: string };

export const SERVE_USAGE = `watchfloor serve [options]
  --host ADDRESS   where to listen (127.0.0.1; elsewhere only with people entered and “origins” configured)
  --port PORT      (8080)
  --data DIR       where to keep things (./data)
  --config FILE    settings as JSON; docs/configuration.md
  --feed URL       a feed, more than once if you like: tcp://HOST:PORT, tcp-listen://HOST:PORT, udp://HOST:PORT,
                   mqtt://HOST?topic=T, https://HOST/PATH, wss://HOST/PATH?keyEnv=NAME, serial:PATH?baud=38400,
                   file:PATH?rate=1&loop=1, - for standard input; with &format=F:
                   auto, ais, nmea, asterix, sapient, cot, adsb, aisstream, detections
  --no-record      keep nothing of what comes and is shown
  --demo           the simulated coast; the default without --feed and --config
  --seed N         another simulated day (1)`;

const OPTIONS = {
  host: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  feed: { type: 'string', multiple: true },
  demo: { type: 'boolean' },
  'no-record': { type: 'boolean' },
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
  const hasOwnFeeds = values.config !== undefined || values.feed.length > 0;
  if (!isLoopbackAddress(host)) {
    const where = values.host === undefined ? `${values.config}: host` : given('host');
    faults.push(...beyondLoopback(host, where, hasOwnFeeds, file.origins ?? []));
  }
  if (values.demo && hasOwnFeeds) {
    faults.push({
      where: '--demo',
      what: 'the demonstration does not mix with --feed or --config',
      remedy: 'Leave one of them out',
    });
  }
  const feeds = readFeeds(values, file, faults);
  const record = values['no-record'] ? undefined : readRecord(values.config, file, feeds, faults);
  const config: Config = {
    host,
    port: number('port', 65_535) ?? file.port ?? 8080,
    dataDir: resolve(values.data ?? file.data ?? 'data'),
    demonstration: !hasOwnFeeds,
    seed: number('seed', 0xffff_ffff) ?? 1,
    site: file.site ?? '',
    ...(file.agency !== undefined && { agency: file.agency }),
    ...(file.rescueCentre !== undefined && { rescueCentre: file.rescueCentre }),
    origins: file.origins ?? [],
    ...feeds,
    ...(record && { record }),
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
  'no-record': boolean;
  feed: string[];
}

function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  faults: SettingFault[],
) {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const values: Options = { demo: false, 'no-record': false, feed: [] };
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
  if (option === 'demo' || option === 'no-record') {
    values[option] = true;
    if (value !== undefined) faults.push({ where, what: 'takes no value', remedy: `Write ${where} alone` });
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

/** Whether an address to listen on is this machine's alone. */
export function isLoopbackAddress(host: string): boolean {
  const version = isIP(host);
  return host === 'localhost' || (version !== 0 && LOOPBACK.check(host, version === 6 ? 'ipv6' : 'ipv4'));
}

/** What others reach needs names that it answers to; and the demonstration, which anybody may look at, is not for others. */
function beyondLoopback(
  host: string,
  where: string,
  hasOwnFeeds: boolean,
  origins: readonly string[],
): SettingFault[] {
  const tunnel = 'Use 127.0.0.1, and from elsewhere a tunnel: ssh -L 8080:127.0.0.1:8080 THIS-MACHINE';
  if (!hasOwnFeeds)
    return [
      {
        where,
        what: `${host} is reachable by others, and the demonstration is for this machine`,
        remedy: tunnel,
      },
    ];
  if (origins.length > 0) return [];
  const what = `${host} is reachable by others, and no “origins” say by which names: it refuses to listen there`;
  const remedy = `Write "origins": ["https://…"] in the config file, with TLS before the server. Or: ${tunnel}`;
  return [{ where, what, remedy }];
}
