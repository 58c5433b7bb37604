/** A feed as it was configured: transport, place, format, name. */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import type { FeedIdentity } from './health.ts';

export const FEED_FORMATS = [
  'auto',
  'ais',
  'nmea',
  'asterix',
  'sapient',
  'cot',
  'adsb',
  'aisstream',
  'detections',
] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** Formats of lines that end by themselves; in all others a datagram is one whole, and bytes are left as they are. */
export const isLineFormat = (format: FeedFormat): boolean =>
  format === 'auto' || format === 'ais' || format === 'nmea';

interface Common {
  /** Unique in one server. */
  readonly id: FeedId;
  /** What people call it. */
  readonly name: string;
  readonly format: FeedFormat;
  /** The longest usual time between two arrivals, ms; learned when absent. */
  readonly intervalMs?: number;
  /** The feed's URL as it may be shown: without credentials. */
  readonly displayUrl: string;
  /** False: it is there to send, and need not hear anything. */
  readonly listens?: false;
}

/** A place on the network; an IPv6 address without brackets. */
interface Place {
  readonly host: string;
  readonly port: number;
}

export interface TcpSettings extends Common, Place {
  readonly transport: 'tcp';
}

export interface TcpListenSettings extends Common, Place {
  readonly transport: 'tcp-listen';
}

export interface UdpSettings extends Common, Place {
  readonly transport: 'udp';
  /** Address of the network interface that joins a multicast group; the system chooses when absent. */
  readonly interfaceAddress?: string;
}

export interface FileSettings extends Common {
  readonly transport: 'file';
  readonly path: string;
  /** Recorded seconds a second, or as fast as they are taken. */
  readonly rate: number | 'max';
  readonly loop: boolean;
}

export interface StdinSettings extends Common {
  readonly transport: 'stdin';
}

export interface MqttSettings extends Common, Place {
  readonly transport: 'mqtt';
  readonly tls: boolean;
  /** Paths of PEM files: the authority that signed the broker's certificate, and our own. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  /** Names of environment variables: no secret stands in a URL or a file. */
  readonly usernameEnv?: string;
  readonly passwordEnv?: string;
  readonly topics: readonly string[];
  readonly qos?: 0 | 1;
  readonly clientId?: string;
}

export interface SerialSettings extends Common {
  readonly transport: 'serial';
  /** The device: `/dev/ttyUSB0`, `COM3`. */
  readonly path: string;
  /** Bits a second; eight data bits, no parity, one stop bit (IEC 61162-1, 61162-2). */
  readonly baud: number;
}

/** What is asked of a web server. */
export interface WebPlace extends Place {
  readonly tls: boolean;
  /** Begins with a slash; what the server is asked for with its `?`. */
  readonly path: string;
  /** Path of a PEM file: the authority that signed the server's certificate. */
  readonly caFile?: string;
  /** Name of an environment variable: no key stands in a URL or a file. */
  readonly keyEnv?: string;
}

export interface HttpSettings extends Common, WebPlace {
  readonly transport: 'http';
  /** The server answers and ends: it is asked again after this. Absent: its answer does not end. */
  readonly everyMs?: number;
}

/** South, west, north, east. */
export type Box = readonly [number, number, number, number];

export interface WebSocketSettings extends Common, WebPlace {
  readonly transport: 'ws';
  /** What is subscribed to, of an `aisstream`. */
  readonly boxes?: readonly Box[];
  /** Its kinds of messages; all where absent. */
  readonly types?: readonly string[];
}

export type FeedSettings =
  | TcpSettings
  | TcpListenSettings
  | UdpSettings
  | FileSettings
  | StdinSettings
  | MqttSettings
  | SerialSettings
  | HttpSettings
  | WebSocketSettings;

/** What is wrong with a setting, where, and what to do about it. */
export interface SettingFault {
  readonly where: string;
  readonly what: string;
  readonly remedy: string;
}

export const describeFault = (fault: SettingFault): string =>
  `${fault.where}: ${fault.what}. ${fault.remedy}.`;

/** `host:port` as people write it. */
export const placeOf = ({ host, port }: Place): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** How a feed of these settings is known to its health and its frames. */
export const identityOf = (settings: FeedSettings, nature: Nature): FeedIdentity => ({
  id: settings.id,
  name: settings.name,
  url: settings.displayUrl,
  format: settings.format,
  nature,
  intervalMs: settings.intervalMs,
  watched: settings.transport !== 'file' && settings.listens !== false,
});
