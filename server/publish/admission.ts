/** Who may open a socket: known to the policy, from a page of ours, and not too many of them. */
import type { IncomingMessage } from 'node:http';
import type { Access, Credentials } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { Audience } from '../access/audience.ts';
import { credentialsOf } from './credentials.ts';
import type { Hosts } from './hosts.ts';

/** Who that is now, and what they see. */
export interface Known {
  readonly asker: Asker;
  readonly audience: Audience;
}

/** Of a handshake: the cookie, or a token as header or as `auth.token`. */
export function handshakeCredentials(request: IncomingMessage, auth: unknown): Credentials {
  const { cookie, authorization } = request.headers;
  const token = typeof auth === 'object' && auth !== null && 'token' in auth ? auth.token : undefined;
  return credentialsOf({
    ...(cookie !== undefined && { cookie }),
    ...(typeof token === 'string'
      ? { authorization: `Bearer ${token}` }
      : authorization !== undefined && { authorization }),
  });
}

/** In words where it is nobody, or somebody who sees nothing. */
export function lookUp(access: Access, credentials: Credentials): Known | string {
  const asker = access.asker(credentials);
  if (!asker) return 'sign in first';
  const audience = access.audience(asker);
  return audience ? { asker, audience } : 'you may not see the picture';
}

/** Why a page or an address may not connect; undefined: it may. */
export function refusedConnection(
  { headers, socket }: IncomingMessage,
  hosts: Hosts,
  addresses: OpenSockets,
): string | undefined {
  const { origin, host } = headers;
  if (!hosts.answers(host) || !hosts.admits(origin, host)) return 'this origin may not connect';
  return addresses.hasRoom(socket.remoteAddress ?? '') ? undefined : 'too many connections from this address';
}

/** Counts what is open by name, so that one name cannot have all. */
export class OpenSockets {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  hasRoom(name: string): boolean {
    return (this.#open.get(name) ?? 0) < this.#most;
  }

  /** Returns what to call when it is closed. */
  enter(name: string): () => void {
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(name) ?? 1) - 1;
      if (left > 0) this.#open.set(name, left);
      else this.#open.delete(name);
    };
  }
}

/** What counts as one session; the demonstration's viewers have none. */
export const sessionOf = ({ how, credential }: Asker): string | undefined =>
  how === 'demonstration' ? undefined : `${how} ${credential}`;
