/** What HTTP and WebSocket feeds have in common: the way to the server, its key, and what its refusals mean. */
import { isIP } from 'node:net';
import { type Environment, keyOf, pemOf } from './credentials.ts';
import type { WebPlace } from './settings.ts';

/** Servers keep their logs by it. */
export const USER_AGENT = 'watchfloor';

/** What an attempt is made with. */
export interface WebAccess {
  readonly key?: string;
  readonly tls: { readonly ca?: Buffer; readonly servername?: string; readonly minVersion?: 'TLSv1.2' };
}

/** Reads key and certificate anew; rejects with what is wrong, never with a value. */
export async function webAccess(
  { host, tls, caFile, keyEnv }: WebPlace,
  environment: Environment,
): Promise<WebAccess> {
  return {
    ...(keyEnv !== undefined && { key: keyOf(environment, keyEnv) }),
    tls: {
      ...(caFile !== undefined && { ca: await pemOf(caFile) }),
      ...(tls && { minVersion: 'TLSv1.2' as const }),
      ...(tls && isIP(host) === 0 && { servername: host }),
    },
  };
}

/** Scheme, host and path: what is asked for, without what is asked. */
export const webPlaceOf = ({ host, port, path }: WebPlace): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${name}:${port}${path.split('?')[0]}`;
};

/** Why a server does not give what it was asked for, and what to do. @param location of a redirect */
export function refusalOf(place: string, status: number, location: string | undefined): string {
  if (status === 401 || status === 403)
    return `${place} does not let us in (${status}). Check the key in the variable that keyEnv names`;
  if (status === 404 || status === 410) return `${place} is not there (${status}). Check the path`;
  if (status === 429) return `${place} is asked too often (429). Ask seldomer`;
  if (status >= 300 && status < 400)
    return `${place} sends us elsewhere (${status}${hostOf(location)}). Name the address that it means in the URL`;
  if (status >= 500) return `${place} has a trouble of its own (${status})`;
  return `${place} answers ${status} instead of 200`;
}

/** Whoever sends us elsewhere may say anything: its host at most is shown. */
function hostOf(location: string | undefined): string {
  const host = location !== undefined && URL.canParse(location) ? new URL(location).host : '';
  return host === '' ? '' : ` to ${host.slice(0, 100)}`;
}
