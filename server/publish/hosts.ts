/**
 * On loopback the only protection is that nobody else reaches the port. A page from elsewhere whose name was made to
 * point here (DNS rebinding) would: it is known by the name it asks for.
 */
import type { RequestHandler } from 'express';
import { refuse } from './errors.ts';

/** Whether a host name, as URLs carry it, is this machine on loopback. */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);

/** Whether a `Host` header names this machine's loopback; any port (a tunnel may use its own). */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname);

export const loopbackOnly: RequestHandler = (request, response, next) => {
  if (isLoopbackHost(request.headers.host)) {
    next();
    return;
  }
  refuse(response, 421, {
    what: 'this server answers on this machine only',
    where: request.headers.host ?? 'no Host header',
    remedy: 'ask for it as localhost or 127.0.0.1, through a tunnel from elsewhere',
  });
};
