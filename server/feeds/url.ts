/** Feed URLs: `tcp://host:port`, `udp://…`, `mqtt://…`, `https://…`, `serial:PATH`, `file:PATH`, `-`; to settings or what is wrong. */
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { feedId } from '../../proto/domain/ids.ts';
import { MQTT_KEYS, readMqtt } from './mqtturl.ts';
import { nearest, suggest } from './nearest.ts';
import { readPlace } from './place.ts';
import { FEED_FORMATS, type FeedFormat, type FeedSettings, type SettingFault } from './settings.ts';
import { boxesOf, everyMsOf, HTTP_KEYS, readWebPlace, typesOf, WEBSOCKET_KEYS } from './weburl.ts';
import { Wrong } from './wrong.ts';

export type ParsedFeed = { readonly settings: FeedSettings } | { readonly fault: SettingFault };

type Scheme = FeedSettings['transport'];

const COMMON_KEYS = ['format', 'name', 'interval'];
const KEYS: Record<Scheme, readonly string[]> = {
  tcp: COMMON_KEYS,
  'tcp-listen': COMMON_KEYS,
  udp: [...COMMON_KEYS, 'interface'],
  file: [...COMMON_KEYS, 'rate', 'loop'],
  stdin: COMMON_KEYS,
  mqtt: [...COMMON_KEYS, ...MQTT_KEYS],
  serial: [...COMMON_KEYS, 'baud'],
  http: [...COMMON_KEYS, ...HTTP_KEYS],
  ws: [...COMMON_KEYS, ...WEBSOCKET_KEYS],
};
/** The same over TLS. */
const SECURED: Readonly<Record<string, Scheme>> = { mqtts: 'mqtt', https: 'http', wss: 'ws' };
const SCHEMES = [...Object.keys(KEYS), ...Object.keys(SECURED)];
/** Given once for each. */
const REPEATED = ['topic', 'box', 'type'];
const EXAMPLES =
  'Write tcp://HOST:PORT, tcp-listen://HOST:PORT, udp://HOST:PORT, mqtt://HOST, https://HOST/PATH, wss://HOST/PATH, serial:PATH, file:PATH or - for standard input';
/** As talkers and listeners have it at high speed (IEC 61162-2), transponders among them. */
const USUAL_BAUD = 38_400;
const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];
const LONGEST_NAME = 80;
const LONGEST_INTERVAL_S = 86_400;

/**
 * @param text as given by the user
 * @param where names the place for the fault, for example `--feed` or `site.json: feeds[0]`
 * @param baseDir what relative paths of files are relative to
 */
export function parseFeedUrl(text: string, where = '--feed', baseDir = '.'): ParsedFeed {
  try {
    return { settings: parse(text.trim(), baseDir) };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const { message: what, remedy } = error;
    return { fault: { where: `${where} ${displayUrl(text.trim())}`.trim(), what, remedy } };
  }
}

/** Query keys whose value is secret, whatever else is in their names; the name of a variable is none. */
const SECRET_KEY = /([?&](?![^=&]*Env=)[^=&]*(?:pass|token|key|secret|user|auth)[^=&]*=)[^&]*/gi;
/** What an HTTP server is asked for may have such a key in it, with percent codes. */
const SECRET_QUERY = /([?&]query=)[^&]*?(?:pass|token|key|secret|user|auth)[^&]*?(?:=|%3D)[^&]*/gi;

/** A key in the place of its variable's name. */
const MISPLACED_KEY = /([?&][^=&]*Env=)(?=[0-9a-f]{16,}(?:&|$)|[^&]*[^\w&])[^&]*/gi;

/** The URL without user name, password or the values of secret query keys. */
export function displayUrl(text: string): string {
  return text
    .replace(/^([a-z][a-z0-9+.-]*:)\/\/[^/?#]*@/i, '$1//')
    .replace(SECRET_KEY, '$1…')
    .replace(SECRET_QUERY, '$1…')
    .replace(MISPLACED_KEY, '$1…');
}

function parse(text: string, baseDir: string): FeedSettings {
  const [address, queryText] = splitOnce(text, '?');
  const [scheme, rest, secured] = schemeOf(address);
  const query = queryOf(queryText, scheme);
  const all = (key: string) => new URLSearchParams(queryText ?? '').getAll(key);
  const display = displayUrl(text);
  const name = query.get('name') ?? (scheme === 'stdin' ? 'standard input' : displayUrl(address));
  const interval = query.get('interval');
  const common = {
    id: feedId(name),
    name,
    format: formatOf(query.get('format') ?? (scheme === 'mqtt' ? 'detections' : 'auto')),
    displayUrl: display,
    ...(interval !== undefined && { intervalMs: intervalMsOf(interval) }),
  };
  if (name.length === 0 || name.length > LONGEST_NAME) {
    throw new Wrong(
      `the name is ${name.length} characters long`,
      `Give name= 1 to ${LONGEST_NAME} characters`,
    );
  }
  switch (scheme) {
    case 'tcp':
      return { ...common, transport: scheme, ...readPlace(rest, false) };
    case 'tcp-listen':
      return { ...common, transport: scheme, ...readPlace(rest, true) };
    case 'udp': {
      const at = query.get('interface');
      const place = readPlace(rest, true);
      if (at === undefined) return { ...common, transport: scheme, ...place };
      if (!isIPv4(at) && !/^::%\w+$/.test(at)) {
        throw new Wrong(
          `interface=${at} names no interface`,
          'Give the address of an interface, as in interface=10.0.0.5 (for IPv6 interface=::%eth0)',
        );
      }
      return { ...common, transport: scheme, ...place, interfaceAddress: at };
    }
    case 'file': {
      const rate = rateOf(query.get('rate'));
      return {
        ...common,
        transport: scheme,
        path: pathOf(rest, baseDir),
        rate,
        loop: loopOf(query.get('loop')),
      };
    }
    case 'mqtt':
      return {
        ...common,
        transport: scheme,
        tls: secured,
        ...readMqtt(rest, secured, query, all('topic'), baseDir),
      };
    case 'serial': {
      if (rest === '')
        throw new Wrong('the device is missing', 'Write serial:PATH, as in serial:/dev/ttyUSB0');
      return { ...common, transport: scheme, path: rest, baud: baudOf(query.get('baud')) };
    }
    case 'http': {
      const place = readWebPlace(rest, secured, query, baseDir);
      const every = query.get('every');
      return {
        ...common,
        transport: scheme,
        ...place,
        ...(every !== undefined && { everyMs: everyMsOf(every) }),
      };
    }
    case 'ws': {
      const [boxes, types] = [boxesOf(all('box')), typesOf(all('type'))];
      return {
        ...{ ...common, transport: scheme, ...readWebPlace(rest, secured, query, baseDir) },
        ...(boxes.length > 0 && { boxes }),
        ...(types.length > 0 && { types }),
      };
    }
    case 'stdin':
      if (rest !== '') throw new Wrong(`“${rest}” follows stdin:`, 'Write - or stdin: alone');
      return { ...common, transport: scheme };
  }
}

/** The scheme, what follows it (and its slashes), and whether it is secured by TLS. */
function schemeOf(address: string): [Scheme, string, boolean] {
  if (address === '') throw new Wrong('the URL is empty', EXAMPLES);
  if (address === '-') return ['stdin', '', false];
  const match = /^([a-z][a-z0-9+.-]+):(.*)$/is.exec(address);
  const looksLikePlace = /^([^/\\\s:]+|\[.*\]):\d+$/.test(address);
  if (match === null || looksLikePlace) {
    const meant = looksLikePlace ? `tcp://${address}` : `file:${address}`;
    throw new Wrong('no transport is named', `Did you mean ${meant}? ${EXAMPLES}`);
  }
  const scheme = match[1]!.toLowerCase();
  const rest = match[2]!;
  if (!SCHEMES.includes(scheme)) {
    const meant = nearest(scheme, SCHEMES);
    throw new Wrong(
      `“${scheme}” is no transport`,
      `${meant === undefined ? '' : `Did you mean ${meant}? `}${EXAMPLES}`,
    );
  }
  if (scheme === 'file' || scheme === 'stdin') return [scheme, rest, false];
  if (scheme === 'serial') return [scheme, rest.replace(/^\/\/(?=\/)/, ''), false];
  if (!rest.startsWith('//'))
    throw new Wrong('“//” is missing after the transport', `Write ${scheme}://HOST:PORT`);
  const plain = SECURED[scheme];
  if (plain !== undefined) return [plain, rest.slice(2), true];
  return [scheme as Scheme, rest.slice(2), false];
}

function queryOf(text: string | undefined, scheme: Scheme): Map<string, string> {
  const query = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text ?? '')) {
    if (!KEYS[scheme].includes(key)) {
      throw new Wrong(`“${key}=” is no setting of a ${scheme} feed`, suggest(key, KEYS[scheme]));
    }
    if (query.has(key) && !REPEATED.includes(key))
      throw new Wrong(`“${key}=” is given twice`, 'Give it once');
    query.set(key, value);
  }
  return query;
}

function formatOf(text: string): FeedFormat {
  const format = FEED_FORMATS.find((known) => known === text.toLowerCase());
  if (format !== undefined) return format;
  throw new Wrong(`“${text}” is no format`, suggest(text, FEED_FORMATS));
}

function intervalMsOf(text: string): number {
  const seconds = numberOf(text);
  if (!(seconds > 0 && seconds <= LONGEST_INTERVAL_S)) {
    throw new Wrong(
      `interval=${text} is no number of seconds`,
      `Give the longest usual time between two arrivals, over 0 and up to ${LONGEST_INTERVAL_S}`,
    );
  }
  return seconds * 1000;
}

function baudOf(text: string | undefined): number {
  const baud = text === undefined ? USUAL_BAUD : numberOf(text);
  if (BAUDS.includes(baud)) return baud;
  throw new Wrong(`baud=${text} is no usual speed`, `Give one of ${BAUDS.join(', ')}`);
}

function rateOf(text: string | undefined): number | 'max' {
  if (text === 'max') return 'max';
  const rate = numberOf(text ?? '1');
  if (rate > 0 && rate <= 1e6) return rate;
  throw new Wrong(`rate=${text} is no rate`, 'Give recorded seconds a second (1, 10, 0.5…) or max');
}

function loopOf(text: string | undefined): boolean {
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true' || text === '') return true;
  throw new Wrong(`loop=${text} is neither yes nor no`, 'Write loop=1 or loop=0');
}

/** `file:///a%20b` is a URL, decoded; `file:a b` is a path as it stands. */
function pathOf(text: string, baseDir: string): string {
  const url = text.startsWith('//');
  if (url && !text.startsWith('///')) {
    throw new Wrong('a file of another machine', 'Write file:PATH or file:///PATH');
  }
  const path = url ? decode(text.slice(2)) : text;
  if (path === '') throw new Wrong('the path is missing', 'Write file:PATH');
  return resolve(baseDir, path);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Wrong('the path has a broken percent code', 'Write file:PATH for a path as it stands');
  }
}

const numberOf = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
