/** An access that a test sets by hand: who may come in with which credentials, and what they see. */
import { type AgencyId, agencyId, personId } from '../../../proto/domain/operations/agency.ts';
import type { Access, Credentials } from '../../../server/access/access.ts';
import type { Asker } from '../../../server/access/asker.ts';
import { type Audience, localAudience } from '../../../server/access/audience.ts';
import type { Decision, PolicyObject } from '../../../server/access/decision.ts';
import type { Door } from '../../../server/publish/door.ts';
import { Hosts } from '../../../server/publish/hosts.ts';

export const COAST_GUARD: AgencyId = agencyId('xa-coast-guard');

export const VIEWER: Asker = {
  name: 'viewer',
  agency: COAST_GUARD,
  roles: ['operator'],
  how: 'demonstration',
  credential: 'demonstration',
};

/** Somebody who signed in; the session's secret is their name. */
export const person = (name: string, over: Partial<Asker> = {}): Asker => ({
  personId: personId(name),
  name,
  agency: COAST_GUARD,
  roles: ['operator'],
  how: 'session',
  credential: name,
  ...over,
});

export class TestAccess implements Access {
  revision = 0;
  /** By the session's or token's secret; '' without one. */
  readonly askers = new Map<string, Asker>();
  /** By the asker's name; whom it does not name sees everything. */
  readonly audiences = new Map<string, Audience | undefined>();
  decides: (asker: Asker, object: PolicyObject) => boolean = () => true;
  readonly #listeners = new Set<() => void>();

  /** Whoever comes without credentials is `viewer`. */
  constructor(viewer: Asker | undefined = VIEWER) {
    if (viewer) this.askers.set('', viewer);
  }

  asker({ session, token }: Credentials): Asker | undefined {
    return this.askers.get(session ?? token ?? '');
  }

  decide(asker: Asker, _action: unknown, object: PolicyObject): Decision {
    return { verdict: this.decides(asker, object) ? 'yes' : 'no', rule: 'test' };
  }

  audience(asker: Asker): Audience | undefined {
    return this.audiences.has(asker.name) ? this.audiences.get(asker.name) : localAudience();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What was set is so from now on. */
  change(): void {
    this.revision += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Lets everybody in from this machine; who comes with the token `viewer-N` is of the Nth of `audiences`. */
export function openDoor(clock: Door['clock'], audiences: readonly Audience[] = []): Door {
  const access = new TestAccess();
  for (const [i, audience] of audiences.entries()) {
    const name = `viewer-${i}`;
    access.askers.set(name, { ...VIEWER, name });
    access.audiences.set(name, audience);
  }
  return { access, hosts: new Hosts(), clock };
}
