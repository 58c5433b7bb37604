/**
 * By which names the server answers, and pages of which origins may speak to it. A page from elsewhere whose name was
 * made to point here (DNS rebinding) is known by the name it asks for.
 */
import type { RequestHandler } from 'express';
import { refuse } from './errors.ts';

/** Whether a host name, as URLs carry it, is this machine on loopback. */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);

/** Whether a `Host` header names this machine's loopback; any port (a tunnel may use its own). */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname);

/** The origins that a site configured, beside loopback: `https://watch.example`. */
export class Hosts {
  readonly #origins: ReadonlySet<string>;
  /** As `Host` headers carry them. */
  readonly #hosts: ReadonlySet<string>;
  readonly #secure: ReadonlySet<string>;

  constructor(origins: readonly string[] = []) {
    this.#origins = new Set(origins);
    this.#hosts = new Set(origins.map((origin) => new URL(origin).host));
    const secure = origins.filter((origin) => origin.startsWith('https:'));
    this.#secure = new Set(secure.map((origin) => new URL(origin).host));
  }

  /** Whether TLS ends before us where we are asked for by this name: its cookies are for TLS alone. */
  isSecure(host: string | undefined): boolean {
    return host !== undefined && this.#secure.has(host.toLowerCase());
  }

  /** TLS ends before us, somewhere: what is before us on this machine says who asks (`X-Forwarded-For`). */
  get isBehindTls(): boolean {
    return this.#secure.size > 0;
  }

  /** Whether the server answers to a `Host` header. */
  answers(host: string | undefined): boolean {
    return isLoopbackHost(host) || (host !== undefined && this.#hosts.has(host.toLowerCase()));
  }

  /**
   * Whether a page of `origin` may speak to the server that was asked for as `host`: a configured origin on its own
   * host, or both on loopback (a development server on another port). No origin: not a browser.
   */
  admits(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined) return true;
    if (host === undefined || !URL.canParse(origin)) return false;
    const from = new URL(origin);
    if (isLoopbackHost(host)) return isLoopbackName(from.hostname);
    return this.#origins.has(from.origin) && from.host === host.toLowerCase();
  }
}

/** Answers to the names of {@link Hosts} alone. */
export const knownHostsOnly =
  (hosts: Hosts): RequestHandler =>
  (request, response, next) => {
    if (hosts.answers(request.headers.host)) {
      next();
      return;
    }
    refuse(response, 421, {
      what: 'this server does not answer to that name',
      where: request.headers.host ?? 'no Host header',
      remedy: 'ask for it as localhost, through a tunnel from elsewhere, or by a name of its “origins”',
    });
  };
