/** The host and port of a feed's URL. */
import { isIPv4, isIPv6 } from 'node:net';
import { Wrong } from './wrong.ts';

/** `HOST:PORT` of a URL. Port 0, the system's choice, is for listeners only; throws {@link Wrong}. */
export function readPlace(
  text: string,
  listens: boolean,
  usualPort?: number,
): { host: string; port: number } {
  if (text.includes('@')) {
    throw new Wrong('this transport knows no user name or password', 'Remove what stands before the @');
  }
  const match = /^(?:\[([^\]]*)\]|([^:/[\]]*))(?::([^/:]*))?(\/.*)?$/.exec(text);
  if (match === null) {
    throw new Wrong(
      `“${text}” is no host and port`,
      'Write HOST:PORT, an IPv6 address in brackets: [::1]:10110',
    );
  }
  const [, inBrackets, plain, portText, path] = match;
  if (path !== undefined && path !== '/')
    throw new Wrong(`“${path}” follows the port`, 'Write HOST:PORT alone');
  if (inBrackets !== undefined && !isIPv6(inBrackets)) {
    throw new Wrong(`“${inBrackets}” is no IPv6 address`, 'Only IPv6 addresses stand in brackets');
  }
  const host = inBrackets ?? plain!;
  if (host === '') {
    throw new Wrong(
      'the host is missing',
      listens ? 'Write 0.0.0.0 to listen on every address' : 'Write HOST:PORT',
    );
  }
  if (/[^\w.:%-]/.test(host) || (/^[\d.]+$/.test(host) && !isIPv4(host))) {
    throw new Wrong(`“${host}” is no host name or address`, 'Check its spelling');
  }
  if (portText === undefined && usualPort !== undefined) return { host, port: usualPort };
  if (portText === undefined || portText === '') throw new Wrong('the port is missing', 'Write HOST:PORT');
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port >= (listens ? 0 : 1) && port <= 65_535)) {
    throw new Wrong(`“${portText}” is no port`, 'A port is a number from 1 to 65535');
  }
  return { host, port };
}
