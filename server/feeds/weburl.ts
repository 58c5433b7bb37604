/** `http(s)://HOST[:PORT]/PATH?…` and `ws(s)://…`: the server, what it is asked for, and where its key is found. */
import { resolve } from 'node:path';
import { readPlace } from './place.ts';
import type { Box, WebPlace } from './settings.ts';
import { Wrong } from './wrong.ts';

export const WEB_KEYS = ['keyEnv', 'ca', 'query'];
export const HTTP_KEYS = [...WEB_KEYS, 'every'];
export const WEBSOCKET_KEYS = [...WEB_KEYS, 'box', 'type'];

const PLAIN_PORT = 80;
const TLS_PORT = 443;
const LONGEST_EVERY_S = 86_400;
const MAX_BOXES = 64;
const MAX_TYPES = 32;
/** Such a key in what the server is asked for would be shown and kept. */
const SECRET = /(?:^|&)[^=&]*(?:key|token|secret|pass|auth)[^=&]*=/i;

/** @param rest what follows `http://`; throws {@link Wrong}. */
export function readWebPlace(
  rest: string,
  tls: boolean,
  query: ReadonlyMap<string, string>,
  baseDir: string,
): WebPlace {
  const at = rest.indexOf('/');
  const [authority, path] = at < 0 ? [rest, '/'] : [rest.slice(0, at), rest.slice(at)];
  if (authority.includes('@')) {
    throw new Wrong(
      'credentials do not belong in a URL',
      'Name the environment variable that holds the key: keyEnv=NAME',
    );
  }
  const place = readPlace(authority, false, tls ? TLS_PORT : PLAIN_PORT);
  if (/[^\x21-\x7e]|#/.test(path))
    throw new Wrong(`“${path}” is no path`, 'Write other characters as percent codes');
  const asked = query.get('query');
  if (asked !== undefined && /[^\x21-\x7e]|#/.test(asked))
    throw new Wrong('query= has characters that no URL has', 'Write %25 and their code for them');
  if (asked !== undefined && SECRET.test(asked))
    throw new Wrong(
      'credentials do not belong in a URL',
      'Name the variable that holds the key: keyEnv=NAME',
    );
  const ca = query.get('ca');
  if (ca !== undefined && !tls) throw new Wrong('ca= is for TLS alone', 'Write https:// or wss://');
  const keyEnv = query.get('keyEnv');
  return {
    ...place,
    tls,
    path: asked === undefined ? path : `${path}?${asked}`,
    ...(ca !== undefined && { caFile: resolve(baseDir, ca) }),
    ...(keyEnv !== undefined && { keyEnv: variableName('keyEnv', keyEnv) }),
  };
}

/** Seconds, with or without their `s`; throws {@link Wrong}. */
export function everyMsOf(text: string): number {
  const seconds = /^\d+(?:\.\d+)?s?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (seconds >= 0.5 && seconds <= LONGEST_EVERY_S) return seconds * 1000;
  throw new Wrong(`every=${text} is no time`, `Give seconds from 0.5 to ${LONGEST_EVERY_S}: every=10s`);
}

/** `SOUTH,WEST,NORTH,EAST` each; throws {@link Wrong}. */
export function boxesOf(texts: readonly string[]): readonly Box[] {
  if (texts.length > MAX_BOXES) throw new Wrong(`${texts.length} boxes`, `Give at most ${MAX_BOXES}`);
  return texts.map((text) => {
    const parts = text.split(',').map((part) => (/^-?\d+(?:\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
    const [south = Number.NaN, west = Number.NaN, north = Number.NaN, east = Number.NaN] = parts;
    if (parts.length !== 4 || !isBox([south, west, north, east])) {
      throw new Wrong(
        `box=${text} is no area`,
        'Give degrees as box=SOUTH,WEST,NORTH,EAST; one over 180° of longitude is two',
      );
    }
    return [south, west, north, east];
  });
}

export const isBox = ([south, west, north, east]: Box): boolean =>
  south >= -90 && south < north && north <= 90 && west >= -180 && west < east && east <= 180;

/** Kinds of messages as the service calls them; throws {@link Wrong}. */
export function typesOf(texts: readonly string[]): readonly string[] {
  for (const text of texts)
    if (!/^[A-Za-z]{1,60}$/.test(text))
      throw new Wrong(`type=${text} is no kind of message`, 'Write one like type=PositionReport');
  if (texts.length > MAX_TYPES || new Set(texts).size < texts.length)
    throw new Wrong('a kind of message is named twice', 'Name each once');
  return texts;
}

/** Names of environment variables, but for what is rather the key itself: it would be shown. */
export const VARIABLE_NAME = /^(?![0-9a-fA-F]{16,}$)[A-Za-z_]\w{0,99}$/;

/** The name of an environment variable; throws {@link Wrong}. */
export function variableName(key: string, name: string): string {
  if (VARIABLE_NAME.test(name)) return name;
  throw new Wrong(`${key}= names no environment variable`, 'Give the name of a variable, not its value');
}
