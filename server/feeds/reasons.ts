/** What the system's errors mean to the person who configured the feed, and what to do. */

const REASONS: Record<string, (place: string) => string> = {
  ECONNREFUSED: (place) => `${place} refused the connection: nothing listens there. Check host and port`,
  ECONNRESET: (place) => `${place} cut the connection`,
  EPIPE: (place) => `${place} cut the connection`,
  ETIMEDOUT: (place) => `${place} does not answer. Check address, network and firewall`,
  EHOSTUNREACH: (place) => `${place} cannot be reached: no way to this host. Check address and network`,
  ENETUNREACH: (place) => `${place} cannot be reached: no way to this network. Check the network`,
  ENOTFOUND: (place) => `the host name of ${place} is unknown. Check its spelling and the name server`,
  EAI_AGAIN: (place) => `the host name of ${place} cannot be looked up now. Check the name server`,
  EADDRINUSE: (place) => `${place} is taken by another program. Stop it or choose another port`,
  EADDRNOTAVAIL: (place) =>
    `${place} is no address of this machine. Listen on one of its own addresses, or on 0.0.0.0 or [::] for all`,
  EACCES: (place) =>
    `${place} may not be used by this user. Check the permissions (ports below 1024 need more)`,
  EPERM: (place) => `${place} may not be used by this user. Check the permissions`,
  ENODEV: (place) => `${place}: no network interface can join this group. Name one with interface=ADDRESS`,
  ENOENT: (place) => `${place} does not exist. Check the path`,
  ENOTDIR: (place) => `${place} does not exist: a part of the path is a file. Check the path`,
  EISDIR: (place) => `${place} is a directory. Name the file in it`,
  EMFILE: (place) => `${place} cannot be opened: too many open files. Raise the limit (ulimit -n)`,
  Z_BUF_ERROR: (place) =>
    `${place} ends in the middle of its gzip data: it was cut. The part before was read`,
  Z_DATA_ERROR: (place) => `${place} has damaged gzip data. The part before was read`,
};

/** One sentence without its full stop: the place, what happened, the remedy. */
export function reasonOf(error: unknown, place: string): string {
  const { code, message } = error as { code?: string; message?: string };
  // what TLS calls a certificate that it does not believe
  if (/CERT|TLS|SSL|SIGNATURE/.test(String(code ?? '')))
    return `${place} is not trusted (${message || code}). Name the authority that signed its certificate: ca=FILE`;
  return REASONS[code ?? '']?.(place) ?? `${place}: ${message || code || 'unknown error'}`;
}
