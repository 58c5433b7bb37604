/** `mqtt://HOST[:PORT]?topic=…` and `mqtts://…`: the broker, the topics, and where its secrets are found. */
import { resolve } from 'node:path';
import { readPlace } from './place.ts';
import type { MqttSettings } from './settings.ts';
import { variableName } from './weburl.ts';
import { Wrong } from './wrong.ts';

export const MQTT_KEYS = ['topic', 'qos', 'usernameEnv', 'passwordEnv', 'ca', 'cert', 'key', 'clientId'];

/** Ports registered with IANA for MQTT, plain and over TLS. */
const PLAIN_PORT = 1883;
const TLS_PORT = 8883;
const LONGEST_TOPIC = 65_535;
const MAX_TOPICS = 64;

type Broker = Omit<
  MqttSettings,
  'transport' | 'tls' | 'id' | 'name' | 'format' | 'displayUrl' | 'intervalMs'
>;

/** @param rest what follows `mqtt://`; throws {@link Wrong}. */
export function readMqtt(
  rest: string,
  tls: boolean,
  query: ReadonlyMap<string, string>,
  topics: readonly string[],
  baseDir: string,
): Broker {
  if (rest.includes('@')) {
    throw new Wrong(
      'credentials do not belong in a URL',
      'Name the environment variables that hold them: usernameEnv=NAME&passwordEnv=NAME',
    );
  }
  const place = readPlace(rest, false, tls ? TLS_PORT : PLAIN_PORT);
  if (topics.length === 0)
    throw new Wrong('no topic is named', 'Add topic=… (+ and # are wild cards), once a topic');
  if (topics.length > MAX_TOPICS) throw new Wrong(`${topics.length} topics`, `Give at most ${MAX_TOPICS}`);
  for (const topic of topics) checkTopic(topic);
  const qos = query.get('qos');
  if (qos !== undefined && qos !== '0' && qos !== '1') throw new Wrong(`qos=${qos}`, 'Give 0 or 1');
  const file = (key: 'ca' | 'cert' | 'key'): string | undefined => {
    const path = query.get(key);
    if (path === undefined) return undefined;
    if (!tls) throw new Wrong(`${key}= is for TLS alone`, 'Write mqtts:// instead of mqtt://');
    return resolve(baseDir, path);
  };
  const [caFile, certFile, keyFile] = [file('ca'), file('cert'), file('key')];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw new Wrong('cert= and key= go together', 'Give both, or neither');
  }
  const usernameEnv = variableOf('usernameEnv', query);
  const passwordEnv = variableOf('passwordEnv', query);
  const clientId = query.get('clientId');
  return {
    ...place,
    topics: [...topics],
    ...(qos !== undefined && { qos: qos === '1' ? 1 : 0 }),
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(usernameEnv !== undefined && { usernameEnv }),
    ...(passwordEnv !== undefined && { passwordEnv }),
    ...(clientId !== undefined && { clientId }),
  };
}

/** MQTT 5.0, 4.7.1: `#` only as the last level, `+` only as a whole level. */
function checkTopic(topic: string): void {
  const levels = topic.split('/');
  const sound =
    topic.length > 0 &&
    topic.length <= LONGEST_TOPIC &&
    !topic.includes('\u0000') &&
    levels.every((level, i) => {
      if (level.includes('#')) return level === '#' && i === levels.length - 1;
      return !level.includes('+') || level === '+';
    });
  if (!sound)
    throw new Wrong(`“${topic}” is no topic filter`, '+ stands for a whole level, # for all that follow');
}

function variableOf(key: string, query: ReadonlyMap<string, string>): string | undefined {
  const name = query.get(key);
  return name === undefined ? undefined : variableName(key, name);
}
