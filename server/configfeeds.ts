/** The feeds of the configuration: their settings, how their bytes are read, and what is sent over them. */
import { dirname } from 'node:path';
import { type FeedId, feedId } from '../proto/domain/ids.ts';
import type { AgencyId, Marking, Retention } from '../proto/domain/operations/agency.ts';
import type { FeedEntry, FileConfig } from './configfile.ts';
import { tablesOf } from './decode/asterix/editions.ts';
import type { DecodingSettings } from './decoders.ts';
import { type FeedFormat, type FeedSettings, placeOf, type SettingFault } from './feeds/settings.ts';
import { parseFeedUrl } from './feeds/url.ts';
import type { SendSettings } from './outgoing.ts';

/** Each track is said again after this, unless a site says otherwise. */
const USUAL_SEND_S = 10;

export interface ConfiguredFeeds {
  /** Ids and names are unique. */
  readonly feeds: readonly FeedSettings[];
  /** How their bytes are read, where the site says so. */
  readonly decoding: ReadonlyMap<FeedId, DecodingSettings>;
  /** Who is sent our tracks over his feed. */
  readonly sending: ReadonlyMap<FeedId, SendSettings>;
  /** Whose they are and what for, as far as the site says; the site's own agency owns the rest. */
  readonly markings: ReadonlyMap<FeedId, FeedMarking>;
}

/** What a site says of a feed's data, or what follows from its format. */
export interface FeedMarking extends Omit<Marking, 'owner'> {
  readonly owner?: AgencyId;
}

/** Every feed of the file and the command line, ids unique; what is wrong is added to `faults`. */
export function readFeeds(
  options: { readonly config?: string; readonly feed: readonly string[] },
  file: FileConfig,
  faults: SettingFault[],
): ConfiguredFeeds {
  const feeds: FeedSettings[] = [];
  const decoding = new Map<FeedId, DecodingSettings>();
  const sending = new Map<FeedId, SendSettings>();
  const markings = new Map<FeedId, FeedMarking>();
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
    feeds.push(entry.send === undefined ? settings : { ...settings, listens: false });
    checkWeb(settings, where, faults);
    const said = decodingOf(entry);
    checkDecoding(settings, said, where, faults);
    decoding.set(settings.id, said);
    markings.set(settings.id, markingOf(settings.format, entry));
    if (entry.send !== undefined) {
      checkSending(settings, where, faults);
      const { everyS = USUAL_SEND_S, inExercise = false, withPeople = false } = entry.send;
      // Whose units speak on a feed hear what is said on it.
      const receiver = entry.send.agency ?? entry.owner;
      sending.set(settings.id, {
        ...{ everyMs: everyS * 1000, inExercise, withPeople },
        ...(receiver !== undefined && { agency: receiver }),
      });
    }
  };
  const configDir = options.config === undefined ? '.' : dirname(options.config);
  for (const [i, feed] of (file.feeds ?? []).entries()) {
    const entry = typeof feed === 'string' ? { url: feed } : feed;
    add(entry, `${options.config}: feeds[${i}]`, configDir);
  }
  for (const url of options.feed) add({ url }, '--feed', '.');
  return { feeds, decoding, sending, markings };
}

/** How long what a feed brings may be kept, where the site does not say. */
const USUAL_RETENTION: Readonly<Record<FeedFormat, Retention>> = {
  auto: 'vessels',
  nmea: 'vessels',
  ais: 'vessels',
  adsb: 'vessels',
  aisstream: 'vessels',
  asterix: 'sensors',
  detections: 'peopleOnLand',
  sapient: 'peopleOnLand',
  cot: 'ownUnits',
};

const markingOf = (
  format: FeedFormat,
  { owner, purpose, tlp, retention }: Pick<FeedEntry, 'owner' | 'purpose' | 'tlp' | 'retention'>,
): FeedMarking => ({
  ...(owner !== undefined && { owner }),
  purpose: purpose ?? 'borderSurveillance',
  ...(tlp !== undefined && { tlp }),
  retention: retention ?? USUAL_RETENTION[format],
});

/** Tracks go out as Cursor on Target, over what can carry them. */
function checkSending(settings: FeedSettings, where: string, faults: SettingFault[]): void {
  const { format, transport } = settings;
  if (format === 'cot' && (transport === 'tcp' || transport === 'tcp-listen')) return;
  if (format === 'cot' && transport === 'udp') {
    if (!['0.0.0.0', '::'].includes(settings.host) && settings.port !== 0) return;
    const remedy = 'Name a multicast group, or whom to send to, and a port';
    faults.push({ where: `${where}.send`, what: `${placeOf(settings)} is nobody to send to`, remedy });
    return;
  }
  const remedy = 'Write it in a feed of format cot over tcp, tcp-listen or udp';
  faults.push({
    where: `${where}.send`,
    what: `a ${transport} feed of format ${format} sends nothing`,
    remedy,
  });
}

/** Keys go over TLS alone; what a service must be told is told. */
function checkWeb(settings: FeedSettings, where: string, faults: SettingFault[]): void {
  const { transport, format } = settings;
  if (transport === 'http' || transport === 'ws') {
    const { tls, host, keyEnv } = settings;
    if (keyEnv !== undefined && !tls && !isLoopback(host)) {
      const remedy = `Write ${transport}s:// instead of ${transport}://`;
      faults.push({ where, what: 'without TLS the key could be read on its way', remedy });
    }
  }
  if (transport !== 'ws') return;
  const { keyEnv, boxes, types } = settings;
  if (format === 'aisstream') {
    if (keyEnv === undefined) {
      const remedy = 'Name the environment variable that holds it: keyEnv=NAME';
      faults.push({ where, what: 'the service wants a key', remedy });
    }
    if (boxes === undefined) {
      const remedy = 'Add box=SOUTH,WEST,NORTH,EAST, or “boxes” in the config file';
      faults.push({ where, what: 'nothing says of which areas', remedy });
    }
  } else if (boxes !== undefined || types !== undefined) {
    const remedy = 'Leave them out, or write format=aisstream';
    faults.push({
      where,
      what: `areas and kinds of messages are of the format aisstream, not ${format}`,
      remedy,
    });
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** What is said of the decoder fits the format. */
function checkDecoding(
  { format }: FeedSettings,
  { sensor, sensors, editions, mappings }: DecodingSettings,
  where: string,
  faults: SettingFault[],
): void {
  if (format === 'detections' && mappings === undefined) {
    const remedy = 'Add "mappings" to the feed in the config file; docs/formats/mqtt.md shows one';
    faults.push({ where, what: 'nothing says what the JSON on its topics means', remedy });
  }
  for (const [key, value, of] of [
    ['mappings', mappings, ['detections']],
    ['editions', editions, ['asterix']],
    ['sensors', sensors, ['asterix', 'sapient', 'detections', 'nmea', 'auto']],
    ['sensor', sensor, ['detections', 'nmea', 'auto']],
  ] as const) {
    const formats: readonly string[] = of;
    if (value === undefined || formats.includes(format)) continue;
    const remedy =
      key === 'sensor' && (format === 'asterix' || format === 'sapient')
        ? `Its sensors have ids of their own: write "sensors": {"${format === 'asterix' ? 'SAC-SIC' : 'NODE ID'}": …}`
        : `Leave it out, or write "format": "${formats[0]}"`;
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
    ['keyEnv', 'keyEnv'],
    ['boxes', 'box'],
  ] as const) {
    if (entry[key] === undefined || !query.has(inUrl)) continue;
    const what = `“${key}” is said twice: here and as ${inUrl}= in the URL`;
    faults.push({ where: `${where}.${key}`, what, remedy: 'Leave one of them out' });
  }
  const { keyEnv, boxes } = entry;
  const isWeb = settings.transport === 'http' || settings.transport === 'ws';
  if (keyEnv !== undefined && !isWeb) {
    const what = `a ${settings.transport} feed has no key`;
    faults.push({ where: `${where}.keyEnv`, what, remedy: 'It is of http, https, ws and wss' });
  }
  if (boxes !== undefined && settings.transport !== 'ws') {
    const what = `a ${settings.transport} feed has no areas`;
    faults.push({ where: `${where}.boxes`, what, remedy: 'They are of the format aisstream over wss' });
  }
  return {
    ...settings,
    ...(isWeb && keyEnv !== undefined && { keyEnv }),
    ...(settings.transport === 'ws' && boxes !== undefined && { boxes }),
    ...(entry.name !== undefined && { id: feedId(entry.name), name: entry.name }),
    ...(entry.format !== undefined && { format: entry.format }),
    ...(entry.intervalS !== undefined && { intervalMs: entry.intervalS * 1000 }),
  };
}
