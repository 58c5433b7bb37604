/** What a request or a handshake says of who asks: the session's cookie, or a token. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import type { Credentials } from '../access/access.ts';

export const SESSION_COOKIE = 'watchfloor_session';
/** Longer than any secret of ours; what is longer is nobody's. */
const MAX_SECRET = 256;

const SECRET = /^[A-Za-z0-9._~+/=-]+$/;
/** Whether something can be a secret of ours at all. */
export const isSecret = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= MAX_SECRET && SECRET.test(text);
const secretIn = (text: string | undefined): string | undefined => (isSecret(text) ? text : undefined);

/** The first cookie of ours, `Authorization: Bearer …`, both or neither. */
export function credentialsOf({
  cookie,
  authorization,
}: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>): Credentials {
  const ours = (cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${SESSION_COOKIE}=`));
  const session = secretIn(ours?.slice(SESSION_COOKIE.length + 1));
  const token = secretIn(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]);
  return { ...(session !== undefined && { session }), ...(token !== undefined && { token }) };
}

const FLAGS = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** Lasts as long as the browser: how long the session does is the server's to say. */
export function giveCookie(response: Response, secret: string, secure: boolean): void {
  response.cookie(SESSION_COOKIE, secret, { ...FLAGS, secure, encode: String });
}

export function takeCookie(response: Response, secure: boolean): void {
  response.clearCookie(SESSION_COOKIE, { ...FLAGS, secure });
}
